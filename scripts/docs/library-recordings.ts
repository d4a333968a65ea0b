import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runReplay } from '../../packages/simulator/src/index.ts';
import { newestLinux } from './library.ts';

const root = join(import.meta.dirname, '../../rules-library/recordings');

/** The shipped recordings that trigger a rule, by its id; relative to `rules-library/recordings/`. */
export async function seenInRecordings(): Promise<ReadonlyMap<string, readonly string[]>> {
  const seen = new Map<string, string[]>();
  const ruleSet = newestLinux();
  for (const name of recordings()) {
    const { report } = await runReplay(ruleSet, [{ name, bytes: bytesOf(name) }], {
      onProblem: () => undefined,
    });
    for (const { id } of report.triggered) seen.set(id, [...(seen.get(id) ?? []), name]);
  }
  return seen;
}

function recordings(): readonly string[] {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => /\.(?:strace|jsonl)(?:\.gz)?$/.test(path)).sort();
}

async function* bytesOf(name: string): AsyncGenerator<Uint8Array> {
  yield readFileSync(join(root, name));
}
