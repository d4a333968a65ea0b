/** How values and verdicts are written, everywhere: in one line, and with nothing hidden in them. */
import type { Reading, Truth } from '@secl/language-server';

export const signs: Readonly<Record<Truth, string>> = { true: '✓', false: '✗', unknown: '?' };

/** Of a value, so much stands in one line beside other things. */
const longest = 60;

export function short(text: string, most = longest): string {
  const line = visible(text);
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

/** What a condition saw, in one line. */
export function readings(found: readonly Reading[]): string {
  return found.map(({ name, value }) => `${name} = ${short(value)}`).join(', ');
}

/** Controls and marks that turn the direction of writing, shown as what they are: values are what an attacker wrote. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
