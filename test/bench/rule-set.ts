import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAgentVersion, type Value } from '@secl/model';
import { load, type RuleSet, readPolicy, type Target } from '@secl/policy';

/** The default policy that the figures are about: 319 rules and 50 macros. It is no part of the project. */
export const policyPath = join(
  import.meta.dirname,
  '../../../shared/fetched/datadog/default-policies/1.69.3.policy',
);

export const missing = existsSync(policyPath) ? undefined : 'The released default policy 1.69.3 is not here.';

/** An ordinary host with eBPF and agent 7.68. */
export function target(): Target {
  const agentVersion = parseAgentVersion('7.68.0');
  if (agentVersion === undefined) throw new Error('7.68.0 is no version');
  const host = new Map<string, Value>([
    ['os', 'linux'],
    ['kernel.version.major', 5],
    ['kernel.version.minor', 15],
    ['kernel.version.patch', 0],
  ]);
  return { platform: 'linux', agentVersion, origin: 'ebpf', host };
}

/** From the disk to loaded rules. */
export function loadDefaultPolicy(): RuleSet {
  return load([readPolicy('default.policy', readFileSync(policyPath, 'utf8'))], target());
}
