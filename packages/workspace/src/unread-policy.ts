/** Policies under names that agents pass over: they read what ends in `.policy`, in small letters (spec/policies.md, Files). */
import { catalogue, type Platform } from '@secl/model';
import { carrierOf, type RuleDefinition } from '@secl/policy';
import { decodeText } from '@secl/text';
import { carriedIn } from './carried-in.ts';

const lists = /^(?:rules|macros)[ \t]*:/m;

/** Whether these bytes are a policy beyond doubt: other tools have lists of `rules`, too. */
export async function isPolicyText(path: string, bytes: Uint8Array): Promise<boolean> {
  const { text } = decodeText(bytes);
  if (!lists.test(text) || carrierOf(path, text) !== 'policy') return false;
  return (await carriedIn(path, bytes)).some(
    ({ file: { rules, macros } }) =>
      rules.length > 0 &&
      [...rules, ...macros].every(({ id }) => id !== undefined) &&
      rules.some(asksForField),
  );
}

const platforms: readonly Platform[] = ['linux', 'windows'];

/** None but this language knows these names. */
function asksForField({ expression }: RuleDefinition): boolean {
  const words = expression?.value.match(/[a-z_]\w*(?:\.\w+)+/g) ?? [];
  return words.some((word) => platforms.some((platform) => catalogue(platform).field(word) !== undefined));
}

/** Names that people give to policies, and to those that they put aside. */
export const mayBePolicy = (path: string): boolean =>
  !path.endsWith('.policy') && /\.(?:ya?ml|policies|policy(?:\.[^./]+)?)$/i.test(path);

/** Why nothing was found where these lie, as the end of a sentence. */
export function inWordsOfUnread(paths: readonly string[]): string {
  const [first, ...more] = paths;
  if (first === undefined) return '';
  const [looks, them] =
    more.length === 0
      ? [`${first} looks like a policy`, 'it']
      : [`${first} (and ${more.length} more) look like policies`, 'them'];
  return `; ${looks}, but agents read only files whose names end in \`.policy\`: rename ${them}`;
}
