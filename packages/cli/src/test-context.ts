import type { Application } from '@stricli/core';
import { type CliContext, contextOf } from './context.ts';
import type { Exit } from './exit.ts';
import type { FileSystem } from './file-system.ts';
import { nodeGit } from './git.ts';
import { nodeFileSystem } from './node-file-system.ts';
import type { Environment, Output } from './output.ts';
import { run } from './run.ts';
import type { Threads } from './threads.ts';

/** What a test may give a run of `secl`; the rest is empty: no input, no environment, no colour. */
export interface Situation {
  readonly cwd?: string;
  /** 2026-11-21 without one. */
  readonly today?: string;
  readonly env?: Environment;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  readonly colour?: boolean;
  /** Width of the terminal; without one, output goes into a pipe. */
  readonly columns?: number;
  readonly fs?: FileSystem;
  readonly app?: Application<CliContext>;
  readonly threads?: Threads;
}

export interface Outcome {
  readonly code: Exit;
  readonly stdout: string;
  readonly stderr: string;
}

/** For tests: a whole run of `secl` in this process, with its streams kept in memory. */
export async function runInMemory(args: readonly string[], situation: Situation = {}): Promise<Outcome> {
  const {
    cwd = '.',
    env = {},
    stdin = '',
    signal = new AbortController().signal,
    colour = false,
    columns,
  } = situation;
  const texts = { stdout: '', stderr: '' };
  const outputTo = (name: keyof typeof texts): Output => ({
    write: (text) => {
      texts[name] += text;
    },
    writeBytes: async (bytes) => {
      texts[name] += new TextDecoder().decode(bytes);
    },
    file: undefined,
    drained: () => Promise.resolve(),
    colour,
    terminal: columns !== undefined,
    columns,
  });
  const context = contextOf({
    stdout: outputTo('stdout'),
    stderr: outputTo('stderr'),
    stdin: portionsOf(stdin),
    fs: situation.fs ?? nodeFileSystem(cwd, signal),
    signal,
    cwd,
    git: nodeGit(cwd),
    today: () => situation.today ?? '2026-11-21',
    env,
    ...(situation.threads && { threads: situation.threads }),
  });
  const code = await run(args, context, situation.app);
  return { code, ...texts };
}

async function* portionsOf(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield new TextEncoder().encode(text);
}
