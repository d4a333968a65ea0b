import { byteLength } from '@secl/language';
import { type IntSet, includes } from './int-set.ts';
import { normal, type OpenMatcher, passes, type TextClass, type TextSet } from './text-class.ts';

/** What a text has to be: tests of its classes, and its length in bytes. */
export interface WantedText {
  readonly tests: readonly {
    readonly textClass: TextClass;
    readonly set: TextSet;
    readonly holds: boolean;
  }[];
  readonly lengths: readonly IntSet[];
}

/** A text that passes all tests, if one of those that are likely does. */
export function pickText({ tests, lengths }: WantedText): string | undefined {
  const wanted = tests.filter(({ holds }) => holds).map(({ set }) => set);
  const fits = (text: string): boolean =>
    tests.every(({ textClass, set, holds }) => passes(set, normal(text, textClass)) === holds) &&
    lengths.every((set) => includes(set, byteLength(text)));
  for (const text of candidates(wanted)) {
    if (fits(text)) return text;
    for (const longer of lengthened(text, lengths)) if (fits(longer)) return longer;
  }
  return undefined;
}

/** Of long lists so many members are tried. */
const tried = 50;
const anyTexts = ['', 'x', '/x', 'x1', '/x/y', 'X'];

function* candidates(wanted: readonly TextSet[]): Generator<string> {
  for (const { exact } of wanted) yield* exact;
  const open = wanted.map((set) => set.open.slice(0, tried).map(pieces));
  for (const matchers of open) for (const each of matchers) yield* filled(each);
  // One text for two patterns: the beginning of the one, the end of the other, and all that lies between.
  for (const [index, matchers] of open.entries()) {
    for (const a of matchers) {
      for (const b of open.slice(index + 1).flat()) {
        yield* filled([...a.slice(0, -1), ...b]);
        yield* filled([...b.slice(0, -1), ...a]);
        yield* filled([a[0] ?? '', ...b.slice(1, -1), a[a.length - 1] ?? '', b[b.length - 1] ?? '']);
      }
    }
  }
  if (open.length > 2) {
    const firsts = open.flatMap(([first]) => (first === undefined ? [] : [first]));
    yield* filled(inARow(firsts));
    yield* filled(inARow([...firsts].reverse()));
  }
  yield* anyTexts;
}

/** One text for many patterns: the beginning that one asks for, what stands between the stars of each, the end of one. */
function inARow(matchers: readonly (readonly string[])[]): readonly string[] {
  const patterns = matchers.filter((each) => each.length > 1);
  const begin = patterns.map(([first = '']) => first).find((each) => each !== '') ?? '';
  const end = patterns.map((each) => each.at(-1) ?? '').findLast((each) => each !== '') ?? '';
  const between = matchers.flatMap((each) => (each.length > 1 ? each.slice(1, -1) : each));
  return [begin, ...between, end];
}

/** The fixed texts between the stars; of a regexp, a guess. */
function pieces({ kind, value }: OpenMatcher): readonly string[] {
  if (kind !== 'regexp') return value.split(/\*+/);
  const words = value.replace(/^\^|\$$|\(\?[a-z]+\)/g, '').split(/\.[*+]|[()|]/);
  const [first = ''] = words.filter((word) => word !== '');
  return [
    first
      .replace(/\\(.)/g, '$1')
      .replace(/[?*+]/g, '')
      .replace(/\[(\w)[^\]]*\]/g, '$1'),
  ];
}

function* filled(parts: readonly string[]): Generator<string> {
  yield parts.join('');
  yield parts.join('x');
  yield parts.join('X1');
}

function* lengthened(text: string, lengths: readonly IntSet[]): Generator<string> {
  for (const set of lengths) {
    for (const { low } of set) {
      const missing = Number(low) - byteLength(text);
      if (missing > 0 && missing <= longest) yield text + 'x'.repeat(missing);
    }
  }
}

const longest = 4096;
