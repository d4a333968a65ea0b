/** Two reports on the same fleet: which rules come alive and which die, where. */
import type { FleetReport, FleetSummary, Outcome, ReportedHost, ReportedTask } from '../report/report.ts';

export interface FleetComparison {
  readonly before: FleetSummary;
  readonly after: FleetSummary;
  /** Hosts and tasks of the one that are not in the other. */
  readonly gone: number;
  readonly new: number;
  /** Rules that differ somewhere, those that die on most hosts first. */
  readonly rules: readonly RuleChange[];
}

export interface RuleChange {
  readonly rule: string;
  readonly severity: string;
  readonly comesAlive: Moved;
  readonly dies: Moved;
}

export interface Moved {
  readonly members: number;
  /** By cluster, else by agent version; the largest first. */
  readonly where: readonly { readonly kind: string; readonly name: string; readonly members: number }[];
  /** What it was before, or is now, where most of them are. */
  readonly why: string;
}

type Reported = ReportedHost | ReportedTask;

interface Pair {
  readonly before: number | null;
  readonly after: number | null;
  members: number;
  readonly where: Map<string, { kind: string; name: string; members: number }>;
}

export function compareFleets(before: FleetReport, after: FleetReport): FleetComparison {
  const known = new Map([...before.hosts, ...before.tasks].map((member) => [member.name, member]));
  const pairs = new Map<string, Pair>();
  let added = 0;
  for (const member of [...after.hosts, ...after.tasks]) {
    const old = known.get(member.name);
    if (old === undefined) {
      added++;
      continue;
    }
    known.delete(member.name);
    const key = `${old.profile} ${member.profile}`;
    const pair = pairs.get(key) ?? {
      before: old.profile,
      after: member.profile,
      members: 0,
      where: new Map(),
    };
    pairs.set(key, pair);
    pair.members++;
    const place = placeOf(old);
    const at = pair.where.get(place.name) ?? { ...place, members: 0 };
    at.members++;
    pair.where.set(place.name, at);
  }
  const rules = new Map<string, readonly [number, number]>();
  for (const [index, { id }] of before.rules.entries()) rules.set(id, [index, -1]);
  for (const [index, { id }] of after.rules.entries()) rules.set(id, [rules.get(id)?.[0] ?? -1, index]);
  return {
    before: before.summary,
    after: after.summary,
    gone: known.size,
    new: added,
    rules: [...rules]
      .flatMap(([id, [old, now]]): RuleChange[] => {
        const severity = (after.rules[now] ?? before.rules[old])?.severity ?? '';
        const change = changeOf([...pairs.values()], before, after, old, now);
        return change === undefined ? [] : [{ rule: id, severity, ...change }];
      })
      .sort((a, b) => b.dies.members - a.dies.members || b.comesAlive.members - a.comesAlive.members),
  };
}

function placeOf({ cluster, agent }: Reported): { readonly kind: string; readonly name: string } {
  if (cluster !== null) return { kind: 'cluster', name: cluster };
  return agent === null ? { kind: 'agent', name: 'unknown' } : { kind: 'agent', name: agent };
}

function changeOf(
  pairs: readonly Pair[],
  before: FleetReport,
  after: FleetReport,
  old: number,
  now: number,
): Pick<RuleChange, 'comesAlive' | 'dies'> | undefined {
  const born: (readonly [Pair, string])[] = [];
  const dead: (readonly [Pair, string])[] = [];
  for (const pair of pairs) {
    const was = outcomeIn(before, pair.before, old);
    const is = outcomeIn(after, pair.after, now);
    const wasLive = was?.status === 'live';
    const isLive = is?.status === 'live';
    if (!wasLive && isLive)
      born.push([pair, was?.why ?? (old === -1 ? 'it is new' : 'no agent was on there')]);
    if (wasLive && !isLive)
      dead.push([pair, is?.why ?? (now === -1 ? 'it is gone' : 'no agent is on there')]);
  }
  return born.length + dead.length === 0 ? undefined : { comesAlive: moved(born), dies: moved(dead) };
}

function outcomeIn(report: FleetReport, profile: number | null, rule: number): Outcome | undefined {
  if (profile === null || rule === -1) return undefined;
  return report.outcomes[report.profiles[profile]?.outcomes[rule] ?? -1];
}

function moved(pairs: readonly (readonly [Pair, string])[]): Moved {
  const where = new Map<string, { kind: string; name: string; members: number }>();
  const whys = new Map<string, number>();
  let members = 0;
  for (const [pair, why] of pairs) {
    members += pair.members;
    whys.set(why, (whys.get(why) ?? 0) + pair.members);
    for (const [name, place] of pair.where) {
      const at = where.get(name) ?? { ...place, members: 0 };
      at.members += place.members;
      where.set(name, at);
    }
  }
  const [why] = [...whys].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  return {
    members,
    where: [...where.values()].sort((a, b) => b.members - a.members || (a.name < b.name ? -1 : 1)),
    why: why?.[0] ?? '',
  };
}
