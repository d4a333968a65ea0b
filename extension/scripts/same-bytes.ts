import { unzipSync, zipSync } from 'fflate';

/** The same archive with its entries in the order of their names, at one time: whatever machine packs it. */
export function sameBytes(archive: Uint8Array): Uint8Array {
  const entries = Object.entries(unzipSync(archive)).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: new Date(2020, 0, 1) });
}
