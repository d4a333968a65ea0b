/** The files of an inventory, found and read in portions. */
import { decompressed, type Ending, untilEnd } from '@secl/events';
import type { InventoryInput } from '@secl/fleet';
import type { Found } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import { standardInputName } from '../policies-run.ts';

/** What of a directory is an inventory. */
const endings = /\.(?:csv|tsv|ya?ml|json|jsonl|ndjson)(?:\.gz)?$/i;

export interface Opened {
  readonly inputs: readonly InventoryInput[];
  /** Trouble that came while a file was read: its rest is missing. */
  readonly trouble: readonly string[];
}

export async function openInventories(context: CliContext, given: readonly string[]): Promise<Found<Opened>> {
  if (given.length === 0)
    return {
      ok: false,
      message: 'no inventory: name a file of hosts, `secl coverage hosts.csv`; --help lists what is read',
    };
  const inputs: InventoryInput[] = [];
  const trouble: string[] = [];
  for (const each of given) {
    const { path, cluster } = await splitName(context, each);
    const files = path === '-' ? [path] : await filesAt(context, path);
    if (files === undefined) return { ok: false, message: `${path}: no such file or directory` };
    if (files.length === 0) return { ok: false, message: `${path}: no file in it is CSV, YAML or JSON` };
    for (const file of files) {
      const named = {
        name: file === '-' ? standardInputName : file,
        ...(cluster === undefined ? {} : { cluster }),
      };
      if (file === '-') {
        inputs.push({ ...named, texts: decoded(plain(context.stdin, named.name, trouble)) });
        continue;
      }
      // Whether it can be read is known now, so that nothing is judged without it.
      const opened = await context.fs.stream(file);
      if (!opened.ok) return { ok: false, message: `${file}: ${opened.trouble.reason}` };
      inputs.push({ ...named, texts: decoded(plain(unwrapped(opened.value, file, trouble), file, trouble)) });
    }
  }
  return { ok: true, value: { inputs, trouble } };
}

/** `CLUSTER=FILE`; a file whose name has a `=` is that file. */
async function splitName({ fs }: CliContext, given: string): Promise<{ path: string; cluster?: string }> {
  const equals = given.indexOf('=');
  if (equals < 1 || (await fs.kind(given)) !== 'missing') return { path: given };
  return { cluster: given.slice(0, equals), path: given.slice(equals + 1) };
}

async function filesAt({ fs }: CliContext, path: string): Promise<readonly string[] | undefined> {
  const kind = await fs.kind(path);
  if (kind === 'missing') return undefined;
  if (kind !== 'directory') return [path];
  const listed = await fs.list(path);
  if (!listed.ok) return undefined;
  const base = path.replace(/\/$/, '');
  return listed.value
    .filter((entry) => entry.kind === 'file' && endings.test(entry.name))
    .map(({ name }) => `${base}/${name}`);
}

type Portions = Extract<Awaited<ReturnType<CliContext['fs']['stream']>>, { ok: true }>['value'];

async function* unwrapped(portions: Portions, file: string, trouble: string[]): AsyncGenerator<Uint8Array> {
  for await (const portion of portions) {
    if (portion.ok) yield portion.value;
    else trouble.push(`${file}: ${portion.trouble.reason}`);
  }
}

/** Decompressed where it is gzip; where that breaks off, all that came before counts. */
async function* plain(
  portions: AsyncIterable<Uint8Array>,
  file: string,
  trouble: string[],
): AsyncGenerator<Uint8Array> {
  const ending: Ending = { broken: undefined };
  yield* decompressed(untilEnd(portions, ending), ending);
  if (ending.broken !== undefined) trouble.push(`${file}: ${ending.broken}`);
}

/** UTF-8, or UTF-16 with a byte order mark, which spreadsheets and PowerShell write. */
async function* decoded(portions: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const portion of portions) {
    decoder ??= new TextDecoder(encodingOf(portion));
    yield decoder.decode(portion, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
