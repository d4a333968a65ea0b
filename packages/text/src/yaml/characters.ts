import { type TextProblem, textProblem } from '../report.ts';
import { commonEnds } from './same-text.ts';

/** What the agents' YAML reader refuses: control characters, lone surrogates, a byte order mark in the middle. */
const refused =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|(?<=.)\ufeff/s;
const lineBreaks = /[\x85\u2028\u2029]/;
/** What is looked for is among these, which most policies have none of. */
const unusual = /[^\t\n\r -~]/;

/** At most one problem of each kind: a binary file has thousands, and the first says it. */
export function characterProblems(text: string): TextProblem[] {
  if (!unusual.test(text)) return [];
  const problems: TextProblem[] = [];
  const control = text.search(refused);
  if (control !== -1) problems.push(at('text/control-character', text, control));
  const lineBreak = text.search(lineBreaks);
  if (lineBreak !== -1) problems.push(at('text/unicode-line-break', text, lineBreak));
  return problems;
}

/** Whether no character of a text is a problem, and every `\r` has its `\n`. */
export function hasPlainCharacters(text: string): boolean {
  return characterProblems(text).length === 0 && !(text.includes('\r') && /\r(?!\n)/.test(text));
}

/**
 * The same of a text that came from one for which it is so: what is looked at is what was typed, and its neighbours. `false`
 * says nothing.
 */
export function staysPlain(before: string, text: string): boolean {
  const { head, tail } = commonEnds(before, text);
  return /^[\t\n -~]*$/.test(text.slice(Math.max(head - 1, 0), text.length - tail + 1));
}

function at(
  code: 'text/control-character' | 'text/unicode-line-break',
  text: string,
  start: number,
): TextProblem {
  const name = `U+${text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0')}`;
  return textProblem(code, { start, end: start + 1 }, { character: name });
}

/**
 * The same text, where a `\r` without `\n` is a line break for every reader, as YAML has it and the library has not.
 * All offsets stay.
 */
export function withKnownLineBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}
