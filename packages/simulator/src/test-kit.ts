/** For tests of this room: a policy and recordings as texts, replayed. */
import { parseAgentVersion } from '@secl/model';
import { load, type RuleSet, readPolicy } from '@secl/policy';
import { type RunOptions, type RunResult, runReplay } from './run.ts';

export function ruleSetOf(policy: string, name = 'test.policy'): RuleSet {
  const agentVersion = parseAgentVersion('7.68.0');
  if (agentVersion === undefined) throw new Error('7.68.0 is a version');
  return load([readPolicy(name, policy)], {
    platform: 'linux',
    agentVersion,
    origin: 'ebpf',
    host: new Map([['os', 'linux']]),
  });
}

/** Recordings by name. */
export async function replayed(
  policy: string,
  recordings: Readonly<Record<string, string>>,
  options: Partial<RunOptions> = {},
): Promise<RunResult & { readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const inputs = Object.entries(recordings).map(([name, text]) => ({ name, bytes: bytesOf(text) }));
  const result = await runReplay(ruleSetOf(policy), inputs, {
    onProblem: (problem) => warnings.push(`${problem.place.document}:${problem.line}: ${problem.message}`),
    ...options,
  });
  return { ...result, warnings };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += 1000) yield bytes.slice(start, start + 1000);
}
