import { policyWords, type RuleDiff } from '@secl/diff';
import { forMarkdown, forMarkdownBlock, forMarkdownCode, forMarkdownMessage } from '@secl/text';
import { count, markdownTable } from '../report/markdown.ts';
import { expressionLines } from './expression-lines.ts';
import { macroLines, ruleLines, usersLine } from './lines.ts';
import type { DiffReport, SetReport } from './report.ts';
import { summaryOf } from './summary.ts';

/** A comment on GitHub holds 65,536 characters; GitLab and job summaries hold more. */
const mostCharacters = 60_000;
/** Rows that stand open; the rest can be unfolded. */
const mostOpen = 15;

/**
 * The report for a comment on a change: a line that sums up, a table, and everything else folded. What there is no room for
 * is counted.
 */
export function markdownDiff({ base, head, sets }: DiffReport): string {
  const several = sets.length > 1;
  const room: Room = { left: mostCharacters };
  return [
    `### secl diff\n\n${sets.map((set) => `${headline(set, several)}\n`).join('\n')}`,
    `${forMarkdown(base)} → ${forMarkdown(head)}\n`,
    ...sets.flatMap((set) => markdownSet(set, several, room)),
  ].join('\n');
}

/** What is left of the room that a comment has. */
interface Room {
  left: number;
}

/** The first of the texts, as long as there is room for them. */
function fitting<Text>(
  texts: readonly Text[],
  room: Room,
  lengthOf: (text: Text) => number,
): readonly Text[] {
  const end = texts.findIndex((text) => {
    room.left -= lengthOf(text);
    return room.left < 0;
  });
  return end === -1 ? texts : texts.slice(0, end);
}

function headline({ name, diff, targets }: SetReport, several: boolean): string {
  const summary = summaryOf(diff);
  const on = targets.map((target) => forMarkdown(target.name)).join(', ');
  const words = summary === '' ? '**No difference**' : `**${forMarkdown(summary)}**`;
  const where = several ? `${forMarkdownCode(name, 'text')}: ` : '';
  return `${where}${words} · ${count(diff.unchanged.rules, 'rule')} as before · on ${on}`;
}

function markdownSet(set: SetReport, several: boolean, room: Room): readonly string[] {
  const { diff, notes, name } = set;
  const parts = [
    ...notes.map((note) => `> ${forMarkdown(note)}\n`),
    ...folded('file', fileRows(set), room),
    ...folded('policy', policyRows(set), room, 'policies'),
    ...folded('rule', ruleRows(set), room),
    ...folded('macro', macroRows(set), room),
    ...problemDetails(set, room),
    ...expressionDetails(diff.rules, room),
  ];
  return several && parts.length > 0 ? [`#### ${forMarkdownCode(name, 'text')}\n`, ...parts] : parts;
}

type Row = readonly string[];

const marks = { '+': 'new', '-': 'gone', '~': 'changed' } as const;

function ruleRows(set: SetReport): readonly Row[] {
  return set.diff.rules.map((rule) => {
    const { mark, lines } = ruleLines(rule, set);
    return [marks[mark], forMarkdownCode(rule.id), sentences(lines)];
  });
}

function macroRows(set: SetReport): readonly Row[] {
  return set.diff.macros.map((macro) => {
    const { mark, lines } = macroLines(macro, set);
    return [marks[mark], forMarkdownCode(macro.id), sentences([...lines, usersLine(macro)])];
  });
}

function policyRows({ diff }: SetReport): readonly Row[] {
  return diff.policies.map(({ name, changes }) => [
    'changed',
    forMarkdownCode(name),
    sentences(changes.map(policyWords)),
  ]);
}

function fileRows({ diff }: SetReport): readonly Row[] {
  return diff.files.map(({ name, change, problem }) => [
    change === 'unreadable' ? 'lost' : 'back',
    forMarkdownCode(name),
    sentences([change === 'unreadable' ? `unreadable: ${problem.message}` : 'can be read again']),
  ]);
}

function sentences(lines: readonly string[]): string {
  return lines.map((line) => forMarkdownMessage(line)).join('<br>');
}

/** The first rows stand open. */
function folded(what: string, rows: readonly Row[], room: Room, many = `${what}s`): readonly string[] {
  const titles = ['', `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`, 'What changed'];
  const shown = fitting(rows, room, lengthOfRow);
  const [open, rest] = [shown.slice(0, mostOpen), shown.slice(mostOpen)];
  return [
    ...(open.length === 0 ? [] : [markdownTable(titles, open)]),
    ...(rest.length === 0
      ? []
      : [details(count(rest.length, `more ${what}`, `more ${many}`), markdownTable(titles, rest))]),
    ...left(rows.length - shown.length, what, many),
  ];
}

function lengthOfRow(row: Row): number {
  return row.reduce((sum, cell) => sum + cell.length + 3, 2);
}

function left(number: number, what: string, many = `${what}s`): readonly string[] {
  return number === 0 ? [] : [`… and ${count(number, what, many)} that would not fit here.\n`];
}

function problemDetails({ diff, after }: SetReport, room: Room): readonly string[] {
  const rows = diff.problems.map(({ problem, targets }) => {
    const { place, message, severity, code } = after.outwardProblem(problem);
    const on = targets.length === diff.targets.length ? '' : ` (on ${targets.map(forMarkdown).join(', ')})`;
    const where = forMarkdownCode(after.link(place));
    return [severity, where, `${forMarkdownMessage(message)}${on}`, forMarkdownCode(code)];
  });
  const shown = fitting(rows, room, lengthOfRow);
  const table = markdownTable(['Level', 'Where', 'What', 'Id'], shown);
  return [
    ...(shown.length === 0 ? [] : [details(count(rows.length, 'new problem'), table)]),
    ...left(rows.length - shown.length, 'new problem'),
  ];
}

function expressionDetails(rules: readonly RuleDiff[], room: Room): readonly string[] {
  const all = rules.flatMap((rule) => {
    const lines = expressionLines(rule).join('\n');
    return lines === ''
      ? []
      : [`${forMarkdownCode(rule.id, 'text')}\n\n${forMarkdownBlock(lines, 'diff')}\n`];
  });
  const shown = fitting(all, room, (text) => text.length);
  return [
    ...(shown.length === 0 ? [] : [details('Expressions', shown.join('\n'))]),
    ...left(all.length - shown.length, 'expression'),
  ];
}

function details(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n</details>\n`;
}
