import { emptiness } from '@secl/events';
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
  // Named by itself and by its directory: once.
  return { ok: true, value: [...new Map(found.map((each) => [each.path, each])).values()] };
}

/** What a stream was found to be at its end: nothing was in it but blanks, or it could not be read. */
export interface StreamState {
  empty: boolean;
  trouble: string | undefined;
  /** How many bytes came so far. */
  bytes?: number;
}

/**
 * The bytes of a recording. Trouble breaks the stream, which the reader of events tells with what came before; `state`
 * keeps it for those of which nothing came.
 */
export async function* streamOf(
  context: CliContext,
  { path }: FoundRecording,
  state: StreamState = { empty: true, trouble: undefined },
): AsyncGenerator<Uint8Array, void> {
  state.bytes = 0;
  const watched = emptiness();
  try {
    for await (const portion of path === '-' ? context.stdin : fileStream(context, path, state)) {
      state.bytes += portion.length;
      await watched.see(portion);
      yield portion;
    }
  } finally {
    state.empty = watched.isEmpty();
  }
}

/**
 * The part of these recordings that was read, as far as streams say so; nothing where one of them has no end that is
 * known.
 */
export async function shareRead(
  { fs }: CliContext,
  recordings: readonly FoundRecording[],
  states: ReadonlyMap<string, StreamState>,
): Promise<() => number | undefined> {
  const sizes = await Promise.all(recordings.map(({ path }) => (path === '-' ? undefined : fs.size(path))));
  let total = 0;
  for (const size of sizes) {
    if (size === undefined) return () => undefined;
    total += size;
  }
  return () => {
    let read = 0;
    for (const { bytes = 0 } of states.values()) read += bytes;
    return total === 0 ? undefined : read / total;
  };
}

/** The names of those that nothing is in, each with the reason. */
export function emptyOnes(states: ReadonlyMap<string, StreamState>): readonly string[] {
  return [...states].flatMap(([name, { empty, trouble }]) =>
    empty && trouble === undefined ? [`${name} (it is empty)`] : [],
  );
}

async function* fileStream(
  context: CliContext,
  path: string,
  state: StreamState,
): AsyncGenerator<Uint8Array, void> {
  const fail = (reason: string): Error => {
    state.trouble = reason;
    return new Error(reason);
  };
  const opened = await context.fs.stream(path);
  if (!opened.ok) throw fail(opened.trouble.reason);
  for await (const portion of opened.value) {
    if (!portion.ok) throw fail(portion.trouble.reason);
    yield portion.value;
  }
}
