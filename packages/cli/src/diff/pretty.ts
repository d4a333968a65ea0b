import { policyWords, type RuleDiff } from '@secl/diff';
import { forTerminal } from '@secl/text';
import type { Output } from '../output.ts';
import { wrap } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import { type Paint, paintFor, type Style } from '../report/paint.ts';
import { renderProblems } from '../report/problem.ts';
import { expressionLines } from './expression-lines.ts';
import { macroLines, ruleLines, type Said, usersLine } from './lines.ts';
import type { DiffReport, SetReport } from './report.ts';
import { summaryOf } from './summary.ts';

/** The report for a terminal. */
export function prettyDiff({ base, head, sets }: DiffReport, output: Output): string {
  const paint = paintFor(output);
  const title = `${paint.strong(forTerminal(base))} → ${paint.strong(forTerminal(head))}\n`;
  return [title, ...sets.map((set) => prettySet(set, output, paint, sets.length > 1))].join('\n');
}

function prettySet(set: SetReport, output: Output, paint: Paint, several: boolean): string {
  const { diff, notes, targets, after, before } = set;
  const name = several ? `${paint.strong(forTerminal(set.name))} ` : '';
  const on = `${paint.faint('on')} ${targets.map((target) => paint.name(forTerminal(target.name))).join(paint.faint(' · '))}`;
  const head = `${name}${on}\n`;
  const lines = linesFor(output, paint);
  const rules = diff.rules.map((rule) => {
    const side = rule.kind === 'removed' ? rule.before : rule.after;
    const place = rule.kind === 'removed' ? before.link(side.place) : after.link(side.place);
    return lines(rule.id, place, ruleLines(rule, set), expressions(rule, paint));
  });
  const macros = diff.macros.map((macro) => {
    const place = macro.kind === 'removed' ? before.link(macro.before.place) : after.link(macro.after.place);
    const { mark, lines: said } = macroLines(macro, set);
    return lines(`macro ${macro.id}`, place, { mark, lines: [...said, usersLine(macro)] }, '');
  });
  const policies = diff.policies.map(({ name: policy, place, changes }) =>
    lines(`policy ${policy}`, after.link(place), { mark: '~', lines: changes.map(policyWords) }, ''),
  );
  const files = diff.files.map(({ name: file, change, problem }) => {
    const words = change === 'unreadable' ? `unreadable: ${problem.message}` : 'can be read again';
    return lines(`file ${file}`, '', { mark: change === 'unreadable' ? '-' : '+', lines: [words] }, '');
  });
  const problems = diff.problems.map(({ problem }) => after.outwardProblem(problem));
  const shown = renderProblems(problems, after, { paint, columns: output.columns });
  return [
    head,
    ...notes.map((note) => `${paint.doubtful('note')} ${forTerminal(note)}\n`),
    ...[...files, ...policies, ...macros, ...rules].map((each) => `\n${each}`),
    ...(problems.length === 0 ? [] : [`\n${paint.strong('New when loading')}\n\n${shown}`]),
    `\n${conclusion(set, paint)}\n`,
  ].join('');
}

function conclusion({ diff }: SetReport, paint: Paint): string {
  const { rules, macros } = diff.unchanged;
  const same = [
    `${count(rules, 'rule')}${macros === 0 ? '' : ` and ${count(macros, 'macro')}`} as before`,
    ...(diff.solved === 0 ? [] : [`${count(diff.solved, 'problem')} solved`]),
  ].join(' · ');
  const summary = summaryOf(diff);
  if (summary === '') return `${paint.good('No difference')} ${paint.faint(`(${same})`)}`;
  return `${paint.strong(summary)} ${paint.faint(`· ${same}`)}`;
}

const marks: Readonly<Record<Said['mark'], (paint: Paint) => Style>> = {
  '+': (paint) => paint.good,
  '-': (paint) => paint.bad,
  '~': (paint) => paint.doubtful,
};

function linesFor({ columns }: Output, paint: Paint) {
  const width = Math.max(50, Math.min(columns ?? 110, 110)) - 4;
  return (name: string, place: string, { mark, lines }: Said, more: string): string => {
    const at = place === '' ? '' : `  ${paint.faint(forTerminal(place))}`;
    const head = `${marks[mark](paint)(mark)} ${paint.strong(forTerminal(name))}${at}\n`;
    const body = lines.flatMap((line) =>
      wrap(forTerminal(line), width).map((part, index) => `${index === 0 ? '  ' : '    '}${part}\n`),
    );
    return head + body.join('') + more;
  };
}

/** What differs between both expressions. */
function expressions(rule: RuleDiff, paint: Paint): string {
  return expressionLines(rule)
    .map((line) => `    ${styleOf(line, paint)(forTerminal(line))}\n`)
    .join('');
}

function styleOf(line: string, paint: Paint): Style {
  return line.startsWith('+') ? paint.good : line.startsWith('-') ? paint.bad : paint.faint;
}
