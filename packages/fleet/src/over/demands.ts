/** What a pipeline demands: `99`, `severity:critical=99`, `severity:critical@env:prod=99`, `rule:shell_connects=95`. */
import { isExpected, shareOf } from '../report/counting.ts';
import type { FleetReport, Group, ReportedHost, ReportedRule, ReportedTask } from '../report/report.ts';
import { isVersion } from './selection.ts';

export interface Demand {
  readonly text: string;
  /** A tag of rules, `severity:critical`, or `rule:ID`; empty for all rules. */
  readonly rules: string;
  /** `cluster:prod`, `env:prod`, `tasks`; empty for the whole fleet. */
  readonly group: string;
  /** From 0 to 1. */
  readonly share: number;
}

export type ReadDemand =
  | { readonly ok: true; readonly demand: Demand }
  | { readonly ok: false; readonly message: string };

export function readDemand(text: string): ReadDemand {
  const match = /^(?:(?=[^=])(?<rules>[^@=]*)(?:@(?<group>[^=]+))?=)?(?<share>\d+(?:\.\d+)?)%?$/.exec(
    text.trim(),
  );
  const percent = Number(match?.groups?.share);
  if (match === null || percent > 100) {
    const message = `\`${text}\` is no demand: write 95, severity:critical=99 or severity:critical@env:prod=99`;
    return { ok: false, message };
  }
  const { rules = '', group = '' } = match.groups ?? {};
  return { ok: true, demand: { text, rules: rules.trim(), group: group.trim(), share: percent / 100 } };
}

export interface DemandResult {
  readonly demand: Demand;
  readonly met: boolean;
  /** How many rules it is about. */
  readonly rules: number;
  /** Those that are not live on enough hosts, the worst first. */
  readonly failing: readonly FailingRule[];
  /** Where it is about nothing: no rule has the tag, or there is no such group. */
  readonly about: 'something' | 'no-rules' | 'no-group';
}

export interface FailingRule {
  readonly rule: string;
  readonly live: number;
  readonly expected: number;
  readonly share: number;
}

export function judgeDemand(report: FleetReport, demand: Demand): DemandResult {
  const rules = report.rules.flatMap((rule, index) => (isMeant(rule, demand.rules) ? [index] : []));
  const group = partOf(report, demand.group);
  // A demand about nothing is a misspelt one: it is not met.
  if (rules.length === 0) return { demand, met: false, rules: 0, failing: [], about: 'no-rules' };
  if (group === undefined) return { demand, met: false, rules: rules.length, failing: [], about: 'no-group' };
  const failing = rules.flatMap((index) => {
    const { live, expected } = countsIn(report, group, index);
    const share = shareOf(live, expected);
    const rule = report.rules[index]?.id ?? '';
    return share + 1e-12 < demand.share ? [{ rule, live, expected, share }] : [];
  });
  failing.sort((a, b) => a.share - b.share || (a.rule < b.rule ? -1 : 1));
  return { demand, met: failing.length === 0, rules: rules.length, failing, about: 'something' };
}

type Counted = Pick<Group, 'profiles' | 'supposed'>;

/** On how many hosts and tasks of a group a rule is live, and should be. */
export function countsIn(
  { profiles, outcomes }: FleetReport,
  group: Counted,
  rule: number,
): { readonly live: number; readonly expected: number } {
  let live = 0;
  let expected = 0;
  const count = ([profile, members]: readonly [number, number], on: boolean): void => {
    const outcome = outcomes[profiles[profile]?.outcomes[rule] ?? -1];
    if (outcome === undefined || !isExpected(outcome)) return;
    expected += members;
    if (on && outcome.status === 'live') live += members;
  };
  for (const each of group.profiles) count(each, true);
  for (const each of group.supposed) count(each, false);
  return { live, expected };
}

/** The members that a group means; nothing where it means nobody. */
function partOf({ hosts, tasks }: FleetReport, group: string): Counted | undefined {
  const profiles = new Map<number, number>();
  const supposed = new Map<number, number>();
  for (const each of [...hosts, ...tasks]) {
    if (group !== '' && !isIn(each, group)) continue;
    if (each.profile !== null) profiles.set(each.profile, (profiles.get(each.profile) ?? 0) + 1);
    if (each.supposed !== null) supposed.set(each.supposed, (supposed.get(each.supposed) ?? 0) + 1);
  }
  return profiles.size + supposed.size === 0
    ? undefined
    : { profiles: [...profiles], supposed: [...supposed] };
}

/** `cluster:prod`, `agent:7.50`, `tasks`, or any tag. */
function isIn(member: ReportedHost | ReportedTask, group: string): boolean {
  if (group === 'hosts' || group === 'tasks') return 'configured' in member === (group === 'tasks');
  const colon = group.indexOf(':');
  const key = group.slice(0, colon);
  const value = group.slice(colon + 1);
  if (key === 'cluster' || key === 'account' || key === 'os') return member[key] === value;
  if (key === 'agent') return member.status !== 'no-agent' && isVersion(member.agent ?? undefined, value);
  return member.tags.includes(group);
}

function isMeant(rule: ReportedRule, words: string): boolean {
  if (words === '') return true;
  const colon = words.indexOf(':');
  const key = words.slice(0, colon);
  const value = words.slice(colon + 1);
  if (key === 'rule') return rule.id === value;
  if (key === 'severity') return rule.severity === value.toLowerCase();
  return rule.tags[key] === value || rule.productTags.includes(words);
}
