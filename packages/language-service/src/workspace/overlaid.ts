import type { FileSystem } from '@secl/text';
import { directoryOf, joinPath } from '@secl/workspace';
import type { EditorDocument } from '../document.ts';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** The disk with the texts of an editor in place of the files: what is typed counts, saved or not. */
export function overlaid(disk: FileSystem, open: ReadonlyMap<string, EditorDocument>): FileSystem {
  const opened = (path: string): EditorDocument | undefined => open.get(joinPath('.', path));
  return {
    async read(path) {
      const document = opened(path);
      return document === undefined
        ? disk.read(path)
        : { ok: true, value: new TextEncoder().encode(document.text) };
    },
    async stat(path) {
      const document = opened(path);
      return document === undefined
        ? disk.stat(path)
        : { ok: true, value: { kind: 'file', size: document.text.length } };
    },
    async list(path) {
      const listed = await disk.list(path);
      const here = joinPath('.', path);
      const names = [...open.keys()].flatMap((each) =>
        directoryOf(each) === here ? each.slice(here === '.' ? 0 : here.length + 1) : [],
      );
      if (!listed.ok) {
        return names.length === 0
          ? listed
          : { ok: true, value: names.map((name) => ({ name, kind: 'file' as const })) };
      }
      const there = new Set(listed.value.map(({ name }) => name));
      const added = names.filter((name) => !there.has(name)).map((name) => ({ name, kind: 'file' as const }));
      return { ok: true, value: [...listed.value, ...added] };
    },
  };
}
