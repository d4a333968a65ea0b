import type { FileSystem } from '@secl/text';
import type { Config } from './config.ts';
import { type Found, filesAt } from './find-files.ts';

/**
 * The files of recordings: `named` are names of secl.yaml, paths or patterns, with `-` left as it is; where nothing is
 * named, all that secl.yaml names. A name wins over a file that is called the same; `./name` is the file.
 */
export async function recordingPaths(
  files: FileSystem,
  config: Config | undefined,
  named: readonly string[],
): Promise<Found<readonly string[]>> {
  const known = config?.recordings ?? new Map<string, readonly string[]>();
  const paths =
    named.length === 0 ? [...known.values()].flat() : named.flatMap((name) => known.get(name) ?? [name]);
  const found = new Set<string>();
  for (const path of paths) {
    const at = path === '-' ? { ok: true as const, value: [path] } : await filesAt(files, path);
    if (!at.ok) return at;
    for (const each of at.value) found.add(each);
  }
  return { ok: true, value: [...found] };
}
