import type { Reading, Truth } from '@secl/language-server';
import { ThemeColor, ThemeIcon } from 'vscode';

/** How true, false and unknown look, everywhere: in colours that can be read as text in light and in dark themes. */
export const signs: Readonly<Record<Truth, string>> = { true: '✓', false: '✗', unknown: '?' };

export const colors: Readonly<Record<Truth, ThemeColor>> = {
  true: new ThemeColor('gitDecoration.addedResourceForeground'),
  false: new ThemeColor('errorForeground'),
  unknown: new ThemeColor('editorWarning.foreground'),
};

const icons: Readonly<Record<Truth, string>> = { true: 'pass', false: 'error', unknown: 'question' };

export function truthIcon(truth: Truth): ThemeIcon {
  return new ThemeIcon(icons[truth], colors[truth]);
}

/** For what triggers something. */
export const flame = new ThemeIcon('flame', new ThemeColor('problemsWarningIcon.foreground'));

/** Of a value, so much stands in one line beside other things. */
const longest = 60;

export function short(text: string): string {
  const line = visible(text);
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** What a condition saw, in one line. */
export function readings(found: readonly Reading[]): string {
  return found.map(({ name, value }) => `${name} = ${short(value)}`).join(', ');
}

/** Controls and marks that turn the direction of writing, shown as what they are: values are what an attacker wrote. */
function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
