import { isPlainRegexp } from './plain-regexp.ts';

const letter = '[\\w \\-:@%,;=<>"\'#&~!/]';
const escaped = '\\\\[.*+?^$|()[\\]{}/\\\\]';
const ofLetters = '\\[\\^?[\\w \\-:@%,;=<>"\'#~!/.]+\\]';
const unrepeated = new RegExp(`^(?:${letter}|${escaped}|${ofLetters}|\\(\\?:|\\((?!\\?)|[.?|^$)])*$`);

/** What stands for itself, or a dot. */
const dots = /\\.|\[[^\]]*\]|(\.)/g;

/** Each doubles the ways in which a text may be read at most, so that none takes long. */
const choices = /(?<!\\)[?|]/g;
const most = 8;

/**
 * Regexps in which nothing repeats, as `^-h?p.`: the engine of JavaScript decides them as RE2 does, and need not be loaded
 * first, which takes as long as judging twenty rules. Of what repeats it may not be asked: there it can take for ever.
 * undefined: RE2 has to be asked.
 */
export function shortRegexp(source: string): RegExp | undefined {
  if (!unrepeated.test(source) || !isPlainRegexp(source)) return undefined;
  if ((source.match(choices)?.length ?? 0) > most) return undefined;
  // To RE2 a dot is any character but a line feed, to JavaScript none of the other line breaks either.
  return new RegExp(
    source.replace(dots, (text, dot?: string) => (dot === undefined ? text : '[^\\n]')),
    'u',
  );
}
