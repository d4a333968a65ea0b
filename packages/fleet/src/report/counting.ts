/** Hosts and tasks by what becomes of the rules there, from the profiles alone. */
import type { JudgedProfile } from './placed.ts';
import type { Outcome } from './report.ts';

/** Whether a rule should be live where this becomes of it: not where its author keeps it out. */
export function isExpected({ meant }: Outcome): boolean {
  return meant;
}

/** Whether somebody should look at it: what is in error, wherever that is, and what should be live and is not. */
export function needsLook({ status, meant }: Pick<Outcome, 'status' | 'meant'>): boolean {
  return status === 'rejected' || (meant && status !== 'live');
}

interface Weighed {
  readonly live: number;
  readonly expected: number;
}

export class Counting {
  readonly profiles: readonly JudgedProfile[];
  readonly outcomes: readonly Outcome[];
  readonly #weighed = new Map<JudgedProfile, Weighed>();

  constructor(profiles: readonly JudgedProfile[], outcomes: readonly Outcome[]) {
    this.profiles = profiles;
    this.outcomes = outcomes;
  }

  /** How many rules are live, and how many should be, on one host of the profile. */
  weigh(profile: JudgedProfile): Weighed {
    const known = this.#weighed.get(profile);
    if (known !== undefined) return known;
    let live = 0;
    let expected = 0;
    for (const number of profile.outcomes) {
      const outcome = this.outcomes[number];
      if (outcome === undefined) continue;
      if (outcome.status === 'live') live++;
      if (isExpected(outcome)) expected++;
    }
    const made = { live, expected };
    this.#weighed.set(profile, made);
    return made;
  }

  /**
   * Rules that should be live, each on each host and task, and the share of them that is. A host on which none should be
   * counts for nothing.
   */
  shares(members: Iterable<readonly [JudgedProfile, on: number, off: number]>): {
    readonly expected: number;
    readonly liveShare: number;
  } {
    let live = 0;
    let expected = 0;
    for (const [profile, on, off] of members) {
      const weight = this.weigh(profile);
      live += weight.live * on;
      expected += weight.expected * (on + off);
    }
    return { expected, liveShare: shareOf(live, expected) };
  }

  /** Rules that need a look on some host or task with an agent that is on. */
  rulesToLookAt(): number {
    const bad = new Set(this.outcomes.flatMap((outcome, number) => (needsLook(outcome) ? [number] : [])));
    const found = new Set<number>();
    for (const { hosts, tasks, outcomes } of this.profiles)
      if (hosts + tasks > 0)
        for (const [rule, number] of outcomes.entries()) if (bad.has(number)) found.add(rule);
    return found.size;
  }
}

export function allOf({ hosts, tasks, without }: JudgedProfile): number {
  return hosts + tasks + without.hosts + without.tasks;
}

export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
