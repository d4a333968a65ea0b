/** Rules that are not live everywhere where they should be, the ones that need a look first. */
import { type FleetReport, needsLook, type Outcome, type ReportedRule } from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { severityStyle } from '../replay/severity.ts';
import { cells, cut, padEnd, wrap } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import type { Paint, Style } from '../report/paint.ts';
import { causeWords, wantedBy } from './cause-words.ts';
import { type Affected, type Cause, causesOf } from './causes.ts';
import { type Looks, members, number, paintOf, percent, widthOf } from './looks.ts';
import { type ReasonGroup, reasonGroups, whereIs, whereOf } from './where.ts';

/** Rules and causes that are shown. */
export const mostBlocks = 8;
const mostReasons = 3;
const mostOfCause = 4;
const indent = ' '.repeat(12);

export function deadRules(report: FleetReport, looks: Looks): string {
  const paint = paintOf(looks);
  const blocks = blocksOf(report);
  if (blocks.length === 0) return '';
  const shown = looks.all ? blocks : blocks.slice(0, mostBlocks);
  const rest = blocks.slice(shown.length).reduce((sum, block) => sum + block.rules, 0);
  const words = `and ${number(rest)} more ${rest === 1 ? 'rule' : 'rules'} for other reasons (--all lists them)`;
  const { rulesToLookAt } = report.summary;
  const some = paint.faint(`${number(rulesToLookAt)} of ${count(report.rules.length, 'rule')}`);
  return [
    `${paint.strong('Not live everywhere')}  ${some}\n`,
    ...shown.map((block) => block.print(looks)),
    ...(rest > 0 ? [`${paint.faint(words)}\n`] : []),
  ].join('');
}

interface Block {
  readonly rules: number;
  readonly print: (looks: Looks) => string;
}

/** A cause of several rules is a block; a rule with causes of its own is one with all of these. */
function blocksOf(report: FleetReport): readonly Block[] {
  const causes = causesOf(report);
  const own = new Map<ReportedRule, ReasonGroup[]>();
  for (const { rules } of causes.filter((cause) => cause.rules.length === 1)) {
    const [{ rule, reason }] = rules;
    own.set(rule, [...(own.get(rule) ?? []), reason]);
  }
  return causes.flatMap((cause): Block[] => {
    if (cause.rules.length > 1)
      return [{ rules: cause.rules.length, print: (looks) => causeBlock(report, cause, looks) }];
    const [{ rule }] = cause.rules;
    const reasons = own.get(rule);
    own.delete(rule);
    return reasons === undefined
      ? []
      : [{ rules: 1, print: (looks) => ruleBlock(report, rule, reasons, looks) }];
  });
}

function causeBlock(report: FleetReport, cause: Cause, looks: Looks): string {
  const paint = paintOf(looks);
  const { outcome, rules, profiles, alike } = cause;
  const where = whereIs(report, profiles);
  const { why, fix } = causeWords(report, cause);
  const head = [
    paint.name(`${number(rules.length)} rules`),
    outcomeStyle(paint, outcome)(outcome.status),
    `on ${alike ? '' : 'up to '}${members(where.hosts, where.tasks)}, ${forTerminal(where.words)}`,
  ].join('  ');
  const width = widthOf(looks);
  const shown = looks.all ? rules : rules.slice(0, mostOfCause);
  const rest = rules.length - shown.length;
  const listed =
    outcome.status === 'rejected' ? wantedLines(shown, paint, width) : idLines(shown, rest, width);
  const more =
    outcome.status === 'rejected' && rest > 0 ? [`${indent}${paint.faint(`and ${number(rest)} more`)}`] : [];
  const lines = [head, ...explained(why, fix, [...listed, ...more], paint, width)];
  return lines.map((each) => `${each}\n`).join('');
}

/** Why, what it is about, and the way out. */
function explained(
  why: string,
  fix: string,
  about: readonly string[],
  paint: Paint,
  width: number,
): readonly string[] {
  const first = wrap(forTerminal(why), width - indent.length).map((line) => `${indent}${line}`);
  const last =
    fix === ''
      ? []
      : wrap(forTerminal(fix), width - indent.length - 4).map(
          (line, at) => `${indent}${at === 0 ? paint.faint('fix ') : '    '}${line}`,
        );
  return [...first, ...about, ...last];
}

