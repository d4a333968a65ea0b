import { problem } from '../problems.ts';
import type { Mend, Stop } from './repair.ts';
import * as T from './tokens.ts';
import { makeToken, type Token } from './tokens.ts';

/** Something that begins no value: a variable that is not whole, a path without quotes, or nothing known. */
export function mendStray(stop: Stop): Mend | undefined {
  const { token, at, place } = stop;
  if (token?.type !== T.Stray && token?.type !== T.Tilde) return undefined;
  if (token.image === '$' || token.image === '%') return mendVariable(stop, token.image);
  if (token.image === '/' || token.image === '\\') return mendUnquoted(stop);
  return { at, remove: 1, insert: [], problem: problem('syntax/unexpected', place, { found: token.image }) };
}

/** `${name` without its `}`, `$name`, `$(…)`, `%{…}`. */
function mendVariable(stop: Stop, mark: '$' | '%'): Mend {
  const { text, at, place } = stop;
  const written = /^.(?:\{[^}\s"]*\}?|\([^)\n"]*\)|[A-Za-z_][A-Za-z0-9_.]*)?/.exec(text.slice(place.start));
  const end = place.start + (written?.[0].length ?? 1);
  const whole = { start: place.start, end };
  const name = /^\$\{?([A-Za-z_][A-Za-z0-9_.]*)/.exec(text.slice(place.start, end))?.[1];
  const token =
    name === undefined
      ? makeToken(T.HoleToken, '', place.start, end)
      : makeToken(T.Variable, `\${${name}}`, place.start, end);
  const use = `\${${name ?? 'name'}}`;
  const found =
    mark === '%'
      ? problem('syntax/unexpected', whole, { found: text.slice(place.start, end) })
      : problem(
          'syntax/variable',
          whole,
          { found: text.slice(place.start, end), use },
          {
            ...(name !== undefined && {
              fix: { title: `write \`${use}\``, kind: 'safe', edits: [{ place: whole, text: use }] },
            }),
          },
        );
  return { at, remove: tokensBefore(stop, end), insert: [token], problem: found };
}

/** `/bin/sh`. */
function mendUnquoted(stop: Stop): Mend {
  const { text, at, place } = stop;
  const word = /^[^\s"'()[\],;]+/.exec(text.slice(place.start))?.[0] ?? text.charAt(place.start);
  const end = place.start + word.length;
  const whole = { start: place.start, end };
  // Between slashes, and to be matched: elsewhere that is how regular expressions are written.
  const regexp = stop.previous?.type === T.Tilde ? /^\/([^/]+)\/$/.exec(word)?.[1] : undefined;
  const use = regexp === undefined ? `"${word}"` : `r"${regexp}"`;
  return {
    at,
    remove: tokensBefore(stop, end),
    insert: [makeToken(regexp === undefined ? T.Text : T.Regexp, use, place.start, end)],
    problem: problem(
      'syntax/unquoted',
      whole,
      { use },
      {
        fix: {
          title: `write \`${use}\``,
          kind: regexp === undefined ? 'safe' : 'suggested',
          edits: [{ place: whole, text: use }],
        },
      },
    ),
  };
}

/** How many tokens from the stop on begin before an offset. */
function tokensBefore({ tokens, at }: Stop, end: number): number {
  let last = at + 1;
  while (last < tokens.length && (tokens[last] as Token).start < end) last++;
  return last - at;
}

/** `length(exec.args)`: there are no functions. */
export function mendCall(stop: Stop): Mend | undefined {
  const { token, previous, at, tokens } = stop;
  if (token?.type !== T.Open || previous?.type !== T.Ident) return undefined;
  if (previous.end !== token.start) return undefined;
  let depth = 0;
  let close = at;
  for (; close < tokens.length; close++) {
    const type = tokens[close]?.type;
    if (type === T.Open) depth++;
    if (type === T.Close && --depth === 0) break;
  }
  if (close === tokens.length) return undefined;
  const end = (tokens[close] as Token).end;
  return {
    at: at - 1,
    remove: close - at + 2,
    insert: [makeToken(T.HoleToken, '', previous.start, end)],
    problem: problem('syntax/function', { start: token.start, end }, { name: previous.image }),
  };
}
