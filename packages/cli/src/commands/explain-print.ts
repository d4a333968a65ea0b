import { type Group, printGroups } from '@secl/logic';
import { forTerminal } from '@secl/text';
import { count } from '../report/markdown.ts';
import type { Explanation, Meaning } from './explain-report.ts';
import { entry, type Page, rowsWithText, wrap } from './fields-layout.ts';
import { shortType } from './fields-row.ts';
import { shortVersions } from './fields-versions.ts';

/** The answer for people; problems are printed by the caller, who has the texts that they stand in. */
export function printExplanation(explanation: Explanation, page: Page): readonly string[] {
  const { expression, rule, agents, meaning } = explanation;
  const reason = rule === null || rule.status === 'rejected' || rule.reason === '' ? '' : `: ${rule.reason}`;
  const status = rule === null ? '' : `${rule.status} on ${explanation.target}${reason}`;
  const told = [
    ...(rule === null ? [] : entry('rule', forTerminal(status), page, labels)),
    ...(meaning === null ? [] : entry('event type', eventTypes(meaning), page, labels)),
    // Of what no agent accepts, the problems say why.
    ...(agents.ranges.length === 0 ? [] : entry('agents', forTerminal(agents.summary), page, labels)),
    ...(meaning === null ? [] : printMeaning(meaning, page)),
  ];
  return [
    ...(rule === null ? [] : [page.paint.strong(forTerminal(rule.id))]),
    ...expression
      .trimEnd()
      .split('\n')
      .flatMap((line) => wrap(forTerminal(line), page, 2)),
    ...(told.length === 0 ? [] : ['', ...told]),
  ];
}

const labels = 12;

function eventTypes({ eventTypes: types }: Meaning): string {
  const [only, ...more] = types;
  if (only === undefined) return 'none, so agents refuse it as a rule';
  return more.length === 0 ? only : `${types.join(', ')}: one rule for each; below, the first`;
}

function printMeaning(meaning: Meaning, page: Page): readonly string[] {
  const { paint } = page;
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', paint.strong(title), ...lines];
  return [
    ...section('Grouping', grouping(meaning, page)),
    ...section(
      'Fields',
      rowsWithText(
        meaning.fields.map((field) => ({
          cells: [`  ${field.name}`, shortType(field), shortVersions(field)],
          text:
            field.description +
            (field.writtenAs === null ? '' : ` (written as ${field.writtenAs}, its old name)`),
        })),
        page,
      ),
    ),
    ...section(
      'Macros',
      rowsWithText(
        meaning.macros.map(({ id, expression, values }) => ({
          cells: [`  ${id}`],
          text: forTerminal(
            expression === ''
              ? `[ ${values.map((value) => `"${value}"`).join(', ')} ]`
              : expression.replace(/\s+/g, ' ').trim(),
          ),
        })),
        page,
      ),
    ),
    ...section(
      'Variables',
      rowsWithText(
        meaning.variables.map(({ name, type, array, scope, inherited }) => ({
          cells: [`  \${${name}}`, array ? `${type}[]` : type],
          text:
            scope === 'builtin'
              ? 'every agent has it'
              : `one value for each ${scopeNames[scope] ?? scope}${inherited ? ', inherited by its children' : ''}`,
        })),
        page,
      ),
    ),
    ...section('Cost', cost(meaning, page)),
    ...section('Kernel filtering', meaning.eventTypes.length === 0 ? [] : kernel(meaning, page)),
    ...section('Mind', surprises(meaning, page)),
  ];
}

const scopeNames: Readonly<Record<string, string>> = {
  global: 'agent',
  process: 'process',
  container: 'container',
  cgroup: 'control group',
};

function grouping({ grouping: { tree, explicit, implied } }: Meaning, page: Page): readonly string[] {
  if (!isNested(tree) && !implied) return [];
  const why = isNested(tree)
    ? 'Agents give `&&` and `||` one precedence and group them to the right.'
    : 'Agents group bit operators to the right, before `+` and `-`.';
  return [
    ...printGroups(tree)
      .split('\n')
      .map((line) => `  ${forTerminal(line)}`),
    ...(implied
      ? [
          '',
          ...wrap(`${why} With all parentheses:`, page, 2),
          ...wrap(forTerminal(explicit.replace(/\s+/g, ' ').trim()), page, 4),
        ]
      : []),
  ];
}

/** A single condition, or a plain list of them, needs no drawing. */
function isNested(tree: Group): boolean {
  return (tree.kind === 'all' || tree.kind === 'any') && tree.parts.some((part) => part.kind !== 'condition');
}

/** Of long rules the beginning. */
const shownConditions = 20;

function cost({ cost: { order, total, reordered } }: Meaning, page: Page): readonly string[] {
  if (order.length < 2) return [];
  const width = Math.max(...order.map((each) => String(each.cost).length));
  const first = 'At every `&&` and `||` agents try the cheaper side first';
  const why = reordered
    ? `${first}, so not in the order of the text:`
    : `${first}, which is the order of the text:`;
  const more = order.length - shownConditions;
  return [
    ...wrap(why, page, 2),
    ...order.slice(0, shownConditions).flatMap(({ text, macro, cost: own }) => {
      const shown = forTerminal(text) + (macro === null ? '' : ` (in ${macro})`);
      const [line = '', ...rest] = wrap(shown, page, 6 + width);
      return [`    ${page.paint.faint(String(own).padStart(width))}  ${line.trimStart()}`, ...rest];
    }),
    ...(more > 0 ? [`    and ${count(more, 'condition')} more`] : []),
    `    ${page.paint.faint(`${String(total).padStart(width)}  in all`)}`,
  ];
}

function kernel({ kernelFiltering: { state, summary, fields } }: Meaning, page: Page): readonly string[] {
  const { paint } = page;
  const style = state === 'off' ? paint.doubtful : (text: string): string => text;
  return [
    ...wrap(forTerminal(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`), page, 2).map(style),
    ...rowsWithText(
      fields.map(({ field, text }) => ({ cells: [`    ${field}`], text: forTerminal(text) })),
      page,
    ),
  ];
}

/** Each condition with the remarks on it. */
function surprises({ surprises: found }: Meaning, page: Page): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const { text, message } of found) byText.set(text, [...(byText.get(text) ?? []), message]);
  return [...byText].flatMap(([text, messages]) => [
    ...wrap(forTerminal(text), page, 2).slice(0, 3),
    ...messages.flatMap((message) => {
      const [first = '', ...more] = wrap(forTerminal(message), page, 6);
      return [`    - ${first.trimStart()}`, ...more];
    }),
  ]);
}
