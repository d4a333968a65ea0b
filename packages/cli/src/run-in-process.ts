import { once } from 'node:events';
import { fstatSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { contextOf } from './context.ts';
import { exit } from './exit.ts';
import { nodeGit } from './git.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { nodeThreads } from './node-threads.ts';
import { type Output, wantsColour } from './output.ts';
import { portions } from './portions.ts';
import { run } from './run.ts';
import { writeAll, writeBehind } from './write-behind.ts';

/** Runs `secl` as this process: its streams, files, signals and exit code. When it ends, all is written. */
export async function runInProcess(args: readonly string[]): Promise<void> {
  const signal = interruption();
  const cwd = process.cwd();
  process.exitCode = await run(
    args,
    contextOf({
      stdout: outputOf(process.stdout, 1),
      stderr: outputOf(process.stderr, 2),
      // A generator, so that standard input is opened only when somebody reads it.
      stdin: standardInput(signal),
      fs: nodeFileSystem(cwd, signal),
      signal,
      cwd,
      today: () => new Date().toISOString().slice(0, 10),
      env: process.env,
      git: nodeGit(cwd),
      threads: nodeThreads(),
    }),
  );
  await Promise.all([process.stdout, process.stderr].map(flushed));
}

/** Pipes may take their time, and that a disk is full is said a moment later. */
async function flushed(stream: WriteStream): Promise<void> {
  if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()));
  else await new Promise((resolve) => setImmediate(resolve));
}

/** The first ctrl-C asks the command to come to its end, the second one ends the process. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort();
  });
  return controller.signal;
}

async function* standardInput(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield* portions(process.stdin, signal);
}

function outputOf(stream: WriteStream, descriptor: number): Output {
  // A reader that has seen enough (`secl replay ... | head`) is no failure; a full disk is.
  const onTrouble = (error: NodeJS.ErrnoException): never => {
    if (error.code === 'EPIPE') process.exit(exit.fine);
    if (stream !== process.stderr)
      process.stderr.write(`secl: the output cannot be written: ${error.message}\n`);
    process.exit(exit.misuse);
  };
  stream.on('error', onTrouble);
  const terminal = stream.isTTY === true;
  const toFile = !terminal && isFile(descriptor);
  return {
    write: (text) => {
      stream.write(text);
    },
    writeBytes: writeBehind(
      (bytes) => (toFile ? writeAll(descriptor, bytes) : written(stream, bytes)),
      onTrouble,
    ),
    file: toFile ? descriptor : undefined,
    drained: async () => {
      if (stream.writableNeedDrain) await once(stream, 'drain');
    },
    colour: wantsColour(process.env, terminal),
    terminal,
    columns: terminal ? stream.columns : undefined,
  };
}

/** What goes wrong is told to those who listen to the stream. */
function written(stream: WriteStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => stream.write(bytes, () => resolve()));
}

/**
 * Streams of pipes and terminals have a descriptor in ways of their own; those of files, and of devices such as /dev/null,
 * only pass bytes on to it.
 */
function isFile(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() || found.isCharacterDevice();
  } catch {
    return false;
  }
}
