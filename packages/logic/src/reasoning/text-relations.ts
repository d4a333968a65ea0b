/**
 * What can be proved of two matchers of one class. Patterns are greedy and never go back, and globs have habits of their own
 * at a `/` (spec: secl.md, Strings), so only shapes are compared for which these cannot matter.
 */
import type { OpenMatcher } from './text-class.ts';

/** Whether every text passes. */
export function isUniversal({ kind, value }: OpenMatcher): boolean {
  switch (kind) {
    case 'pattern':
      return /^\*+$/.test(value);
    case 'glob':
      return false;
    case 'regexp':
      return ['', '^', '$', '.*', '^.*', '.*$'].includes(value);
  }
}

/** Whether every text that passes `inner` passes `outer`. */
export function isWithin(inner: OpenMatcher, outer: OpenMatcher): boolean {
  if (inner.kind === outer.kind && inner.value === outer.value) {
    return inner.starsAnywhere === outer.starsAnywhere || !inner.value.includes('**');
  }
  if (isUniversal(outer)) return true;
  switch (outer.kind) {
    case 'pattern':
      return inner.kind === 'pattern'
        ? isPatternWithin(inner.value, outer.value)
        : inner.kind === 'regexp' &&
            isPrefixPattern(outer.value) &&
            hasPrefix(inner, outer.value.slice(0, -1));
    case 'glob':
      return inner.kind === 'glob' && isGlobWithin(inner, outer);
    case 'regexp':
      return false;
  }
}

/** Whether no text passes both. */
export function areApart(a: OpenMatcher, b: OpenMatcher): boolean {
  const [prefixA, prefixB] = [prefixOf(a), prefixOf(b)];
  if (!prefixA.startsWith(prefixB) && !prefixB.startsWith(prefixA)) return true;
  const [suffixA, suffixB] = [suffixOf(a), suffixOf(b)];
  return !suffixA.endsWith(suffixB) && !suffixB.endsWith(suffixA);
}

function isPrefixPattern(value: string): boolean {
  return value.indexOf('*') === value.length - 1;
}

function hasPrefix(matcher: OpenMatcher, prefix: string): boolean {
  return prefixOf(matcher).startsWith(prefix);
}

/** A text with which everything that passes begins. */
function prefixOf({ kind, value }: OpenMatcher): string {
  if (kind !== 'regexp') return value.slice(0, value.indexOf('*'));
  // A beginning without alternatives or flags; a character that is repeated need not be there.
  const literal = /^\^[A-Za-z0-9_/ :@=,-]+/.exec(value)?.[0] ?? '';
  if (literal === '' || /\||\(\?/.test(value)) return '';
  return literal.slice(1, /^[*?{+]/.test(value.slice(literal.length)) ? -1 : undefined);
}

/** A text with which everything that passes ends. */
function suffixOf({ kind, value }: OpenMatcher): string {
  if (kind === 'regexp') return '';
  // A path with `/` at its end passes a glob by its `*` segment, whatever follows there.
  const anyEnd = (segment: string, index: number): boolean =>
    segment === '**' || (segment === '*' && index > 0);
  if (kind === 'glob' && value.split('/').some(anyEnd)) return '';
  return value.slice(value.lastIndexOf('*') + 1);
}

function isStars(segment: string): boolean {
  return segment === '*' || segment === '**';
}

/**
 * An open end gives greedy matching all the text it could want, so the outer pattern passes wherever its pieces follow one
 * another, and they do where each is part of a piece of the inner one.
 */
function isPatternWithin(inner: string, outer: string): boolean {
  if (!outer.endsWith('*')) return false;
  const [first = '', ...pieces] = inner.split('*');
  const [outerFirst = '', ...wanted] = outer.split('*');
  if (!first.startsWith(outerFirst)) return false;
  const given = [first.slice(outerFirst.length), ...pieces];
  let index = 0;
  let at = 0;
  for (const piece of wanted) {
    if (piece === '') continue;
    for (;;) {
      const text = given[index];
      if (text === undefined) return false;
      const found = text.indexOf(piece, at);
      if (found >= 0) {
        at = found + piece.length;
        break;
      }
      index++;
      at = 0;
    }
  }
  return true;
}

function isGlobWithin(inner: OpenMatcher, outer: OpenMatcher): boolean {
  const a = inner.value.split('/');
  const b = outer.value.split('/');
  // Of a glob that begins with a star segment the first character of the path is not looked at.
  if (a[0] !== b[0] || isStars(a[0] ?? '')) return false;
  const last = b.length - 1;
  const below = b[last] === '**';
  const starsIn = (segments: readonly string[]): boolean => segments.includes('**');
  if (starsIn(below ? b.slice(0, -1) : b)) return false;
  if (!below) return a.length === b.length && !starsIn(a) && segmentsWithin(a, b);
  // `/a/**` needs something behind its last `/`, which a segment `*` does not.
  if (a.length < b.length || a[last] === '*' || starsIn(a.slice(0, -1))) return false;
  return segmentsWithin(a.slice(0, last), b.slice(0, -1));
}

function segmentsWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return outer.every((segment, index) => isSegmentWithin(inner[index] ?? '', segment));
}

/** A lone `*` also passes the nothing at the end of a path; nothing else does. */
function isSegmentWithin(inner: string, outer: string): boolean {
  return inner === outer || (inner !== '*' && isPatternWithin(inner, outer));
}
