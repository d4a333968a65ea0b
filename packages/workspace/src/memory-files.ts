import type { DirectoryEntry, FileSystem } from '@secl/text';
import { inByteOrder, normalPath } from './paths.ts';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Files that are in no disk: an editor's, an archive's, a test's. Directories are there because files lie in them. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): FileSystem {
  const files = new Map(
    Object.entries(contents).map(([path, content]) => [
      normalPath(path),
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
  const inside = (path: string): readonly string[] => {
    const prefix = path === '.' ? '' : path === '/' ? '/' : `${path}/`;
    return [...files.keys()]
      .filter((each) => each.startsWith(prefix))
      .map((each) => each.slice(prefix.length));
  };
  const missing = (path: string) =>
    ({ ok: false, failure: { kind: 'missing', path, message: 'there is no such file' } }) as const;
  return {
    async read(path) {
      const bytes = files.get(normalPath(path));
      return bytes === undefined ? missing(path) : { ok: true, value: bytes };
    },
    async stat(path) {
      const at = normalPath(path);
      const bytes = files.get(at);
      if (bytes !== undefined) return { ok: true, value: { kind: 'file', size: bytes.length } };
      return inside(at).length > 0 ? { ok: true, value: { kind: 'directory', size: 0 } } : missing(path);
    },
    async list(path) {
      const entries = new Map<string, DirectoryEntry>();
      for (const rest of inside(normalPath(path))) {
        const [name = ''] = rest.split('/');
        entries.set(name, { name, kind: rest === name ? 'file' : 'directory' });
      }
      const value = [...entries.values()].sort((a, b) => inByteOrder(a.name, b.name));
      return value.length > 0 ? { ok: true, value } : missing(path);
    },
  };
}
