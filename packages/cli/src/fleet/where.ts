/** On which part of the fleet something becomes of a rule, as few words as say it. */
import type { FleetReport, Group, Outcome, ReportedRule } from '@secl/fleet';

export interface Where {
  readonly words: string;
  readonly members: number;
}

const kinds = ['cluster', 'agent', 'os', 'account'];
const mostNames = 3;

/** `all`, `Fargate`, `cluster legacy`, `agents 7.50.2, 7.52.0`: the groups that it fills, or else those that it is in. */
export function whereOf(report: FleetReport, rule: number, isMeant: (outcome: Outcome) => boolean): Where {
  const profiles = new Set<number>();
  let members = 0;
  let all = 0;
  for (const [index, { hosts, tasks, outcomes }] of report.profiles.entries()) {
    const outcome = report.outcomes[outcomes[rule] ?? -1];
    all += hosts + tasks;
    if (outcome === undefined || !isMeant(outcome) || hosts + tasks === 0) continue;
    profiles.add(index);
    members += hosts + tasks;
  }
  if (members === 0) return { words: '', members };
  if (members === all) return { words: 'everywhere', members };
  const origins = originWords(report, profiles);
  if (origins !== undefined) return { words: origins, members };
  for (const kind of kinds) {
    const groups = report.groups.filter((group) => group.kind === kind);
    const within = groups.filter((group) => countIn(group, profiles) > 0);
    const sum = within.reduce((total, group) => total + countIn(group, profiles), 0);
    // A kind of group says it where it has all of them and nothing else.
    const exact = sum === members && within.every((group) => countIn(group, profiles) === sizeOf(group));
    if (exact && within.length <= mostNames) return { words: listed(kind, within), members };
  }
  const clusters = report.groups.filter((group) => group.kind === 'cluster' && countIn(group, profiles) > 0);
  const agents = report.groups.filter((group) => group.kind === 'agent' && countIn(group, profiles) > 0);
  const [kind, named] =
    agents.length > 0 && (clusters.length === 0 || agents.length <= mostNames)
      ? (['agent', agents] as const)
      : (['cluster', clusters] as const);
  return { words: named.length === 0 ? 'some' : `in ${listed(kind, named)}`, members };
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
  const names = groups.slice(0, mostNames).map(({ name }) => name);
  const more = groups.length > mostNames ? ` and ${groups.length - mostNames} more` : '';
  const plural = groups.length > 1 ? 's' : '';
  return `${kind === 'os' ? 'on' : `${kind}${plural}`} ${names.join(', ')}${more}`;
}

/** The reasons of a rule, those of one status together: what an outcome says of versions differs, the place does not. */
export function reasonGroups(report: FleetReport, rule: ReportedRule): readonly ReasonGroup[] {
  const found = new Map<string, ReasonGroup & { hosts: number; tasks: number; outcomes: Outcome[] }>();
  for (const { outcome: number, hosts, tasks } of rule.reasons) {
    const outcome = report.outcomes[number];
    if (outcome === undefined) continue;
    const key = [
      outcome.status,
      outcome.by,
      outcome.code,
      outcome.place?.line,
      outcome.place?.column,
      outcome.needs,
    ].join();
    const group = found.get(key) ?? { outcome, hosts: 0, tasks: 0, outcomes: [] };
    group.hosts += hosts;
    group.tasks += tasks;
    group.outcomes.push(outcome);
    found.set(key, group);
  }
  return [...found.values()].sort((a, b) => b.hosts + b.tasks - a.hosts - a.tasks);
}

export interface ReasonGroup {
  /** The most frequent of them, which speaks for all. */
  readonly outcome: Outcome;
  readonly outcomes: readonly Outcome[];
  readonly hosts: number;
  readonly tasks: number;
}
