import type { Comparison, ReplayReport, WhyNot } from '@secl/simulator';
import { forMarkdown, forMarkdownCode } from '@secl/text';
import { count, markdownTable } from '../report/markdown.ts';
import { sideOf } from './comparison.ts';
import type { Looks } from './pretty.ts';
import { reasonOf } from './reason.ts';

/** The report for a pull request or a ticket. */
export function replayMarkdown(
  report: ReplayReport,
  whyNot: readonly WhyNot[],
  comparison: Comparison | undefined,
  { target }: Pick<Looks, 'target'>,
): string {
  const sources = report.recordings
    .map(({ name, events }) => `${forMarkdownCode(name)} (${count(events, 'event')})`)
    .join(', ');
  const parts = [`### Replay\n\n${sources} on ${forMarkdown(target)}\n`];
  if (comparison !== undefined) parts.push(differences(comparison));
  parts.push(triggered(report), silent(report), ...whyNot.map(nearest));
  return parts.filter((part) => part !== '').join('\n');
}

function differences({ differences: found, unchanged }: Comparison): string {
  if (found.length === 0) return `No difference to the rules before (${count(unchanged, 'rule')}).\n`;
  const rows = found.map(({ id, before, after }) => [forMarkdownCode(id), sideOf(before), sideOf(after)]);
  return `${markdownTable(['Rule', 'Before', 'Now'], rows)}\n${count(unchanged, 'rule')} as before.\n`;
}

function triggered(report: ReplayReport): string {
  if (report.triggered.length === 0) return 'No rule triggered.\n';
  const rows = report.triggered.map(({ id, tags, matches, first, processes, description }) => [
    forMarkdownCode(id),
    forMarkdown(tags.severity ?? ''),
    String(matches),
    forMarkdownCode(processes[0]?.process ?? ''),
    forMarkdownCode(`${first.recording}:${first.line}`),
    forMarkdown(description),
  ]);
  const title = `**${count(report.triggered.length, 'rule')} triggered**\n\n`;
  return title + markdownTable(['Rule', 'Severity', 'Matches', 'Process', 'First', 'What it means'], rows);
}

function silent(report: ReplayReport): string {
  const rows = report.rules
    .filter((rule) => rule.outcome === 'undecided' || rule.state.status === 'rejected')
    .map((rule) => [
      forMarkdownCode(rule.id),
      rule.state.status === 'rejected' ? 'rejected' : 'undecided',
      forMarkdown(rule.state.status === 'rejected' ? reasonOf(rule.state) : `needs ${rule.needs.join(', ')}`),
    ]);
  return rows.length === 0 ? '' : markdownTable(['Rule', 'State', 'Why'], rows);
}

function nearest({ id, events, matches, nearest: misses }: WhyNot): string {
  const rows = misses.flatMap(({ at, failing }) =>
    failing.map(({ text, found, wanted }) => [
      forMarkdownCode(`${at.recording}:${at.line}`),
      forMarkdownCode(text),
      forMarkdownCode(found),
      forMarkdownCode(wanted),
    ]),
  );
  const title = `**Why not: ${forMarkdownCode(id)}** (${count(events, 'event')}, ${count(matches, 'match', 'matches')})\n\n`;
  return (
    title + (rows.length === 0 ? '' : markdownTable(['Event', 'Failing condition', 'Found', 'Wanted'], rows))
  );
}
