import type { MessagePort } from 'node:worker_threads';
import { packedLines } from '@secl/events';
import { type LinesDone, type LinesWanted, putLines, recordsIn, type Slot } from './slots.ts';

/** What the thread says before all: it is there. */
export const READY = 'ready';

/** Writes the lines of what comes over the port, in its order. `slots`: what both threads see. */
export function serveLines(port: MessagePort, slots: readonly Slot[]): void {
  const linesOf = packedLines();
  let written: Uint8Array<ArrayBuffer> | undefined;
  port.on('message', ({ slot: at, packed }: LinesWanted) => {
    const slot = slots[at];
    if (slot === undefined) return;
    written = linesOf(recordsIn(slot, packed), written);
    port.postMessage({ slot: at, lines: putLines(slot, written) } satisfies LinesDone);
  });
  port.postMessage(READY);
}
