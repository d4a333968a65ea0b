import type { NearMiss, ReplayReport, SeenCondition, WhyNot } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cells } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import { needsOf } from '../report/needs.ts';
import { paragraph, renderProblems } from '../report/problem.ts';
import { table } from '../report/table.ts';
import { actionLines } from './action-lines.ts';
import { cutMiddle } from './cut-middle.ts';
import { foundText } from './found.ts';
import { type Looks, widthOf } from './pretty.ts';
import { reasonOf } from './reason.ts';
import { clock } from './time.ts';

/** Which condition of a rule failed how often, what came nearest, and what became of its actions. */
export function prettyWhyNot(why: WhyNot, report: ReplayReport, looks: Looks): string {
  const { paint, documents } = looks;
  const question = why.matches === 0 ? 'Why not' : 'Why not more often';
  const link = paint.faint(forTerminal(documents.link(why.verdict.place)));
  const title = `${paint.strong(`${question}: ${forTerminal(why.id)}`)}  ${link}\n`;
  const actions = report.triggered.find(({ id }) => id === why.id)?.actions ?? [];
  return [
    title,
    notLoaded(why, looks),
    why.eventTypes.length === 0 ? '' : `  ${tried(why)}\n`,
    conditionTable(why, looks),
    why.nearest.length === 0 ? '' : `\n  ${paint.strong('Nearest misses')}\n`,
    ...why.nearest.map((miss, index) => nearMiss(miss, index + 1, looks)),
    actions.length === 0 ? '' : `\n  ${paint.strong('Actions of the matches')}\n`,
    ...actionLines(actions, looks).map((line) => `  ${line}`),
  ].join('');
}

/** A rule that is not loaded matches nothing, whatever comes. */
function notLoaded({ verdict: { state } }: WhyNot, looks: Looks): string {
  const on = `on ${forTerminal(looks.target)}`;
  switch (state.status) {
    case 'loaded':
      return '';
    case 'filtered':
      return `  It is not loaded ${on}: ${forTerminal(reasonOf(state))} filters it out\n`;
    case 'undecided':
      return paragraph(
        `Whether it loads ${on} is not known: the target does not say ${needsOf(state).join('; ')}`,
        widthOf(looks),
        '  ',
      );
    case 'rejected': {
      const problems = renderProblems(state.problems, looks.documents, looks).replace(/^(?=.)/gm, '  ');
      return `  It is not loaded ${on}: agents reject it\n\n${problems === '' ? `  ${forTerminal(state.agent)}\n` : problems}`;
    }
  }
}

/** What came, and what the rule made of it. */
export function tried({ eventTypes, events, matches, undecided, withoutElements }: WhyNot): string {
  const types = eventTypes.join(', ');
  if (events === 0) return `no ${types} event came`;
  const parts = [
    count(matches, 'match', 'matches'),
    `${events - matches - undecided} false`,
    ...(undecided === 0 ? [] : [`${undecided} undecided`]),
    ...(withoutElements === 0 ? [] : [`${withoutElements} without any element for its iterator`]),
  ];
  return `${count(events, `${types} event`)}: ${parts.join(', ')}`;
}

function conditionTable({ conditions }: WhyNot, looks: Looks): string {
  if (conditions.length === 0) return '';
  const { paint } = looks;
  const open = conditions.some(({ undecided }) => undecided > 0);
  const rows = conditions.map(({ text, failed, undecided }) => [
    failed === 0 ? paint.good('0') : String(failed),
    ...(open ? [undecided === 0 ? '' : paint.doubtful(String(undecided))] : []),
    cutMiddle(forTerminal(text), widthOf(looks) - (open ? 22 : 11)),
  ]);
  const columns = [
    { title: 'false', align: 'right' as const },
    ...(open ? [{ title: 'undecided', align: 'right' as const }] : []),
    { title: 'condition' },
  ];
  return `\n${indented(table(columns, rows, paint), '  ')}`;
}

function nearMiss(
  { at, source, process, element, failing, conditions }: NearMiss,
  number: number,
  looks: Looks,
): string {
  const { paint } = looks;
  const width = widthOf(looks);
  const facts = [
    `${failing.length} of ${count(conditions, 'condition')} not true`,
    ...(process === '' ? [] : [forTerminal(process)]),
    ...(at.time === undefined ? [] : [clock(at.time)]),
  ].join('  ');
  const place = cutMiddle(forTerminal(`${at.recording}:${at.line}`), Math.max(20, width - cells(facts) - 7));
  const which =
    element === undefined
      ? ''
      : `     ${paint.faint(`with element ${element.index + 1} of ${element.count} of ${element.iterator}`)}\n`;
  const line = source === '' ? '' : `     ${paint.faint(cutMiddle(forTerminal(source.trim()), width - 5))}\n`;
  return `  ${number}. ${facts}  ${paint.name(place)}\n${line}${which}${failing.map((each) => failure(each, looks)).join('')}`;
}

function failure({ text, macro, found, wanted, undecided }: SeenCondition, looks: Looks): string {
  const { paint } = looks;
  const width = widthOf(looks);
  const mark = undecided ? paint.doubtful('?') : paint.bad('✗');
  const where = macro === undefined ? '' : paint.faint(`  in macro ${forTerminal(macro)}`);
  return (
    `     ${mark} ${cutMiddle(forTerminal(text), width - 7)}${where}\n` +
    `         found   ${cutMiddle(forTerminal(foundText(found)), width - 17)}\n` +
    `         wanted  ${cutMiddle(forTerminal(wanted), width - 17)}\n`
  );
}

function indented(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}
