import type { RuleDiff } from '@secl/diff';
import { forMarkdown, forMarkdownCode, forMarkdownMessage, forTerminal } from '@secl/text';
import { count, markdownTable } from '../report/markdown.ts';
import { isOther, macroLines, ruleLines, usersLine } from './lines.ts';
import type { DiffReport, SetReport } from './report.ts';
import { summaryOf } from './summary.ts';

/** A comment on GitHub holds 65,536 characters; GitLab and job summaries hold more. */
const mostCharacters = 60_000;
/** Rows that stand open; the rest can be unfolded. */
const mostOpen = 15;

/** The report for a comment on a change: a line that sums up, a table, and everything else folded. */
export function markdownDiff(report: DiffReport): string {
  const { base, head, sets } = report;
  const parts = [
    `### secl diff\n\n${sets.map((set) => `${headline(set, sets.length > 1)}\n`).join('\n')}`,
    `${forMarkdown(base)} → ${forMarkdown(head)}\n`,
    ...sets.flatMap((set) => markdownSet(set, sets.length > 1)),
  ];
  return fitting(parts);
}

/** Whole parts, as many as there is room for. */
function fitting(parts: readonly string[]): string {
  let text = '';
  for (const [index, part] of parts.entries()) {
    if (text.length + part.length > mostCharacters)
      return `${text}\n… and ${count(parts.length - index, 'section')} that would not fit here.\n`;
    text += index === 0 ? part : `\n${part}`;
  }
  return text;
}

function headline({ name, diff, targets }: SetReport, several: boolean): string {
  const summary = summaryOf(diff);
  const on = targets.map((target) => forMarkdown(target.name)).join(', ');
  const words = summary === '' ? '**No difference**' : `**${forMarkdown(summary)}**`;
  return `${several ? `${forMarkdownCode(name)}: ` : ''}${words} · ${count(diff.unchanged.rules, 'rule')} as before · on ${on}`;
}

function markdownSet(set: SetReport, several: boolean): readonly string[] {
  const { diff, notes } = set;
  const rows = diff.rules.map((rule) => rowOf(rule, set));
  const macros = diff.macros.map((macro) => {
    const { mark, lines } = macroLines(macro, set);
    return [
      marks[mark],
      forMarkdownCode(macro.id),
      [...lines, usersLine(macro)].map((line) => forMarkdownMessage(line)).join('<br>'),
    ];
  });
  const files = diff.files.map(({ name, change, problem }) => [
    change === 'unreadable' ? 'lost' : 'back',
    forMarkdownCode(name),
    change === 'unreadable' ? `unreadable: ${forMarkdownMessage(problem.message)}` : 'can be read again',
  ]);
  const problems = diff.problems.map(({ problem, targets }) => {
    const { place, message, severity, code } = set.after.outwardProblem(problem);
    const on = targets.length === diff.targets.length ? '' : ` (on ${targets.map(forMarkdown).join(', ')})`;
    return [
      severity,
      forMarkdownCode(set.after.link(place)),
      `${forMarkdownMessage(message)}${on}`,
      forMarkdownCode(code),
    ];
  });
  const expressions = diff.rules.flatMap((rule) => expressionsOf(rule));
  return [
    ...(several && rows.length + macros.length + files.length + problems.length > 0
      ? [`#### ${forMarkdownCode(set.name)}\n`]
      : []),
    ...notes.map((note) => `> ${forMarkdown(note)}\n`),
    ...(files.length === 0 ? [] : [markdownTable(['', 'File', 'What changed'], files)]),
    ...folded('rule', ['', 'Rule', 'What changed'], rows),
    ...folded('macro', ['', 'Macro', 'What changed'], macros),
    ...(problems.length === 0
      ? []
      : [
          details(
            count(problems.length, 'new problem'),
            markdownTable(['Level', 'Where', 'What', 'Id'], problems),
          ),
        ]),
    ...(expressions.length === 0 ? [] : [details('Expressions', expressions.join('\n'))]),
  ];
}

function rowOf(rule: RuleDiff, set: SetReport): readonly string[] {
  const { mark, lines } = ruleLines(rule, set);
  return [marks[mark], forMarkdownCode(rule.id), lines.map((line) => forMarkdownMessage(line)).join('<br>')];
}

const marks = { '+': 'new', '-': 'gone', '~': 'changed' } as const;

function folded(
  what: string,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const rest = rows.slice(mostOpen);
  return [
    markdownTable(titles, rows.slice(0, mostOpen)),
    ...(rest.length === 0
      ? []
      : [
          details(
            `${rest.length} more ${rest.length === 1 ? what : `${what}s`}`,
            markdownTable(titles, rest),
          ),
        ]),
  ];
}

function details(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n</details>\n`;
}

/** Both expressions as a diff; the fence is longer than any in them. */
function expressionsOf(rule: RuleDiff): readonly string[] {
  if (rule.kind !== 'changed' || !isOther(rule)) return [];
  const lines = (mark: string, expression: string): readonly string[] =>
    expression
      .trimEnd()
      .split('\n')
      .map((line) => `${mark} ${forTerminal(line)}`);
  const text = [...lines('-', rule.before.expression), ...lines('+', rule.after.expression)].join('\n');
  const longest = Math.max(2, ...(text.match(/~+/g) ?? []).map((run) => run.length));
  const fence = '~'.repeat(longest + 1);
  return [`${forMarkdownCode(rule.id)}\n\n${fence}diff\n${text}\n${fence}\n`];
}
