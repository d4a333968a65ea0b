/** Condition coverage for people: rules that lack something, with marks under each of their conditions. */
import {
  type ActionCoverage,
  type ConditionCoverage,
  type CoverageReport,
  type ExpressionCoverage,
  impossibleInWords,
  isComplete,
  missingInWords,
  percentOf,
  type RuleCoverage,
} from '@secl/testing';
import { forTerminal, type Span } from '@secl/text';
import { type Page, wrap } from '../commands/fields-layout.ts';
import { cells, padEnd, padStart } from '../report/cells.ts';
import type { Documents } from '../report/documents.ts';
import { count } from '../report/markdown.ts';
import type { Style } from '../report/paint.ts';
import { actionMet, actionTitle } from './action-words.ts';
import { expressionLines } from './expression-lines.ts';
import { type Mark, type MarkedSpan, markedSpans } from './mark.ts';
import { rulesByName } from './rules-by-name.ts';

const indent = 4;
/** In a pipe lines are as long as they are; an expression is broken all the same. */
const widest = 110;
/** So many rules without any test are shown with all that they ask. */
const mostUnmet = 10;

export function prettyCoverage(report: CoverageReport, documents: Documents, page: Page): string {
  const lacking = report.rules.filter((rule) => !isComplete(rule));
  const unmet = lacking.filter(({ events }) => events === 0);
  // A page of them says no more than their names.
  const shown = unmet.length > mostUnmet ? lacking.filter((rule) => !unmet.includes(rule)) : lacking;
  const blocks = shown.map((rule) => ruleBlock(rule, documents, page));
  const named = shown === lacking ? [] : unmet.map(({ id }) => id);
  const rest = rulesByName('rules that no test looks at', named, page);
  return [...blocks, ...(rest === '' ? [] : [rest]), `${summary(report, page)}\n`].join('\n');
}

function summary(report: CoverageReport, { paint }: Page): string {
  const { rules, sidesSeen, sidesToSee } = report;
  const whole = rules.filter(isComplete).length;
  const percent = `${percentOf(report)} %`;
  const style = isComplete(report) ? paint.good : sidesSeen === 0 ? paint.bad : paint.doubtful;
  return [
    `condition coverage ${style(paint.strong(percent))}`,
    `${sidesSeen} of ${sidesToSee} outcomes seen deciding`,
    `${whole} of ${count(rules.length, 'rule')} whole`,
  ].join(' · ');
}

function ruleBlock(rule: RuleCoverage, documents: Documents, page: Page): string {
  const { paint } = page;
  const { id, place, events, matches, sidesSeen, sidesToSee } = rule;
  const seen = `${sidesSeen} of ${sidesToSee}`;
  const met =
    events === 0 ? 'no test looks at it' : `${count(events, 'event')}, ${count(matches, 'match', 'matches')}`;
  const head = `${paint.strong(forTerminal(id))}  ${seen}  ${paint.faint(`${met} · ${forTerminal(documents.link(place))}`)}`;
  const lacks = rule.conditions.some((condition) => missingInWords(condition).length > 0);
  const own = lacks ? expressionLinesOf(rule, page) : [];
  const actions = rule.actions.filter((action) => !isComplete(action));
  return [head, ...own, ...actions.flatMap((action) => actionLines(action, documents, page)), ''].join('\n');
}

function actionLines(action: ActionCoverage, documents: Documents, page: Page): readonly string[] {
  const { paint } = page;
  const place = paint.faint(`${actionMet(action)} · ${forTerminal(documents.link(action.place))}`);
  const seen = `${action.sidesSeen} of ${action.sidesToSee}`;
  return [`  ${forTerminal(actionTitle(action))}  ${seen}  ${place}`, ...expressionLinesOf(action, page)];
}

function expressionLinesOf({ expression, conditions }: ExpressionCoverage, page: Page): readonly string[] {
  const spans = markedSpans(conditions);
  const numbers = numbered(spans);
  return [
    ...marked(expression, spans, numbers, page),
    ...spans.flatMap((span) => notes(span, numbers, page)),
  ];
}

/** Each place that lacks something has a number. */
function numbered(spans: readonly MarkedSpan[]): ReadonlyMap<MarkedSpan, number> {
  const lacking = spans.filter(({ mark }) => mark !== 'whole');
  return new Map(lacking.map((span, index) => [span, index + 1]));
}

function marked(
  text: string,
  spans: readonly MarkedSpan[],
  numbers: ReadonlyMap<MarkedSpan, number>,
  page: Page,
): readonly string[] {
  const width = (page.columns ?? widest) - indent;
  return expressionLines(text, width).flatMap((line) => {
    const under = spans.filter(({ span }) => span.start < line.end && span.end > line.start);
    const shown = forTerminal(text.slice(line.start, line.end));
    return [
      ' '.repeat(indent) + shown,
      ...(under.length === 0 ? [] : [' '.repeat(indent) + underline(text, line, under, numbers, page)]),
    ];
  });
}

function underline(
  text: string,
  line: Span,
  spans: readonly MarkedSpan[],
  numbers: ReadonlyMap<MarkedSpan, number>,
  { paint }: Page,
): string {
  const column = (offset: number): number =>
    cells(forTerminal(text.slice(line.start, Math.min(Math.max(offset, line.start), line.end))));
  let result = '';
  let at = 0;
  for (const each of spans) {
    // Of a condition that goes on from the line before, the indent is not marked.
    const from = Math.max(column(each.span.start), indentOf(text, line));
    const to = column(each.span.end);
    const label = each.span.start < line.start ? '' : String(numbers.get(each) ?? '✓');
    const drawn = label + strokes[each.mark].repeat(Math.max(0, to - from - cells(label)));
    result += ' '.repeat(Math.max(0, from - at)) + styleOf(each.mark, paint)(drawn);
    at = Math.max(to, from + cells(label));
  }
  return result;
}

function indentOf(text: string, { start, end }: Span): number {
  return text.slice(start, end).search(/\S|$/);
}

const strokes: Readonly<Record<Mark, string>> = { whole: '─', partly: '╌', none: '┈' };

function styleOf(mark: Mark, { good, doubtful, bad }: Page['paint']): Style {
  return { whole: good, partly: doubtful, none: bad }[mark];
}

/** What a place lacks, condition by condition where it is a macro. */
function notes(span: MarkedSpan, numbers: ReadonlyMap<MarkedSpan, number>, page: Page): readonly string[] {
  const number = numbers.get(span);
  if (number === undefined) return [];
  const label = styleOf(span.mark, page.paint)(padStart(String(number), indent - 1));
  const lines = span.conditions.flatMap((condition) => wordsFor(condition));
  const [first = '', ...more] = lines.flatMap((words) => {
    const [head = '', ...rest] = wrap(words, page, indent + 2);
    return [`  ${head.trimStart()}`, ...rest.map((each) => `  ${each.trimStart()}`)];
  });
  return [`${label}${first}`, ...more.map((line) => `${padEnd('', indent - 1)}${line}`)];
}

function wordsFor(condition: ConditionCoverage): readonly string[] {
  const missing = missingInWords(condition);
  if (missing.length === 0) return [];
  const macro = condition.macros.at(-1);
  const where =
    macro === undefined ? '' : `in \`${forTerminal(macro)}\`, \`${forTerminal(condition.text)}\`: `;
  return [`${where}${[...missing, ...impossibleInWords(condition)].map(forTerminal).join('; ')}`];
}
