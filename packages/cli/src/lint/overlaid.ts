import { normalPath } from '@secl/workspace';
import type { FileSystem } from '../file-system.ts';

/** A file system in which some files have other contents, or are there at all. Nothing is written through it. */
export function overlaid(files: FileSystem, contents: ReadonlyMap<string, Uint8Array>): FileSystem {
  const over = new Map([...contents].map(([path, bytes]) => [normalPath(path), bytes]));
  return {
    ...files,
    kind: async (path) => (over.has(normalPath(path)) ? 'file' : files.kind(path)),
    read: async (path) => {
      const bytes = over.get(normalPath(path));
      return bytes === undefined ? files.read(path) : { ok: true, value: bytes };
    },
  };
}
