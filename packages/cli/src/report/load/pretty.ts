import { forTerminal } from '@secl/text';
import type { Output } from '../../output.ts';
import { wrap } from '../cells.ts';
import { count } from '../markdown.ts';
import { type Paint, paintFor, type Style } from '../paint.ts';
import { renderProblem } from '../problem.ts';
import { type Cell, table } from '../table.ts';
import { countProblems, countRules } from './conclusion.ts';
import type { FoundProblem, LoadReport, RuleReport, RuleSetReport, Status } from './model.ts';
import { reasonOf, whyOf } from './why.ts';

export interface PrettyOptions {
  /** List every rule, however many there are. */
  readonly all: boolean;
  readonly output: Pick<Output, 'colour' | 'columns'>;
}

/** Beyond this many rules those that load, and those that one filter keeps out, are counted and not listed. */
const mostRules = 60;
/** Notes that are shown in full. */
const mostNotes = 3;
const statuses: readonly Status[] = ['loaded', 'filtered', 'rejected', 'undecided'];

/** The report for people: tables, then what is wrong with the lines where it stands, then the sums. */
export function prettyLoad(report: LoadReport, options: PrettyOptions): string {
  const paint = paintFor(options.output);
  const sets = report.ruleSets.map((set) => prettySet(set, report, options, paint));
  return [...sets, summary(report, paint)].join('\n');
}

function prettySet(
  set: RuleSetReport,
  { ruleSets }: LoadReport,
  options: PrettyOptions,
  paint: Paint,
): string {
  const targets = set.targets.map(({ name }) => forTerminal(name)).join(' · ');
  const title = `${paint.strong(forTerminal(set.name))} ${paint.faint('on')} ${targets}\n`;
  const notes = [...new Set(set.targets.flatMap(({ note }) => note ?? []))].map(
    (note) => `${paint.doubtful('note')} ${forTerminal(note)}\n`,
  );
  const problems = shownProblems(set, options, paint);
  const policies = set.policies.length > 1 || ruleSets.length > 1 ? [policyTable(set, paint)] : [];
  return [title + notes.join(''), ruleTable(set, options, paint), ...problems, ...policies]
    .filter((part) => part !== '')
    .join('\n');
}

function ruleTable(set: RuleSetReport, { all, output }: PrettyOptions, paint: Paint): string {
  if (set.rules.length === 0) return `${paint.faint('no rules')}\n`;
  const few = all || set.rules.length <= mostRules;
  const shown = few ? set.rules : set.rules.filter((rule) => isTelling(rule));
  const rows = shown.map((rule) => ruleRow(rule, set, paint));
  const single = set.targets.length === 1;
  const columns = single
    ? [{ title: 'RULE' }, { title: 'STATUS' }, { title: 'WHY' }]
    : [{ title: 'RULE' }, ...set.targets.map(({ name }) => ({ title: forTerminal(name) })), { title: 'WHY' }];
  const listed = rows.length === 0 ? '' : table(columns, rows, paint, output.columns);
  return few ? listed : listed + unlisted(set, output, paint);
}

function ruleRow(rule: RuleReport, set: RuleSetReport, paint: Paint): readonly Cell[] {
  const id = forTerminal(rule.id) || paint.faint('(no id)');
  const marks = rule.verdicts.map((each) => {
    const status = each?.state.status;
    if (status === undefined) return paint.faint('merged');
    return each?.neverFires === true ? paint.doubtful('loaded') : statusStyle(paint, status)(status);
  });
  const plain = (text: string): string => text;
  const quiet = rule.verdicts.every((each) => each?.state.status === 'loaded' && !each.neverFires);
  const why = { text: forTerminal(reasonOf(rule, set)), style: quiet ? paint.faint : plain, minor: quiet };
  return [id, ...marks, why];
}

/** Whether a rule stands in a long table: what loads everywhere, and what is only filtered, does not. */
function isTelling({ verdicts }: RuleReport): boolean {
  return verdicts.some(
    (verdict) =>
      verdict?.state.status === 'rejected' ||
      verdict?.state.status === 'undecided' ||
      verdict?.neverFires === true,
  );
}

