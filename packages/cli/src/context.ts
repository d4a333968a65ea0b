import type { CommandContext, StricliProcess } from '@stricli/core';
import type { FileSystem } from './file-system.ts';
import type { Git } from './git.ts';
import type { Environment, Output } from './output.ts';
import type { Threads } from './threads.ts';

/**
 * All that a command gets from the world. It takes files, time and streams from here and from nowhere else, so
 * that tests run it whole in memory.
 */
export interface CliContext extends CommandContext {
  /** What Stricli itself writes to: help and mistakes in the use of flags. Commands write to `stdout`, `stderr`. */
  readonly process: StricliProcess;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Standard input in portions, for `-`. Reading it twice gives the rest, not the start. */
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly fs: FileSystem;
  /** Aborted by ctrl-C: stop reading, report what there is, return. */
  readonly signal: AbortSignal;
  readonly cwd: string;
  /** The day that it is, `2027-01-31`, in UTC: what expires does so everywhere at once. */
  readonly today: () => string;
  readonly env: Environment;
  /** Runs git in the working directory, with commands that only read. */
  readonly git: Git;
  /** Not there where there are no files for threads to see, as in tests. */
  readonly threads?: Threads;
}

/** The context from its parts; what Stricli needs follows from them. */
export function contextOf(parts: Omit<CliContext, 'process'>): CliContext {
  const forStricli = (output: Output): StricliProcess['stdout'] => ({
    write: output.write,
    // Stricli colours from 4 bits on.
    getColorDepth: () => (output.colour ? 4 : 1),
  });
  return {
    ...parts,
    process: {
      stdout: forStricli(parts.stdout),
      stderr: forStricli(parts.stderr),
      env: definedOnly(parts.env),
    },
  };
}

function definedOnly(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
