/** Rules that are not live everywhere where they should be, the ones that need a look first. */
import type { FleetReport, Outcome, ReportedRule } from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { severityRank, severityStyle } from '../replay/severity.ts';
import { wrap } from '../report/cells.ts';
import type { Paint, Style } from '../report/paint.ts';
import { type Looks, members, paintOf, percent, widthOf } from './looks.ts';
import { type ReasonGroup, reasonGroups, whereOf } from './where.ts';

export const mostRules = 12;
const mostReasons = 3;

/** Rules in error come first, then those that are silent, then what is undecided or left out; then by severity. */
export function rulesToLookAt({ rules, outcomes }: FleetReport): readonly ReportedRule[] {
  const worst = (rule: ReportedRule): number =>
    Math.min(...rule.reasons.map(({ outcome }) => order.indexOf(outcomes[outcome]?.status ?? 'absent')));
  return rules
    .filter((rule) => rule.liveShare < 1 && rule.reasons.some(({ outcome }) => isLoss(outcomes[outcome])))
    .sort(
      (a, b) =>
        worst(a) - worst(b) ||
        severityRank({ severity: b.severity }) - severityRank({ severity: a.severity }) ||
        a.liveShare - b.liveShare,
    );
}

const order: readonly Outcome['status'][] = ['rejected', 'silent', 'undecided', 'filtered', 'absent', 'live'];

function isLoss(outcome: Outcome | undefined): boolean {
  if (outcome === undefined || outcome.status === 'live' || outcome.status === 'absent') return false;
  return outcome.status !== 'filtered' || outcome.by === 'agent_version';
}

export function deadRules(report: FleetReport, looks: Looks): string {
  const paint = paintOf(looks);
  const found = rulesToLookAt(report);
  const shown = looks.all ? found : found.slice(0, mostRules);
  if (found.length === 0) return '';
  const blocks = shown.map((rule) => ruleBlock(report, rule, looks));
  const rest = found.length - shown.length;
  const more =
    rest > 0 ? [paint.faint(`and ${rest} more rules that are not live everywhere (--all lists them)`)] : [];
  return [`${paint.strong('Not live everywhere')}\n`, ...blocks, ...more.map((line) => `${line}\n`)].join('');
}

function ruleBlock(report: FleetReport, rule: ReportedRule, looks: Looks): string {
  const paint = paintOf(looks);
  const severity =
    rule.severity === '' ? '' : ` ${severityStyle(paint, rule.severity)(forTerminal(rule.severity))}`;
  const { file, line, column } = rule.place;
  const head = `${paint.name(forTerminal(rule.id))}${severity}  live on ${percent(rule.liveShare)}  ${paint.faint(forTerminal(`${file}:${line}:${column}`))}`;
  return [head, ...reasonLines(report, rule, looks)].map((each) => `${each}\n`).join('');
}

/** What becomes of a rule where it is not live: how many, where, why, and the way out. */
export function reasonLines(report: FleetReport, rule: ReportedRule, looks: Looks): readonly string[] {
  const paint = paintOf(looks);
  const index = report.rules.indexOf(rule);
  const all = reasonGroups(report, rule).filter(({ outcome }) => looks.all || isLoss(outcome));
  // What the inventory does not say is said once for all rules; it is a reason here where there is no better one.
  const known = all.filter(({ outcome }) => outcome.status !== 'undecided');
  const reasons = looks.all || known.length === 0 ? all : known;
  const shown = looks.all ? reasons : reasons.slice(0, mostReasons);
  return shown.flatMap((reason) => reasonLinesOf(report, index, reason, paint, widthOf(looks)));
}

function reasonLinesOf(
  report: FleetReport,
  rule: number,
  { outcome, outcomes, hosts, tasks }: ReasonGroup,
  paint: Paint,
  width: number,
): readonly string[] {
  const where = whereOf(report, rule, (each) => outcomes.includes(each)).words;
  const style = outcomeStyle(paint, outcome);
  const head = `  ${style(statusWords(outcome).padEnd(9))} ${members(hosts, tasks)}${where === '' ? '' : `, ${forTerminal(where)}`}`;
  const place =
    outcome.place === null ? '' : ` (${outcome.place.file}:${outcome.place.line}:${outcome.place.column})`;
  const why = wrap(forTerminal(`${outcome.why}${place}`), width - 12).map((line) => `            ${line}`);
  const fix =
    outcome.fix === ''
      ? []
      : wrap(forTerminal(outcome.fix), width - 16).map(
          (line, at) => `            ${at === 0 ? paint.faint('fix ') : '    '}${line}`,
        );
  return [head, ...why, ...fix];
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

export function statusWords({ status }: Outcome): string {
  return status;
}
