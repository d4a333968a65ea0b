/** Serverless tasks, as the product lists them: the agent, the cluster, Configured or Not Configured. */
import type { FleetReport, ReportedTask } from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { count } from '../report/markdown.ts';
import type { Paint } from '../report/paint.ts';
import { table } from '../report/table.ts';
import { type Looks, number, paintOf } from './looks.ts';

const mostTasks = 6;

export function serverless({ summary, tasks }: FleetReport, looks: Looks): string {
  if (summary.serverless === '') return '';
  const paint = paintOf(looks);
  const order: readonly ReportedTask['configured'][] = ['not-configured', 'unknown', 'configured'];
  const sorted = [...tasks].sort((a, b) => order.indexOf(a.configured) - order.indexOf(b.configured));
  const shown = looks.all ? sorted : sorted.slice(0, mostTasks);
  const rows = shown.map((task) => [
    forTerminal(shortName(task.name)),
    forTerminal(task.agent ?? ''),
    forTerminal(task.cluster ?? ''),
    stateOf(task, paint),
    { text: forTerminal(reasonOf(task)), style: (text: string) => text },
  ]);
  const titles = ['TASK', 'AGENT', 'CLUSTER', 'STATE', 'WHY'].map((title) => ({ title }));
  const rest = tasks.length - shown.length;
  return [
    `${paint.strong('Serverless')}  ${summary.serverless}\n`,
    table(titles, rows, paint, looks.output.columns),
    rest > 0
      ? paint.faint(
          `and ${number(rest)} more ${rest === 1 ? 'task' : 'tasks'}${summaryOf(tasks)} (--all lists them)\n`,
        )
      : '',
  ].join('');
}

/** How many of all there are of each reason. */
function summaryOf(tasks: readonly ReportedTask[]): string {
  const reasons = new Map<string, number>();
  for (const task of tasks) {
    const reason = reasonOf(task);
    if (reason !== '') reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const words = [...reasons]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, times]) => `${count(times, 'task')}: ${reason}`);
  return words.length === 0 ? '' : `; of all, ${words.join('; ')}`;
}

/** The end of an ARN tells tasks apart. */
function shortName(arn: string): string {
  return arn.replace(/^arn:.*:task\//, '');
}

function stateOf({ configured }: ReportedTask, paint: Paint): string {
  switch (configured) {
    case 'configured':
      return paint.good('Configured');
    case 'not-configured':
      return paint.bad('Not Configured');
    case 'unknown':
      return paint.doubtful('not known');
  }
}

function reasonOf({ configured, lacks, launchType, agent }: ReportedTask): string {
  if (configured !== 'unknown') return lacks.join('; ');
  if (launchType === 'EKS Fargate')
    return 'its agent is a container of its pod: name the output of `kubectl get pods -A -o json`, too';
  const what = agent === null ? 'its agent, or whether it is traced, is' : 'whether it is traced is';
  return `${what} not known: name its task definition, or say \`wrapped\``;
}
