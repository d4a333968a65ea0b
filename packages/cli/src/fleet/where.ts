/** On which part of the fleet something becomes of a rule, as few words as say it. */
import { type FleetReport, type Group, type Outcome, type ReportedRule, unknownAgent } from '@secl/fleet';

export interface Where {
  readonly words: string;
  readonly hosts: number;
  readonly tasks: number;
}

const kinds = ['cluster', 'agent', 'os', 'account'];
const mostNames = 3;

/** Where one of these outcomes, by their numbers, becomes of a rule. */
export function whereOf(report: FleetReport, rule: number, numbers: readonly number[]): Where {
  return whereIs(report, profilesOf(report, rule, numbers));
}

/** The kinds of hosts, by their number, on which one of these outcomes becomes of a rule. */
export function profilesOf(
  report: FleetReport,
  rule: number,
  numbers: readonly number[],
): ReadonlySet<number> {
  const found = numbers.flatMap((number) =>
    isMost(report.outcomes[number])
      ? kindsWith(report, rule, number)
      : (kindsByRule(report)[rule]?.get(number) ?? []),
  );
  return new Set(found.sort((a, b) => a - b));
}

/** What becomes of most rules on most hosts, so that it is not kept where. */
function isMost(outcome: Outcome | undefined): boolean {
  return outcome === undefined || outcome.status === 'live' || outcome.status === 'absent';
}

function kindsWith({ profiles }: FleetReport, rule: number, number: number): readonly number[] {
  return profiles.flatMap(({ hosts, tasks, outcomes }, kind) =>
    outcomes[rule] === number && hosts + tasks > 0 ? [kind] : [],
  );
}

type KindsByRule = readonly ReadonlyMap<number, readonly number[]>[];
const known = new WeakMap<FleetReport, KindsByRule>();

/**
 * By rule, and by the number of what becomes of it where that is not what becomes of most, the kinds of hosts with members on which
 * it does. Found kind by kind: rule by rule, tens of thousands of kinds with a thousand rules each take half a minute.
 */
function kindsByRule(report: FleetReport): KindsByRule {
  const { profiles, outcomes, rules } = report;
  const before = known.get(report);
  if (before !== undefined) return before;
  const isTold = outcomes.map((outcome) => !isMost(outcome));
  const made = rules.map(() => new Map<number, number[]>());
  for (const [kind, { hosts, tasks, outcomes: own }] of profiles.entries()) {
    if (hosts + tasks === 0) continue;
    for (const [rule, number] of own.entries()) {
      if (isTold[number] !== true) continue;
      const kinds = made[rule]?.get(number);
      if (kinds === undefined) made[rule]?.set(number, [kind]);
      else kinds.push(kind);
    }
  }
  known.set(report, made);
  return made;
}

/** `everywhere`, `Fargate`, `cluster legacy`, `agents 7.50.2, 7.52.0`: the groups that they fill, else those they are in. */
export function whereIs(report: FleetReport, profiles: ReadonlySet<number>): Where {
  let hosts = 0;
  let tasks = 0;
  let all = 0;
  for (const [index, profile] of report.profiles.entries()) {
    all += profile.hosts + profile.tasks;
    if (!profiles.has(index)) continue;
    hosts += profile.hosts;
    tasks += profile.tasks;
  }
  const members = hosts + tasks;
  return { words: wordsFor(report, profiles, members, all), hosts, tasks };
}

function wordsFor(report: FleetReport, profiles: ReadonlySet<number>, members: number, all: number): string {
  if (members === 0) return '';
  if (members === all) return 'everywhere';
  const origins = originWords(report, profiles);
  if (origins !== undefined) return origins;
  for (const kind of kinds) {
    const groups = report.groups.filter((group) => group.kind === kind);
    const within = groups.filter((group) => countIn(group, profiles) > 0);
    const sum = within.reduce((total, group) => total + countIn(group, profiles), 0);
    // A kind of group says it where it has all of them and nothing else.
    const exact = sum === members && within.every((group) => countIn(group, profiles) === sizeOf(group));
    if (exact && within.length <= mostNames) return listed(kind, within);
  }
  const clusters = report.groups.filter((group) => group.kind === 'cluster' && countIn(group, profiles) > 0);
  const agents = report.groups.filter((group) => group.kind === 'agent' && countIn(group, profiles) > 0);
  const [kind, named] =
    agents.length > 0 && (clusters.length === 0 || agents.length <= mostNames)
      ? (['agent', agents] as const)
      : (['cluster', clusters] as const);
  return named.length === 0 ? 'some' : `in ${listed(kind, named)}`;
}

function originWords({ profiles }: FleetReport, meant: ReadonlySet<number>): string | undefined {
  const own = profiles.filter(({ hosts, tasks }) => hosts + tasks > 0);
  for (const [origin, words] of [
    ['ebpfless', 'Fargate'],
    ['windows', 'Windows'],
  ] as const) {
    const same = own.filter((profile) => profile.origin === origin);
    if (same.length === meant.size && same.every((profile) => meant.has(profiles.indexOf(profile))))
      return words;
  }
  return undefined;
}

function countIn({ profiles }: Group, meant: ReadonlySet<number>): number {
  return profiles.reduce((total, [profile, members]) => total + (meant.has(profile) ? members : 0), 0);
}

function sizeOf({ profiles }: Group): number {
  return profiles.reduce((total, [, members]) => total + members, 0);
}

function listed(kind: string, groups: readonly Group[]): string {
  if (kind === 'agent' && groups.length === 1 && groups[0]?.name === unknownAgent)
    return 'agent of unknown version';
  const names = groups
    .slice(0, mostNames)
    .map(({ name }) => (kind === 'agent' && name === unknownAgent ? 'of unknown version' : name));
  const more = groups.length > mostNames ? ` and ${groups.length - mostNames} more` : '';
  const plural = groups.length > 1 ? 's' : '';
  return `${kind === 'os' ? 'on' : `${kind}${plural}`} ${names.join(', ')}${more}`;
}

/** The reasons of a rule, those of one status together: what an outcome says of versions differs, the place does not. */
export function reasonGroups(report: FleetReport, rule: ReportedRule): readonly ReasonGroup[] {
  const found = new Map<string, ReasonGroup & { hosts: number; tasks: number; numbers: number[] }>();
  for (const { outcome: number, hosts, tasks } of rule.reasons) {
    const outcome = report.outcomes[number];
    if (outcome === undefined) continue;
    const key = [
      outcome.status,
      outcome.by,
      outcome.cause,
      outcome.meant,
      outcome.code,
      outcome.place?.line,
      outcome.place?.column,
      outcome.needs,
    ].join();
    const group = found.get(key) ?? { outcome, hosts: 0, tasks: 0, numbers: [] };
    group.hosts += hosts;
    group.tasks += tasks;
    group.numbers.push(number);
    found.set(key, group);
  }
  return [...found.values()].sort((a, b) => b.hosts + b.tasks - a.hosts - a.tasks);
}

export interface ReasonGroup {
  /** The most frequent of them, which speaks for all. */
  readonly outcome: Outcome;
  /** Of all of them. */
  readonly numbers: readonly number[];
  readonly hosts: number;
  readonly tasks: number;
}
