import { keptWords, type RedactKind, redactKinds, redactor } from '@secl/events';
import type { Platform } from '@secl/model';
import { type Found, fitsField } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import { workspaceOf } from '../policies-run.ts';
import { noKind, type RedactRules, readRules } from './rules-file.ts';

export type Redactor = ReturnType<typeof redactor>;

/** The flags that say what is taken out. */
export interface RuleFlags {
  readonly keep?: readonly string[];
  readonly keepWord?: readonly string[];
  readonly remove?: readonly string[];
  readonly rules?: string;
  readonly os: Platform;
}

/** What the command line says, itself or in a file of rules; of what it leaves open, what secl.yaml says. */
export async function redactRules(context: CliContext, flags: RuleFlags): Promise<Found<RedactRules>> {
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const given = await givenRules(context, flags);
  if (!given.ok) return given;
  const { keep, words, remove } = given.value;
  const set = workspace.value.config?.redact;
  return {
    ok: true,
    value: {
      keep: keep.length > 0 ? keep : (set?.keep ?? []),
      words: words.length > 0 ? words : (set?.keepWords ?? []),
      remove: remove.length > 0 ? remove : (set?.remove ?? []),
    },
  };
}

/** `more`: texts in which words stand that are to stay, beside those of the rules; `people`: whom it is known to be about. */
export function redactorOf(
  { keep, words, remove }: RedactRules,
  more: Iterable<string> = [],
  people: Iterable<string> = [],
): Redactor {
  const texts = [...words.map((word) => JSON.stringify(word)), ...more];
  return redactor({ keep: new Set(keep), remove, words: keptWords(texts), people });
}

async function givenRules(context: CliContext, flags: RuleFlags): Promise<Found<RedactRules>> {
  const { keep = [], keepWord = [], remove = [], rules: file, os } = flags;
  const wrong = keep.find((kind) => !redactKinds.some((each) => each === kind));
  if (wrong !== undefined) return { ok: false, message: `--keep: ${noKind(wrong)}` };
  const read = file === undefined ? undefined : await context.fs.read(file);
  if (read?.ok === false) return { ok: false, message: `${file}: ${read.trouble.reason}` };
  const more = read === undefined ? undefined : readRules(new TextDecoder().decode(read.value), file ?? '');
  if (more?.ok === false) return more;
  const all: RedactRules = {
    keep: [...(keep as readonly RedactKind[]), ...(more?.value.keep ?? [])],
    words: [...keepWord, ...(more?.value.words ?? [])],
    remove: [...remove, ...(more?.value.remove ?? [])],
  };
  const unknown = all.remove.find((pattern) => !fitsField(pattern, os));
  return unknown === undefined
    ? { ok: true, value: all }
    : { ok: false, message: `no agent has a field ${unknown} that could be removed` };
}
