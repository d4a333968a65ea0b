import type { FlagParametersForType } from '@stricli/core';
import type { CliContext } from './context.ts';

/** The flags that choose targets. What they mean is in target-run.ts, so that help stays quick. */
export type TargetFlags = {
  readonly target?: readonly string[];
  readonly agent?: readonly string[];
  readonly os?: string;
  readonly kernel?: string;
  readonly distro?: string;
  readonly origin?: string;
};

export const targetFlags: FlagParametersForType<TargetFlags, CliContext> = {
  target: {
    kind: 'parsed',
    parse: String,
    brief: 'Target of secl.yaml; several with commas, or the flag again',
    placeholder: 'NAME',
    optional: true,
    variadic: ',',
  },
  agent: {
    kind: 'parsed',
    parse: String,
    brief:
      'Agent version (7.68), range (">= 7.50") or unknown; several with commas [default: the newest known]',
    placeholder: 'VERSION',
    optional: true,
    proposeCompletions: (partial) => ['latest', 'unknown'].filter((word) => word.startsWith(partial)),
    variadic: ',',
  },
  os: {
    kind: 'parsed',
    parse: String,
    brief: 'linux or windows [default: linux]',
    placeholder: 'OS',
    optional: true,
  },
  kernel: {
    kind: 'parsed',
    parse: String,
    brief: 'Kernel of the host, as `uname -r` prints it, or 5.15 [default: unknown]',
    placeholder: 'RELEASE',
    optional: true,
  },
  distro: {
    kind: 'parsed',
    parse: String,
    brief: 'Distribution of the host, such as ubuntu-22.04 [default: unknown]',
    placeholder: 'NAME',
    optional: true,
  },
  origin: {
    kind: 'parsed',
    parse: String,
    brief: 'Source of events: ebpf, ebpfless (Fargate) or windows [default: ebpf]',
    placeholder: 'ORIGIN',
    optional: true,
  },
};
