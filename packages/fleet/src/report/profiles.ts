/** Finds the profile of each host; what hosts that cannot differ hold is judged when the first of them comes. */
import { type External, type LoadMemory, newLoadMemory, nothingExternal, type Target } from '@secl/policy';
import type { FleetMember } from '../inventory/inventory.ts';
import type { Tally } from '../inventory/tally.ts';
import { Kinds } from '../judge/kinds.ts';
import type { Outcomes } from '../judge/outcomes.ts';
import { Targets, unprotected } from '../judge/target-of.ts';
import { deployedFile, type FleetPolicy } from '../policies/fleet-policy.ts';
import { type Reached, Reaches } from '../policies/host-tags.ts';
import type { AssessOptions } from './options.ts';
import type { JudgedProfile, Placed } from './placed.ts';
import { newestAgent } from './versions.ts';

export class Profiles {
  readonly all: JudgedProfile[] = [];
  readonly #byKey = new Map<string, JudgedProfile>();
  readonly #memories = new Map<string, LoadMemory>();
  readonly #kinds: Kinds;
  readonly #targets: Targets;
  readonly #reaches: Reaches;
  readonly #outcomes: Outcomes;
  readonly #external: External;

  constructor(
    policies: readonly FleetPolicy[],
    outcomes: Outcomes,
    { describe, external = nothingExternal }: AssessOptions,
    tally: Tally,
  ) {
    this.#kinds = new Kinds(policies.map(deployedFile));
    this.#targets = new Targets(describe, this.#kinds.asked, tally);
    this.#reaches = new Reaches(policies);
    this.#outcomes = outcomes;
    this.#external = external;
  }

  place(member: FleetMember): Placed {
    const reached = this.reached(member);
    const why = unprotected(member);
    const target = this.#targets.of(member);
    // Without an agent the newest is supposed, to know which rules are missed.
    const judged = why === 'no-agent' ? { ...target, agentVersion: newestAgent(target.platform) } : target;
    const profile = this.find(judged, reached);
    const counted = why === undefined ? profile : profile.without;
    if (member.kind === 'host') counted.hosts++;
    else counted.tasks++;
    const agent = member.facts.agent?.value;
    if (why === undefined && agent !== undefined) profile.agents.add(agent);
    return { member, profile, unprotected: why };
  }

  /** The profile of a target to which the policies go like this; nobody is counted. */
  find(target: Target, reached: Reached): JudgedProfile {
    const key = `${this.#kinds.key(target)}|${reached.key}`;
    return this.#byKey.get(key) ?? this.#judge(key, target, reached);
  }

  reached(member: FleetMember): Reached {
    return this.#reaches.of(member);
  }

  target(member: FleetMember): Target {
    return this.#targets.of(member);
  }

  #judge(key: string, target: Target, deployment: Reached): JudgedProfile {
    const memory = this.#memories.get(target.platform) ?? newLoadMemory(target);
    this.#memories.set(target.platform, memory);
    const made: JudgedProfile = {
      ...this.#outcomes.judge(target, deployment, this.#external, memory),
      target,
      deployment,
      agents: new Set(),
      hosts: 0,
      tasks: 0,
      without: { hosts: 0, tasks: 0 },
    };
    this.#byKey.set(key, made);
    this.all.push(made);
    return made;
  }
}
