/** What one record of an inventory says. */
import type { FleetProblemCode } from '../problems.ts';
import type { FactName } from './inventory.ts';
import type { RealLoad } from './real.ts';

export interface Observation {
  readonly kind: 'host' | 'task';
  readonly name: string;
  /** What other inventories may call it: the id of its machine in the cloud. */
  readonly aliases: readonly string[];
  /** What people call it, where that is not unique: it goes by this, whichever inventory was first. */
  readonly called?: string;
  readonly facts: Readonly<Partial<Record<FactName, string>>>;
  readonly tags: readonly string[];
  /** Whether these are all of its tags. */
  readonly allTags: boolean;
  readonly wrapped?: boolean | undefined;
}

/** A node of Kubernetes waits for the daemon sets, which may stand in another file. */
export interface NodeSaid {
  readonly labels: ReadonlyMap<string, string>;
  readonly taints: readonly Taint[];
}

export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** What an agent's container says of the agent. */
export interface AgentContainer {
  /** As the tag of the image has it; nothing where that names no version. */
  readonly version: string | undefined;
  readonly image: string;
  readonly feature: 'on' | 'off' | undefined;
  readonly tags: readonly string[];
}

export type Said =
  | { readonly said: 'member'; readonly observation: Observation; readonly total?: number }
  | { readonly said: 'node'; readonly observation: Observation; readonly node: NodeSaid }
  | { readonly said: 'daemon-set'; readonly daemonSet: DaemonSet }
  | { readonly said: 'task'; readonly observation: Observation; readonly definition: string }
  /** A pod that has a machine of its own; its node goes by the pod's name. */
  | {
      readonly said: 'pod';
      readonly observation: Observation;
      readonly agent: AgentContainer | undefined;
    }
  | { readonly said: 'task-definition'; readonly definition: TaskDefinition }
  | { readonly said: 'real'; readonly observation: Observation; readonly real: RealLoad }
  /** How many agents the API has in all. */
  | { readonly said: 'page'; readonly total: number }
  | {
      readonly said: 'problem';
      readonly code: FleetProblemCode;
      readonly values: Readonly<Record<string, string | number>>;
    }
  /** Known, and of no interest. */
  | { readonly said: 'nothing' };

export interface DaemonSet {
  readonly name: string;
  readonly cluster: string | undefined;
  readonly agent: AgentContainer;
  readonly fits: (node: NodeSaid) => boolean;
}

export interface TaskDefinition {
  /** Its ARN. */
  readonly name: string;
  /** Nothing where no container of it is an agent. */
  readonly agent: AgentContainer | undefined;
  /** Whether some container besides the agent is started by `cws-instrumentation`. */
  readonly wrapped: boolean;
}
