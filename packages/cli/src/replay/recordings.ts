import type { Found } from '@secl/workspace';
import type { CliContext } from '../context.ts';

/** A recording that is there; `-` is standard input. */
export interface FoundRecording {
  /** How reports call it. */
  readonly name: string;
  readonly path: string;
}

/** Files as they are named, directories with all that is directly in them, in the order of their names. */
export async function recordingsAt(
  context: CliContext,
  paths: readonly string[],
): Promise<Found<readonly FoundRecording[]>> {
  const found: FoundRecording[] = [];
  for (const path of paths) {
    if (path === '-') {
      found.push({ name: '<stdin>', path });
      continue;
    }
    const kind = await context.fs.kind(path);
    if (kind === 'missing') return { ok: false, message: `${path}: no such file or directory` };
    if (kind !== 'directory') {
      found.push({ name: path, path });
      continue;
    }
    const listed = await context.fs.list(path);
    if (!listed.ok) return { ok: false, message: `${path}: ${listed.trouble.reason}` };
    const folder = path.replace(/[\\/]+$/, '');
    const files = listed.value.filter((entry) => entry.kind === 'file' && !entry.name.startsWith('.'));
    if (files.length === 0) return { ok: false, message: `${path}: no recordings in this directory` };
    for (const { name } of files) found.push({ name: `${folder}/${name}`, path: `${folder}/${name}` });
  }
  return { ok: true, value: found };
}

/** The bytes of a recording. Trouble after the start breaks the stream, which the reader of events tells. */
export async function* streamOf(
  context: CliContext,
  { path }: FoundRecording,
): AsyncGenerator<Uint8Array, void> {
  if (path === '-') {
    yield* context.stdin;
    return;
  }
  const opened = await context.fs.stream(path);
  if (!opened.ok) throw new Error(opened.trouble.reason);
  for await (const portion of opened.value) {
    if (!portion.ok) throw new Error(portion.trouble.reason);
    yield portion.value;
  }
}
