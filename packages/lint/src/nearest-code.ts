import { nearestName } from '@secl/text';

/**
 * The id that was probably meant: one with the same name in another category, or without its category, else one that is
 * few letters away.
 */
export function nearestCode(word: string, known: Iterable<string>): string | undefined {
  const codes = [...known];
  const name = word.slice(word.lastIndexOf('/') + 1);
  return codes.find((code) => code.endsWith(`/${name}`)) ?? nearestName(word, codes);
}

/** `: did you mean X?`, or nothing. */
export function hintOfCode(word: string, known: Iterable<string>): string {
  const near = nearestCode(word, known);
  return near === undefined ? '' : `: did you mean \`${near}\`?`;
}
