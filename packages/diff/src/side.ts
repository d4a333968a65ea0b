import type { CarriedResource, MovedResource, PolicyFile, RuleSet } from '@secl/policy';
import type { DeployedPolicy } from './policy-diffs.ts';

/** A rule set as it is loaded on one target. */
export interface LoadedFor {
  /** The target as people call it. */
  readonly target: string;
  readonly ruleSet: RuleSet;
}

/** A rule set before or after a change; one that is not there has no files. */
export interface Side {
  /** In load order. */
  readonly files: readonly PolicyFile[];
  /** Both sides of a comparison are loaded for the same targets, in the same order; at least one. */
  readonly loads: readonly LoadedFor[];
  /** Policies that say something of themselves. */
  readonly policies?: readonly DeployedPolicy[];
  /** What Terraform calls the rules, where they are its resources. */
  readonly resources?: readonly CarriedResource[];
  /** Which resources are called otherwise since, as `moved` blocks of this side say it. */
  readonly moved?: readonly MovedResource[];
}