/** A line a rule: its name, what it asks for, and where. */
function wantedLines(rules: readonly Affected[], paint: Paint, width: number): readonly string[] {
  const room = Math.floor((width - indent.length) / 3);
  const rows = rules.map(({ rule, reason }) => ({
    id: cut(forTerminal(rule.id), room),
    severity: rule.severity,
    wants: cut(forTerminal(wantedBy(reason.outcome)), room),
    place: placeOf(reason.outcome),
  }));
  const nameOf = ({ id, severity }: (typeof rows)[number]): string =>
    severity === '' ? id : `${id} ${severityStyle(paint, severity)(forTerminal(severity))}`;
  const names = Math.max(...rows.map((row) => cells(nameOf(row))));
  const wants = Math.max(...rows.map((row) => cells(row.wants)));
  return rows.map((row) =>
    `${indent}  ${padEnd(nameOf(row), names)}  ${padEnd(row.wants, wants)}  ${paint.faint(forTerminal(row.place))}`.trimEnd(),
  );
}

function idLines(rules: readonly Affected[], rest: number, width: number): readonly string[] {
  const ids = rules.map(({ rule }) => forTerminal(rule.id)).join(', ');
  const words = rest > 0 ? `${ids} and ${number(rest)} more` : ids;
  return wrap(words, width - indent.length - 2).map((line) => `${indent}  ${line}`);
}

function placeOf({ place }: Outcome): string {
  return place === null ? '' : `${place.file}:${place.line}:${place.column}`;
}

function ruleBlock(
  report: FleetReport,
  rule: ReportedRule,
  reasons: readonly ReasonGroup[],
  looks: Looks,
): string {
  const paint = paintOf(looks);
  const severity =
    rule.severity === '' ? '' : ` ${severityStyle(paint, rule.severity)(forTerminal(rule.severity))}`;
  const { file, line, column } = rule.place;
  const head = `${paint.name(forTerminal(rule.id))}${severity}  ${liveOn(rule)}  ${paint.faint(forTerminal(`${file}:${line}:${column}`))}`;
  const lines = mostTelling(reasons, looks).flatMap((reason) => reasonLinesOf(report, rule, reason, looks));
  return [head, ...lines].map((each) => `${each}\n`).join('');
}

/** `live on 57 %`; a rule that is meant for nobody here is not missing either. */
export function liveOn({ expected, liveShare }: ReportedRule): string {
  return expected === 0 ? 'meant for no host here' : `live on ${percent(liveShare)}`;
}

/** What becomes of a rule where it is not live: how many, where, why, and the way out. */
export function reasonLines(report: FleetReport, rule: ReportedRule, looks: Looks): readonly string[] {
  const all = reasonGroups(report, rule).filter(({ outcome }) => looks.all || needsLook(outcome));
  return mostTelling(all, looks).flatMap((reason) => reasonLinesOf(report, rule, reason, looks));
}

/** What the inventory does not say is said once for all rules; it is a reason here where there is no better one. */
function mostTelling(all: readonly ReasonGroup[], looks: Looks): readonly ReasonGroup[] {
  if (looks.all) return all;
  const known = all.filter(({ outcome }) => outcome.status !== 'undecided');
  return (known.length === 0 ? all : known).slice(0, mostReasons);
}

function reasonLinesOf(
  report: FleetReport,
  rule: ReportedRule,
  { outcome, numbers, hosts, tasks }: ReasonGroup,
  looks: Looks,
): readonly string[] {
  const paint = paintOf(looks);
  const where = whereOf(report, report.rules.indexOf(rule), numbers).words;
  const style = outcomeStyle(paint, outcome);
  const head = `  ${style(outcome.status.padEnd(9))} ${members(hosts, tasks)}${where === '' ? '' : `, ${forTerminal(where)}`}`;
  const place = outcome.place === null ? '' : ` (${placeOf(outcome)})`;
  return [head, ...explained(`${outcome.why}${place}`, outcome.fix, [], paint, widthOf(looks))];
}

export function outcomeStyle(paint: Paint, { status, by }: Outcome): Style {
  switch (status) {
    case 'live':
      return paint.good;
    case 'rejected':
      return paint.bad;
    case 'silent':
    case 'undecided':
      return paint.doubtful;
    case 'filtered':
      return by === 'agent_version' ? paint.doubtful : paint.faint;
    case 'absent':
      return paint.faint;
  }
}
