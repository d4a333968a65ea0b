import { type Finding, type FixableLook, type FixKind, fixAll } from '@secl/lint';
import { outwardEdits } from '@secl/policy';
import { decodeText } from '@secl/text';
import type { Found } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import { type Linted, runLint, type Task } from './run-lint.ts';

export interface Mended {
  readonly linted: Linted;
  readonly applied: readonly Finding[];
  /** Files whose text changes. */
  readonly files: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

interface Look extends FixableLook {
  readonly linted: Linted;
}

/** Fixes what is found, in memory. What is not UTF-8, or no file of its own, stays as it is. */
export async function mend(
  task: Task,
  kinds: readonly FixKind[],
  given: ReadonlyMap<string, Uint8Array>,
): Promise<Found<Mended>> {
  const first = await runLint(task, given);
  if (!first.ok) return first;
  const before = await writableTexts(task.context, first.value, given);
  const lookOf = (linted: Linted): Look => ({
    linted,
    findings: linted.findings,
    all: linted.all,
    texts: linted.texts,
    inFiles(edits) {
      const inFiles = outwardEdits(edits, (document) => linted.homes.get(document));
      return inFiles?.every(({ location }) => before.has(location.document)) ? inFiles : undefined;
    },
  });
  const { changed, applied, look } = await fixAll(async (texts) => {
    if (texts.size === 0) return lookOf(first.value);
    const encoder = new TextEncoder();
    const over = new Map([
      ...given,
      ...[...texts].map(([name, text]) => [name, encoder.encode(text)] as const),
    ]);
    const linted = await runLint(task, over);
    // The files were read a moment ago: now that one is gone, nothing that was found holds.
    if (!linted.ok) throw new Error(linted.message);
    return lookOf(linted.value);
  }, kinds);
  const files = [...changed].flatMap(([name, after]) => {
    const old = before.get(name) ?? '';
    return old === after ? [] : [{ name, before: old, after }];
  });
  return { ok: true, value: { linted: look.linted, applied, files } };
}

/** The texts of the files that fixes may change, by name. */
async function writableTexts(
  { fs }: CliContext,
  { sets, homes, texts }: Linted,
  given: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const fixable = sets.flatMap(({ carried }) =>
    carried.filter(({ carrier }) => carrier !== 'terraform-plan'),
  );
  for (const { file, home } of fixable) {
    const name = homes.get(file.name)?.document ?? home.document;
    const bytes = given.get(name) ?? (await readIfThere(fs, name));
    if (bytes === undefined || found.has(name)) continue;
    const { text, encoding, problems } = decodeText(bytes);
    if (encoding === 'utf-8' && problems.length === 0 && text === texts.get(name)) found.set(name, text);
  }
  return found;
}

async function readIfThere(fs: CliContext['fs'], name: string): Promise<Uint8Array | undefined> {
  const read = await fs.read(name);
  return read.ok ? read.value : undefined;
}
