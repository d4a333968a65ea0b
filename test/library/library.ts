import { readdirSync, readFileSync } from 'node:fs';
import { importRecording, toCanonical } from '@secl/events';
import { type AgentVersion, catalogue, parseAgentVersion } from '@secl/model';
import { load, type PolicyFile, type RuleSet, readPolicy } from '@secl/policy';
import { type ReplayReport, runReplay } from '@secl/simulator';

/** The shipped rules and recordings, as the tests of them read and run them. */
const policies = new URL('../../rules-library/policies/', import.meta.url);
const recordings = new URL('../../rules-library/recordings/', import.meta.url);

interface PolicyText {
  readonly name: string;
  readonly text: string;
}

function textsIn(folder: URL): readonly PolicyText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.policy'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}

const windowsTexts = textsIn(new URL('../../rules-library/windows/', import.meta.url));
const linuxTexts = textsIn(policies);
export const policyTexts: readonly PolicyText[] = [...linuxTexts, ...windowsTexts];

const read = (texts: readonly PolicyText[]): readonly PolicyFile[] =>
  texts.map(({ name, text }) => readPolicy(name, text, 'custom'));
const files = read(linuxTexts);

/** The library as an agent of this version on a Linux host, or in a serverless task, holds it. */
export function library(agent: string, origin: 'ebpf' | 'ebpfless' = 'ebpf'): RuleSet {
  const host = new Map(Object.entries({ os: 'linux', origin }));
  return load(files, { platform: 'linux', agentVersion: version(agent), origin, host });
}

export function windowsLibrary(agent: string): RuleSet {
  const host = new Map(Object.entries({ os: 'windows' }));
  return load(read(windowsTexts), {
    platform: 'windows',
    agentVersion: version(agent),
    origin: 'windows',
    host,
  });
}

function version(text: string): AgentVersion {
  const parsed = parseAgentVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

/** Recordings of a folder, as `replay` takes them. */
export function recordingsIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, recordings))
    .sort()
    .map((name) => `${folder}${name}`);
}

/** What one of the shipped recordings tells under these rules. */
export function replay(ruleSet: RuleSet, name: string): Promise<ReplayReport> {
  return run(ruleSet, name, readFileSync(new URL(name, recordings)));
}

/** The same from the canonical events that the recording is imported into. */
export async function replayImported(ruleSet: RuleSet, name: string): Promise<ReplayReport> {
  const lines: string[] = [];
  const options = { document: name, catalogue: catalogue('linux'), onProblem: () => undefined };
  for await (const records of importRecording(once(readFileSync(new URL(name, recordings))), options)) {
    lines.push(...records.map(({ record }) => toCanonical(record)));
  }
  return run(ruleSet, name, new TextEncoder().encode(lines.join('\n')));
}

async function run(ruleSet: RuleSet, name: string, bytes: Uint8Array): Promise<ReplayReport> {
  const problems: string[] = [];
  const { report } = await runReplay(ruleSet, [{ name, bytes: once(bytes) }], {
    onProblem: ({ message, severity }) => {
      if (severity === 'error') problems.push(message);
    },
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return report;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
