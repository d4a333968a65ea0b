import { write } from 'node:fs';
import { promisify } from 'node:util';

const writeSome = promisify(write);

/**
 * Writes one portion after the other while the next one is made. Resolves when the portion before is written, so that two
 * are in memory at most.
 */
export function writeBehind(
  writePortion: (bytes: Uint8Array) => Promise<void>,
  onTrouble: (error: NodeJS.ErrnoException) => void,
): (bytes: Uint8Array) => Promise<void> {
  let last = Promise.resolve();
  return (bytes) => {
    const before = last;
    last = before.then(() => writePortion(bytes)).catch(onTrouble);
    return before;
  };
}

/** To an open file, on a thread of the runtime. */
export async function writeAll(descriptor: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await writeSome(descriptor, bytes, at);
    at += bytesWritten;
  }
}
