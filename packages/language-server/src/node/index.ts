import { fileURLToPath } from 'node:url';
import { nodeFileSystem, startHclParser } from '@secl/text/node';
import { createConnection, StreamMessageReader } from 'vscode-languageserver/node';
import { callingOff } from '../called-off.ts';
import { serve } from '../serve.ts';
import { openFile, replayerInThread } from './replay-thread.ts';
import { WholeMessageWriter } from './whole-message-writer.ts';

export { serveReplayThread } from './replay-thread.ts';

/** The streams that a server speaks over: those of a process, or a pair in memory. */
export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly today?: () => string;
  /** The script of a thread that runs replays: one that calls `serveReplayThread`. */
  readonly replayThread?: URL | string;
}

/** Serves one client. Resolves when it says goodbye or is gone, with the exit code that the protocol asks for. */
export function serveStdio({ input, output, today, replayThread }: Streams): Promise<number> {
  const connection = createConnection(
    new StreamMessageReader(input),
    new WholeMessageWriter(output),
    callingOff,
  );
  let isGone = false;
  for (const event of ['end', 'close'])
    input.once(event, () => {
      isGone = true;
    });
  let hcl: ReturnType<typeof startHclParser> | undefined;
  const served = serve(connection, {
    filesOf: (uri) => (uri.startsWith('file:') ? nodeFileSystem(fileURLToPath(uri)) : undefined),
    after(milliseconds, call) {
      // What waited for its moment may have nobody left to report to.
      const timer = setTimeout(() => {
        if (!isGone) call();
      }, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
    hcl: () => {
      hcl ??= startHclParser();
      return hcl;
    },
    ...(today === undefined ? {} : { today }),
    open: openFile,
    ...(replayThread === undefined ? {} : { replayer: replayerInThread(replayThread) }),
  });
  return Promise.race([served, gone(input)]);
}

/** A goodbye that comes with the end of the stream is still read; without one it is a client that broke off. */
const lastWords = 100;

function gone(input: NodeJS.ReadableStream): Promise<number> {
  return new Promise((resolve) => {
    const leave = (): void => void setTimeout(() => resolve(1), lastWords);
    input.once('end', leave);
    input.once('close', leave);
  });
}
