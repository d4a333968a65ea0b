/** What is known of a fleet, from all inventories together. Nothing in it is guessed. */
import type { FleetProblem } from '../problem.ts';
import type { RealLoad } from './real.ts';

/** What an inventory may say of a host or a task. What none says is unknown, and what depends on it undecided. */
export type FactName =
  | 'os'
  /** The agent's version, or `none` where it is known that no agent runs. */
  | 'agent'
  /** As `uname -r` prints it. */
  | 'kernel'
  /** `ubuntu 22.04`. */
  | 'distro'
  | 'origin'
  | 'cluster'
  | 'account'
  | 'region'
  /** `on` or `off`: whether the agent's configuration turns Workload Protection on. */
  | 'feature'
  /** `on` or `off`: whether the agent takes policies by remote configuration. */
  | 'remote_config'
  /** Event types that the agent's configuration turns off, with commas. */
  | 'disabled_event_types'
  | 'launch_type'
  | 'family';

export interface Fact {
  readonly value: string;
  /** Which of the inventory's sources says it. */
  readonly source: number;
}

export type Facts = Readonly<Partial<Record<FactName, Fact>>>;

interface Member {
  /** Unique among its kind: the host's name, or the task's ARN. */
  readonly name: string;
  readonly facts: Facts;
  /** `key:value`, sorted, each once. */
  readonly tags: readonly string[];
  /** Whether these are all; otherwise a tag whose key is not among them may be there. */
  readonly allTags: boolean;
  /** Which of the sources know it. */
  readonly sources: readonly number[];
}

export interface Host extends Member {
  readonly kind: 'host';
}

/** A task of a serverless platform: ECS on Fargate, or a pod of EKS on Fargate. */
export interface Task extends Member {
  readonly kind: 'task';
  /** Whether a container of it is traced by `cws-instrumentation`; nothing where no source says it. */
  readonly wrapped: boolean | undefined;
}

export type FleetMember = Host | Task;

/** How an inventory was recognised. */
export type SourceKind = 'own' | 'csv' | 'api' | 'kubernetes' | 'ecs' | 'agent-events' | 'unknown';

export interface Source {
  readonly name: string;
  readonly kinds: readonly SourceKind[];
  /** Records that said something. */
  readonly records: number;
}

export interface Inventory {
  readonly sources: readonly Source[];
  /** By name. */
  readonly hosts: readonly Host[];
  readonly tasks: readonly Task[];
  /** What agents reported of their loading, by host. */
  readonly real: readonly RealLoad[];
  /** Each kind of mistake of a source once, with how often and where first. */
  readonly problems: readonly FleetProblem[];
}
