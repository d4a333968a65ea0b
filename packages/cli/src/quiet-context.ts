import { type CliContext, contextOf } from './context.ts';
import { nodeGit } from './git.ts';
import { nodeFileSystem } from './node-file-system.ts';
import type { Output } from './output.ts';

/** What a thread sees that helps a command: the same files, and nobody who listens. */
export function quietContext({ cwd, today }: { readonly cwd: string; readonly today: string }): CliContext {
  const { signal } = new AbortController();
  return contextOf({
    stdout: nobody,
    stderr: nobody,
    stdin: nothing(),
    fs: nodeFileSystem(cwd, signal),
    signal,
    cwd,
    today: () => today,
    env: {},
    git: nodeGit(cwd),
  });
}

const nobody: Output = {
  write: () => undefined,
  writeBytes: async () => undefined,
  file: undefined,
  drained: async () => undefined,
  colour: false,
  terminal: false,
  columns: undefined,
};

async function* nothing(): AsyncGenerator<Uint8Array> {}
