import { catalogue, type Platform } from '@secl/model';
import type { Node } from '@secl/text';
import type { ConfigReader, Said } from './config-reader.ts';
import { didYouMean } from './nearest.ts';

/** What may be taken out of a recording; the room of events, which does it, has the same names. */
export const redactable = ['arguments', 'environment', 'users', 'hosts', 'addresses', 'paths'] as const;
export type Redactable = (typeof redactable)[number];

/** `redact:` of a secl.yaml. What it does not say is undefined, so that flags can. */
export interface RedactSection {
  /** Kinds that stay. */
  readonly keep: readonly Redactable[] | undefined;
  /** Texts that stay wherever they stand. */
  readonly keepWords: readonly string[] | undefined;
  /** Fields that are taken out as a whole, with `*` for any run of characters. */
  readonly remove: readonly string[] | undefined;
}

const platforms: readonly Platform[] = ['linux', 'windows'];

export function readRedact(reader: ConfigReader, node: Node | undefined): RedactSection {
  const mapping = reader.mapping(node, 'redact', 'a mapping with `keep`, `keep_words` and `remove`');
  const keys =
    mapping === undefined
      ? new Map<string, Node>()
      : reader.entries(mapping, '`redact`', ['keep', 'keep_words', 'remove']);
  const said = (key: string): readonly Said[] | undefined =>
    keys.has(key) ? reader.texts(keys.get(key), key) : undefined;
  return {
    keep: said('keep')?.flatMap((each) => kindOf(reader, each) ?? []),
    keepWords: said('keep_words')?.map(({ text }) => text),
    remove: said('remove')?.flatMap((each) => fieldOf(reader, each) ?? []),
  };
}

function kindOf(reader: ConfigReader, { text, range }: Said): Redactable | undefined {
  const kind = redactable.find((each) => each === text);
  if (kind === undefined) {
    const expected = `kinds of what is taken out (${redactable.join(', ')})`;
    const found = `\`${text}\`${didYouMean(text, redactable)}`;
    reader.note('workspace/wrong-type', range, { key: 'keep', expected, found });
  }
  return kind;
}

function fieldOf(reader: ConfigReader, { text, range }: Said): string | undefined {
  if (platforms.some((platform) => fitsField(text, platform))) return text;
  const names = platforms.flatMap((platform) => catalogue(platform).fieldNames);
  const expected = 'fields of events, with `*` for any run of characters';
  const found = `\`${text}\`${didYouMean(text, names)}`;
  reader.note('workspace/wrong-type', range, { key: 'remove', expected, found });
  return undefined;
}

/** Whether some field has such a name. A pattern that fits none would look as if it had worked. */
export function fitsField(pattern: string, platform: Platform): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const fits = new RegExp(`^${parts.join('.*')}$`);
  return catalogue(platform).fieldNames.some((name) => fits.test(name));
}
