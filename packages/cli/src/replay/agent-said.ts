import type { AgentSaid, ReplayReport } from '@secl/simulator';
import { forMarkdown, forMarkdownCode, forTerminal } from '@secl/text';
import { count, markdownTable } from '../report/markdown.ts';
import type { Looks } from './pretty.ts';
import { listed } from './silent.ts';

/** What the agent said of its rules beside what they do here, those that differ first. */
export function prettyAgentSaid({ said }: ReplayReport, { paint }: Looks): string {
  if (said.length === 0) return '';
  const same = said.filter(isSame).length;
  const title = paint.strong(`The agent said that ${count(said.length, 'rule')} matched`);
  const rest =
    same === said.length ? ': here as well' : `: ${same === 0 ? 'none' : same} of them here in the same way`;
  const lines = ranked(said)
    .filter((each) => !isSame(each))
    .map((each) => `  ${paint.strong(forTerminal(each.rule))}  ${forTerminal(wordsFor(each))}\n`);
  return `${title}${paint.faint(rest)}\n${lines.join('')}`;
}

export function markdownAgentSaid({ said }: ReplayReport): string {
  if (said.length === 0) return '';
  const rows = ranked(said).map((each) => [
    forMarkdownCode(each.rule),
    String(each.events),
    forMarkdown(isSame(each) ? 'matches' : wordsFor(each)),
  ]);
  return `**What the agent said**\n\n${markdownTable(['Rule', 'Events', 'Here'], rows)}`;
}

function isSame({ events, matched }: AgentSaid): boolean {
  return events === matched;
}

function ranked(said: readonly AgentSaid[]): readonly AgentSaid[] {
  return [...said].sort((a, b) => rank(a) - rank(b) || (a.rule < b.rule ? -1 : 1));
}

function rank({ loaded, silent, undecided }: AgentSaid): number {
  return loaded && silent > 0 ? 0 : undecided > 0 ? 1 : loaded ? 3 : 2;
}

function wordsFor({ loaded, events, matched, silent, undecided, needs, first }: AgentSaid): string {
  const sent = count(events, 'event');
  if (!loaded) return `${sent}; not among the loaded rules`;
  const parts = [
    ...(matched === 0 ? [] : [`${matched} match`]),
    ...(silent === 0 ? [] : [`${silent} ${silent === 1 ? 'does' : 'do'} not match`]),
    ...(undecided === 0 ? [] : [`${undecided} undecided, for want of ${listed(needs)}`]),
  ];
  const where = first === undefined ? '' : `, first ${first.recording}:${first.line}`;
  return `${sent}: here ${parts.join(', ')}${where}`;
}
