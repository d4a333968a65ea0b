import { readdirSync, readFileSync } from 'node:fs';
import { type AgentVersion, parseAgentVersion } from '@secl/model';
import { load, type PolicyFile, type RuleSet, readPolicy } from '@secl/policy';
import { type ReplayReport, runReplay } from '@secl/simulator';

/** The shipped rules and recordings, as the tests of them read and run them. */
const policies = new URL('../../rules-library/policies/', import.meta.url);
const recordings = new URL('../../rules-library/recordings/', import.meta.url);

const files: readonly PolicyFile[] = readdirSync(policies)
  .filter((name) => name.endsWith('.policy'))
  .sort()
  .map((name) => readPolicy(name, readFileSync(new URL(name, policies), 'utf8'), 'custom'));

/** The library as an agent of this version on a Linux host holds it. */
export function library(agent: string): RuleSet {
  return load(files, {
    platform: 'linux',
    agentVersion: version(agent),
    origin: 'ebpf',
    host: new Map(Object.entries({ os: 'linux', origin: 'ebpf' })),
  });
}

function version(text: string): AgentVersion {
  const parsed = parseAgentVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

export async function replay(ruleSet: RuleSet, name: string): Promise<ReplayReport> {
  const problems: string[] = [];
  const { report } = await runReplay(
    ruleSet,
    [{ name, bytes: once(readFileSync(new URL(name, recordings))) }],
    {
      onProblem: ({ message, severity }) => {
        if (severity === 'error') problems.push(message);
      },
    },
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return report;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
