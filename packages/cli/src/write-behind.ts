import { write } from 'node:fs';
import { promisify } from 'node:util';

const writeSome = promisify(write);

/**
 * Writes to an open file while the next portion is made: one portion after the other, on a thread of the runtime. Resolves
 * when the portion before is written, so that two are in memory at most.
 */
export function writeBehind(
  descriptor: number,
  onTrouble: (error: NodeJS.ErrnoException) => void,
): (bytes: Uint8Array) => Promise<void> {
  let last = Promise.resolve();
  return (bytes) => {
    const before = last;
    last = before.then(() => writeAll(descriptor, bytes)).catch(onTrouble);
    return before;
  };
}

async function writeAll(descriptor: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await writeSome(descriptor, bytes, at);
    at += bytesWritten;
  }
}
