import { createReadStream } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';
import { startHclParser } from '@secl/text/node';
import { type Port, replayerOver, serveReplays } from '../custom/replay/channel.ts';
import type { Replayer } from '../custom/replay/replayer.ts';

/** Opened when it is read: whoever only asks whether it can be leaves nothing open. */
export function openFile(uri: string): AsyncIterable<Uint8Array> | undefined {
  return uri.startsWith('file:') ? readFile(uri) : undefined;
}

async function* readFile(uri: string): AsyncGenerator<Uint8Array, void> {
  yield* createReadStream(fileURLToPath(uri));
}

/** Replays in a thread of their own, which starts with the first question and keeps no process alive. */
export function replayerInThread(script: URL | string): Replayer {
  let replayer: Replayer | undefined;
  return (question) => {
    replayer ??= replayerOver(portOf(startThread(script)));
    return replayer(question);
  };
}

function startThread(script: URL | string): Worker {
  const thread = new Worker(script);
  thread.unref();
  return thread;
}

/** What the script of such a thread does. */
export async function serveReplayThread(): Promise<void> {
  if (parentPort === null) throw new Error('this is not a thread');
  // Not above: the server, which starts the thread, shares this module and has no need of it.
  const { ReplaySession } = await import('../custom/replay/session.ts');
  let hcl: ReturnType<typeof startHclParser> | undefined;
  const session = new ReplaySession({
    open: openFile,
    pause: () => nextTurn(),
    hcl: () => {
      hcl ??= startHclParser();
      return hcl;
    },
  });
  serveReplays(portOf(parentPort), session);
}

function portOf(port: Worker | NonNullable<typeof parentPort>): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (take) => void port.on('message', take),
  };
}