/** What a long table leaves out: how many rules load, and how many each filter keeps out. */
function unlisted(set: RuleSetReport, { columns = Infinity }: Pick<Output, 'columns'>, paint: Paint): string {
  const reasons = new Map<string, number>();
  for (const rule of set.rules) {
    if (isTelling(rule)) continue;
    const marks = rule.verdicts.map((verdict) => verdict?.state.status ?? 'merged');
    const target = set.targets[0];
    const verdict = rule.verdicts[0];
    const filtered = marks.every((mark) => mark === 'filtered');
    const reason =
      filtered && verdict !== undefined && target !== undefined
        ? `filtered by ${whyOf(verdict, target, set.documents)}`
        : marks.every((mark) => mark === 'loaded')
          ? 'loaded'
          : byMark(marks, set);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const lines = [...reasons]
    .sort((a, b) => b[1] - a[1])
    .flatMap(([reason, number]) => {
      const [first = '', ...rest] = wrap(`${count(number, 'rule')} ${forTerminal(reason)}`, columns - 2);
      return [first, ...rest.map((line) => `  ${line}`)].map(paint.faint);
    });
  return lines.length === 0 ? '' : `${lines.join('\n')}\n${paint.faint('(--all lists them)')}\n`;
}

/** `filtered on linux 7.50 · linux 7.60, loaded on linux 7.68`. */
function byMark(marks: readonly string[], { targets }: RuleSetReport): string {
  const names = new Map<string, string[]>();
  for (const [index, mark] of marks.entries())
    names.set(mark, [...(names.get(mark) ?? []), targets[index]?.name ?? '']);
  return [...names].map(([mark, on]) => `${mark} on ${on.join(' · ')}`).join(', ');
}

/** Errors and warnings in full. Notes too, unless there are many: those are for who asks. */
function shownProblems(set: RuleSetReport, options: PrettyOptions, paint: Paint): readonly string[] {
  const isNote = ({ problem }: FoundProblem): boolean =>
    problem.severity === 'info' || problem.severity === 'hint';
  const notes = set.problems.filter(isNote).length;
  const few = options.all || notes <= mostNotes;
  const shown = set.problems.filter((found) => few || !isNote(found));
  const texts = shown.map((found) => prettyProblem(found, set, options, paint));
  return few ? texts : [...texts, paint.faint(`${count(notes, 'note')} (--all shows them)\n`)];
}

function prettyProblem(
  { problem, targets }: FoundProblem,
  set: RuleSetReport,
  { output }: PrettyOptions,
  paint: Paint,
): string {
  const text = renderProblem(problem, set.documents, { paint, columns: output.columns });
  if (targets.length === set.targets.length) return text;
  return `${text}  ${paint.faint(`on ${targets.map(forTerminal).join(', ')}`)}\n`;
}

function policyTable(set: RuleSetReport, paint: Paint): string {
  const rows = set.policies.map(({ name, kind, states }) => [
    forTerminal(name) + (kind === 'default' ? paint.faint(' (default)') : ''),
    ...states.map((state) => policyStyle(paint, state)(state.replaceAll('_', ' '))),
  ]);
  const titles =
    set.targets.length === 1
      ? [{ title: 'STATE' }]
      : set.targets.map(({ name }) => ({ title: forTerminal(name) }));
  return table([{ title: 'POLICY' }, ...titles], rows, paint);
}

function policyStyle(paint: Paint, state: string): Style {
  if (state === 'loaded') return paint.good;
  return state === 'partially_filtered' || state === 'fully_filtered' ? paint.faint : paint.bad;
}

function statusStyle(paint: Paint, status: Status): Style {
  switch (status) {
    case 'loaded':
      return paint.good;
    case 'rejected':
      return paint.bad;
    case 'undecided':
      return paint.doubtful;
    case 'filtered':
      return paint.faint;
  }
}

function summary(report: LoadReport, paint: Paint): string {
  const rules = countRules(report);
  const { errors, warnings, notes } = countProblems(report);
  const total = statuses.reduce((sum, status) => sum + rules[status], 0);
  const parts = statuses
    .filter((status) => rules[status] > 0)
    .map((status) => statusStyle(paint, status)(`${rules[status]} ${status}`));
  const found = [
    ...(errors > 0 ? [paint.bad(count(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.doubtful(count(warnings, 'warning'))] : []),
    ...(notes > 0 ? [paint.name(count(notes, 'note'))] : []),
  ];
  const ofRules = `${count(total, 'rule')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
  return `${[ofRules, found.join(', ')].filter((part) => part !== '').join(' · ')}\n`;
}
