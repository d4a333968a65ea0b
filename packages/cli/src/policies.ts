import type { FlagParametersForType } from '@stricli/core';
import type { CliContext } from './context.ts';

/** The flags that choose rules. What they mean is in policies-run.ts, so that help stays quick. */
export type PolicyFlags = {
  readonly policies?: readonly string[];
  readonly default?: string;
  readonly ruleSet?: readonly string[];
};

export const policyFlags: FlagParametersForType<PolicyFlags, CliContext> = {
  policies: {
    kind: 'parsed',
    parse: String,
    brief: 'Policy file, directory (searched down) or pattern; may be given again',
    placeholder: 'PATH',
    optional: true,
    variadic: true,
  },
  default: {
    kind: 'parsed',
    parse: String,
    brief: 'The default policy, where it lies apart; loads first',
    placeholder: 'FILE',
    optional: true,
  },
  ruleSet: {
    kind: 'parsed',
    parse: String,
    brief: 'Rule set of secl.yaml, or a directory of policies; several with commas',
    placeholder: 'NAME',
    optional: true,
    variadic: ',',
  },
};
