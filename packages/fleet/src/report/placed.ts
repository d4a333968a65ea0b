/** Hosts and tasks with the kind of host that they are judged as. */
import type { Target } from '@secl/policy';
import type { FleetMember } from '../inventory/inventory.ts';
import type { Deployment, Judged } from '../judge/outcomes.ts';
import type { Unprotected } from '../judge/target-of.ts';

/** A profile with all that is counted by it. */
export interface JudgedProfile extends Judged {
  readonly target: Target;
  readonly deployment: Deployment;
  readonly agents: Set<string>;
  /** With an agent that is on. */
  hosts: number;
  tasks: number;
  /** Without: what would become of the rules there, if it were. */
  readonly without: { hosts: number; tasks: number };
}

/** A host or task with where it was counted. */
export interface Placed {
  readonly member: FleetMember;
  readonly profile: JudgedProfile;
  readonly unprotected: Unprotected | undefined;
}
