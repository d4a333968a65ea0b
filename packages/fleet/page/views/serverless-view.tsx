/** Serverless tasks as the product lists them: agent, cluster, Configured or Not Configured. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { serverlessWords } from '../../src/report/summary.ts';
import { configuredOf, setOf, shortName, textOf } from '../fleet.ts';
import { cardOf, memberOf } from '../links.ts';
import { usePage } from '../page-context.ts';
import { useSettled } from '../settled.ts';
import { Empty, Message, Sign, shown } from '../text.tsx';
import { type TableColumn, VirtualTable } from '../virtual-table.tsx';

const columns: readonly TableColumn[] = [
  { title: 'Task', weight: 40 },
  { title: 'Agent', weight: 9 },
  { title: 'Cluster', weight: 12 },
  { title: 'Workload Protection', weight: 15 },
  { title: 'What it lacks', weight: 24 },
];

const words = {
  configured: ['Configured', 'live'],
  'not-configured': ['Not Configured', 'rejected'],
  unknown: ['not known', 'undecided'],
} as const;

export function ServerlessView(): JSX.Element {
  const { fleet, selection: latest, state, go } = usePage();
  const selection = useSettled(latest);
  const open = memberOf(fleet, state.card);
  const tasks = useMemo(() => {
    const order = { 'not-configured': 0, unknown: 1, configured: 2 };
    return [...selection.members]
      .filter((member) => member >= fleet.hosts)
      .sort((a, b) => order[configuredOf(fleet, a)] - order[configuredOf(fleet, b)] || a - b);
  }, [fleet, selection]);
  const configured = useMemo(
    () => tasks.filter((task) => configuredOf(fleet, task) === 'configured').length,
    [fleet, tasks],
  );
  if (tasks.length === 0) return <Empty title="No serverless task has all of this." />;
  return (
    <>
      <p class="lead">{serverlessWords(configured, tasks.length)}</p>
      <VirtualTable
        label="Serverless tasks"
        columns={columns}
        rows={tasks.length}
        height={22}
        isOpen={(row) => tasks[row] === open}
        onOpen={(row) => go({ card: cardOf('host', fleet.names[tasks[row] ?? -1] ?? '') })}
        cells={(row) => {
          const task = tasks[row] ?? 0;
          const [text, sign] = words[configuredOf(fleet, task)];
          const lacks = setOf(fleet.data.members.lacks, task - fleet.hosts)
            .map(shown)
            .join('; ');
          return [
            shown(shortName(fleet, task)),
            shown(textOf(fleet, 'agent', task) ?? '–'),
            shown(textOf(fleet, 'cluster', task) ?? '–'),
            <span key="state" class="state">
              <Sign state={sign} /> {text}
            </span>,
            <span key="lacks" class="faint" title={shown(lacks)}>
              <Message text={lacks} />
            </span>,
          ];
        }}
      />
    </>
  );
}
