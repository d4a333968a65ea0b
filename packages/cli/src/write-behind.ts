import { write } from 'node:fs';

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
    at += await writeSome(descriptor, bytes, at);
  }
}

/** How many bytes were written. By hand: to import `promisify` starts modules of Node that no command needs. */
function writeSome(descriptor: number, bytes: Uint8Array, at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, at, (error, written) => {
      if (error === null) resolve(written);
      else reject(error);
    });
  });
}
