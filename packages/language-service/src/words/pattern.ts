/** A pattern in words, with texts that it matches and does not: both are asked of the matcher itself. */
import { predicate } from '@secl/language';
import { code } from './markdown.ts';

export interface PatternWords {
  readonly words: string;
  readonly matches: readonly string[];
  readonly misses: readonly string[];
}

export function patternWords(pattern: string, isGlob: boolean): PatternWords {
  const matches = predicate(
    isGlob
      ? { kind: 'glob', value: pattern, ignoreCase: false, windowsPath: false, starsAnywhere: false }
      : { kind: 'pattern', value: pattern, ignoreCase: false },
  );
  const candidates = [
    pattern.replace(/\*\*/g, 'a/b').replace(/\*/g, 'a'),
    pattern.replace(/\*+/g, 'a/b'),
    pattern.replace(/\*+/g, ''),
    `${pattern.replace(/\*+/g, 'a')}x`,
    pattern.replace(/\*+/g, 'a').toUpperCase(),
  ];
  const unique = [...new Set(candidates)].filter((each) => each !== '');
  return {
    words: inWords(pattern, isGlob),
    matches: unique.filter((each) => matches(each)).slice(0, 2),
    misses: unique.filter((each) => !matches(each)).slice(0, 2),
  };
}

function inWords(pattern: string, isGlob: boolean): string {
  if (!pattern.includes('*')) return `exactly ${code(pattern)}`;
  if (isGlob && pattern.endsWith('/**'))
    return `all below ${code(pattern.slice(0, -3) || '/')}, at any depth`;
  const star = isGlob ? 'any run of characters without `/`' : 'any run of characters, `/` too';
  return `${code(pattern)}, where each ${code('*')} is ${star}`;
}

export function patternCard(pattern: string, isGlob: boolean): string {
  const { words, matches, misses } = patternWords(pattern, isGlob);
  const list = (texts: readonly string[]): string => texts.map((text) => code(text)).join(', ');
  return [
    `Matches ${words}`,
    '',
    ...(matches.length === 0 ? [] : [`- matches ${list(matches)}`]),
    ...(misses.length === 0 ? [] : [`- does not match ${list(misses)}`]),
  ].join('\n');
}
