import { writeSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { packedLines } from '@secl/events';
import { type LinesDone, type LinesTask, type LinesWanted, putLines, recordsIn } from './slots.ts';

/** What the thread says before all: it is there. */
export const READY = 'ready';

/** Makes the lines of what comes over the port, in its order, and writes them where it may. */
export function serveLines(port: MessagePort, { slots, file }: LinesTask): void {
  const linesOf = packedLines();
  let made: Uint8Array<ArrayBuffer> | undefined;
  let open = file;
  port.on('message', ({ slot: at, packed }: LinesWanted) => {
    const slot = slots[at];
    if (slot === undefined) return;
    made = linesOf(recordsIn(slot, packed), made);
    const rest = open === undefined ? made : made.subarray(written(open, made));
    // Whoever gets the rest writes it and says what is wrong; all that follows comes after it.
    if (rest.length > 0) open = undefined;
    port.postMessage({ slot: at, lines: putLines(slot, rest) } satisfies LinesDone);
  });
  port.postMessage(READY);
}

/** How many bytes could be written. */
function written(file: number, bytes: Uint8Array): number {
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(file, bytes, at);
  } catch {
    // Tried again by the other thread, which can tell the user.
  }
  return at;
}
