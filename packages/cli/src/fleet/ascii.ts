/** Terminals whose locale has ASCII only: what they would show as question marks, in characters that they have. */
import type { Environment } from '../output.ts';

const instead: Readonly<Record<string, string>> = {
  '⬢': '#',
  '✖': 'x',
  '○': 'o',
  '⬡': '-',
  '·': '.',
  '█': '#',
  '░': '.',
  '→': '>',
  '…': '~',
};

/** By the first of the three variables that is set, as `locale` goes by; nothing set says nothing. */
export function isAscii({ LC_ALL, LC_CTYPE, LANG }: Environment): boolean {
  const locale = [LC_ALL, LC_CTYPE, LANG].find((each) => each !== undefined && each !== '');
  return locale !== undefined && /^(?:C|POSIX)$|\.(?:US-)?ASCII$/i.test(locale);
}

/** Each character for one, so that columns stay where they are. */
export function inAscii(text: string): string {
  return text.replaceAll(/[⬢✖○⬡·█░→…]/gu, (char) => instead[char] ?? char);
}
