import type { FileSystem } from '@secl/text';
import { type Config, recordingPaths } from '@secl/workspace';

/** A file of a recording, as it was found. */
export interface SourceFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** What is read of all recordings together, in bytes: editors are to tell something, not everything. */
const mostBytes = 64 * 1024 * 1024;

/** The recordings that secl.yaml names, in its order, as far as they are not too large together. */
export async function recordingsOf(
  files: FileSystem,
  config: Config | undefined,
): Promise<readonly SourceFile[]> {
  if (config === undefined || config.recordings.size === 0) return [];
  const named = await recordingPaths(files, config, []);
  const found: SourceFile[] = [];
  let all = 0;
  for (const path of named.ok ? named.value : []) {
    const stat = await files.stat(path);
    if (!stat.ok || stat.value.kind !== 'file' || all + stat.value.size > mostBytes) continue;
    all += stat.value.size;
    found.push({ path, size: stat.value.size });
  }
  return found;
}

/** How much is read without a pause: about a millisecond's work. */
const slice = 2 * 1024;

/** A recording whose bytes come as they are asked for. */
export interface RecordingBytes {
  readonly name: string;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** How work in the background gives way to other work. */
export interface Turns {
  /** Done when it is this work's turn again; nothing to wait for where it still is. */
  readonly pause: () => Promise<void> | undefined;
  /** Whether it is wanted no more: what is half done is thrown away. */
  readonly stopped: boolean;
}

/** The bytes of a file a slice at a time, with a pause before each in which others have their turn. */
export async function* slicesOf(
  files: FileSystem,
  path: string,
  turns: Turns,
): AsyncGenerator<Uint8Array, void> {
  const read = await files.read(path);
  if (!read.ok) return;
  const { value } = read;
  for (let at = 0; at < value.length; at += slice) {
    await turns.pause();
    if (turns.stopped) return;
    yield value.subarray(at, at + slice);
  }
}
