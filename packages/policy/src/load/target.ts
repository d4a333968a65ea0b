import type { AgentVersion, Minor, Platform, Value, VersionConstraint } from '@secl/model';
import origins from '../data/origins.json' with { type: 'json' };

export type Origin = keyof typeof origins.origins;

/** One kind of agent on one kind of host. Facts may be left out; a verdict that depends on one is undecided. */
export interface Target {
  readonly platform: Platform;
  readonly agentVersion: AgentVersion | undefined;
  /** What the version may be, where it is left out; absent: any that the catalogue knows. */
  readonly agentRange?: VersionConstraint;
  /** The minor of agent 7.x whose facts count, where that is not the version's own. */
  readonly minor?: Minor;
  readonly origin: Origin | undefined;
  /** Facts that `filters` ask for, by their SECL names (`os`, `kernel.version.major` …). */
  readonly host: ReadonlyMap<string, Value>;
  /** Event types that the agent's configuration turns off. */
  readonly disabledEventTypes?: ReadonlySet<string>;
  /** The facts that exist on this agent, where that differs from the catalogue. */
  readonly filterFields?: ReadonlySet<string>;
}

export interface OriginFacts {
  readonly title: string;
  /** Sections of actions that act there; null: all. */
  readonly actions: readonly string[] | null;
  readonly neverEvents: readonly string[];
}

export function originFacts(origin: Origin): OriginFacts {
  return origins.origins[origin];
}

export function isOrigin(text: string): text is Origin {
  return text in origins.origins;
}

/** A target whose version is given: what one agent loads. */
export interface OneAgent extends Target {
  readonly agentVersion: AgentVersion;
}

export function isOneAgent(target: Target): target is OneAgent {
  return target.agentVersion !== undefined;
}

/** The minor whose facts an agent has. Agents before 7 know none of this and count as the oldest. */
export function minorOf({ minor, agentVersion }: Pick<OneAgent, 'minor' | 'agentVersion'>): Minor {
  if (minor !== undefined) return minor;
  return agentVersion.major < 7 ? 0 : agentVersion.major > 7 ? Number.MAX_SAFE_INTEGER : agentVersion.minor;
}
