import type { Comparison, ReplayReport, WhyNot } from '@secl/simulator';
import { forMarkdown, forMarkdownCode } from '@secl/text';
import { count, markdownTable } from '../report/markdown.ts';
import { markdownAgentSaid } from './agent-said.ts';
import { changeOf } from './comparison.ts';
import { byFolder } from './folders.ts';
import { foundText } from './found.ts';
import { groupsOf, type Member } from './groups.ts';
import type { Looks } from './pretty.ts';
import { reasonOf } from './reason.ts';
import { severityOf } from './severity.ts';
import { clock } from './time.ts';
import { tried } from './why-not.ts';

/** The report for a pull request or a ticket. */
export function replayMarkdown(
  report: ReplayReport,
  whyNot: readonly WhyNot[],
  comparison: Comparison | undefined,
  { target, groupBy }: Pick<Looks, 'target' | 'groupBy'>,
): string {
  const sources = byFolder(report.recordings)
    .map(({ name, events }) => `${forMarkdownCode(name)} (${count(events, 'event')})`)
    .join(', ');
  const parts = [
    `### secl replay\n\n${sources} on ${forMarkdown(target)}${report.interrupted ? ', interrupted' : ''}\n`,
    comparison === undefined ? '' : differences(comparison),
    triggered(report, groupBy),
    markdownAgentSaid(report),
    silent(report),
    ...whyNot.map(why),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function differences({ differences: found, unchanged }: Comparison): string {
  const rest = `${count(unchanged, 'rule')} as before.\n`;
  if (found.length === 0) return `**The rules now do the same as before**: ${rest}`;
  const rows = found.map((difference) => [
    forMarkdownCode(difference.id),
    forMarkdown(changeOf(difference).words),
  ]);
  const title = `**${found.length === 1 ? '1 rule differs' : `${found.length} rules differ`} from before**\n\n`;
  return `${title}${markdownTable(['Rule', 'Now'], rows)}\n${rest}`;
}

function triggered(report: ReplayReport, groupBy: Looks['groupBy']): string {
  if (report.triggered.length === 0) return '**No rule triggered**\n';
  const title = `**${count(report.triggered.length, 'rule')} triggered**\n\n`;
  const tables = groupsOf(report.triggered, groupBy).map(({ title: group, members }) => {
    const heading = group === '' ? '' : `#### ${forMarkdown(group)}\n\n`;
    const titles = ['Time', 'Rule', 'Severity', 'Matches', 'Process', 'First', 'What it means'];
    return heading + markdownTable(titles, members.map(row));
  });
  return title + tables.join('\n');
}

function row({ rule, processes, matches }: Member): readonly string[] {
  const [process] = processes;
  const first = matches === rule.matches ? rule.first : (process?.first ?? rule.first);
  const chain = [...(process?.lineage.slice(-3) ?? []), process?.process || 'unknown process'];
  return [
    first.time === undefined ? '' : clock(first.time),
    forMarkdownCode(rule.id),
    forMarkdown(severityOf(rule.tags)),
    String(matches),
    forMarkdownCode(chain.join(' › ')),
    forMarkdownCode(`${first.recording}:${first.line}`),
    forMarkdown(rule.description),
  ];
}

function silent(report: ReplayReport): string {
  const rows = report.rules
    .filter((rule) => rule.outcome === 'undecided' || rule.state.status === 'rejected')
    .map((rule) => [
      forMarkdownCode(rule.id),
      rule.state.status === 'rejected' ? 'rejected' : 'undecided',
      forMarkdown(rule.state.status === 'rejected' ? reasonOf(rule.state) : `needs ${rule.needs.join(', ')}`),
    ]);
  if (rows.length === 0) return '';
  const title = `<details><summary>${count(rows.length, 'rule')} undecided or rejected</summary>`;
  return `${title}\n\n${markdownTable(['Rule', 'State', 'Why'], rows)}\n</details>\n`;
}

function why(each: WhyNot): string {
  const { id, verdict, matches, eventTypes, nearest } = each;
  const title = `**${matches === 0 ? 'Why not' : 'Why not more often'}: ${forMarkdownCode(id)}**\n\n`;
  const state = reasonOf(verdict.state);
  const loading = state === '' ? '' : `${verdict.state.status}: ${forMarkdown(state)}\n`;
  const came = eventTypes.length === 0 ? '' : `${forMarkdown(tried(each))}\n`;
  const counts = each.conditions.map(({ text, failed, undecided }) => [
    String(failed),
    String(undecided),
    forMarkdownCode(text),
  ]);
  const misses = nearest.flatMap(({ at, failing }) =>
    failing.map(({ text, found, wanted }) => [
      forMarkdownCode(`${at.recording}:${at.line}`),
      forMarkdownCode(text),
      forMarkdownCode(foundText(found)),
      forMarkdownCode(wanted),
    ]),
  );
  const tables = [
    ...(counts.length === 0 ? [] : [markdownTable(['False', 'Undecided', 'Condition'], counts)]),
    ...(misses.length === 0
      ? []
      : [markdownTable(['Nearest miss', 'Condition not true', 'Found', 'Wanted'], misses)]),
  ];
  return title + [loading + came, ...tables].filter((part) => part !== '').join('\n');
}
