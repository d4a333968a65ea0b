import type { OwnText } from './own-texts.ts';

/** The text that a regexp without any operator stands for; undefined where it has one. */
export function fixedText(source: string): string | undefined {
  if (!/^(?:[^\\^$.|?*+()[\]{}"]|\\[./\-_:@%=,;<>#!&'` ])+$/.test(source)) return undefined;
  return source.replace(/\\(.)/g, '$1');
}

/** The alternatives of `a|b`, `(a|b)` or `(?:a|b)`, all of them fixed; undefined where there is more to it. */
export function fixedAlternatives(source: string): readonly string[] | undefined {
  const [, inner = source] = /^\((?:\?:)?([^()]*)\)$/.exec(source) ?? [];
  const parts = inner.split('|');
  if (parts.length < 2) return undefined;
  const texts = parts.flatMap((part) => fixedText(part) ?? []);
  return texts.length === parts.length ? texts : undefined;
}

/** A regexp on a text in which `*` would cross everything; a pattern on a path of Windows is a glob. */
export function isPlainlyMatched({ literal, field }: OwnText): boolean {
  return literal.form === 'regexp' && field !== undefined && !globs.includes(field.comparison);
}

/** Comparisons of fields that take no regexps. */
export const globs: readonly string[] = ['windowsPath', 'symlinkPath', 'glob'];

/**
 * The string or the pattern that is true of the same values as a regexp. Not of `foo$`: a pattern takes the first `foo`
 * (pitfall/first-match-leaves-rest); nor of `^.*foo`: there `.` leaves line breaks out.
 */
export function withoutRegexp(source: string): { kind: 'scalar' | 'pattern'; value: string } | undefined {
  const [, start, middle = '', end] = /^(\^|\.\*)?(.*?)(\$|\.\*)?$/.exec(source) ?? [];
  const text = fixedText(middle);
  if (text === undefined || (end === '$' && start !== '^')) return undefined;
  if (end === '$') return { kind: 'scalar', value: text };
  return { kind: 'pattern', value: start === '^' ? `${text}*` : `*${text}*` };
}
