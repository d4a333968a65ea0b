import type { Predicate } from './matcher.ts';
import { patternPredicate } from './pattern.ts';

interface Options {
  readonly ignoreCase: boolean;
  /** `/` and `\` both separate. */
  readonly windowsPath: boolean;
  /** Later agents: one `**` may be any whole segment. */
  readonly starsAnywhere: boolean;
}

/**
 * Globs over paths, segment by segment (spec: Strings). `*` stays within a segment, a final `**` matches everything
 * below. Two habits of agents are kept: a first segment `*` matches from the second character of the path on, and a path
 * that ends in `/` where the pattern has the segment `*` matches whatever follows in the pattern.
 */
export function globPredicate(glob: string, options: Options): Predicate {
  const normal = normalizer(options);
  const pattern = normal(glob);
  if (!pattern.includes('*')) return (path) => normal(path) === pattern;
  const segments = pattern.split('/');
  const stars = segments.indexOf('**');
  if (options.starsAnywhere && stars >= 0 && stars < segments.length - 1) {
    return anywherePredicate(segments.slice(0, stars), segments.slice(stars + 1), normal);
  }
  const matchers = segments.map(segmentPredicate);
  return (path) => matches(normal(path), segments, matchers);
}

/** Why agents refuse the glob, in their words; undefined where they accept it. */
export function globError(glob: string, options: Options): string | undefined {
  const pattern = options.windowsPath ? glob.replaceAll('\\', '/') : glob;
  const stars = pattern.split('/').filter((segment) => segment.includes('**'));
  if (stars.length === 0) return undefined;
  if (options.starsAnywhere) {
    const whole = stars.filter((segment) => segment === '**');
    return whole.length > 1 ? `invalid glob \`${glob}\`: only one \`**\` is allowed` : undefined;
  }
  const first = pattern.indexOf('**');
  const atEnd = first === pattern.length - 2 && (first === 0 || pattern.charAt(first - 1) === '/');
  return atEnd ? undefined : `invalid glob \`${glob}\`: \`**\` is allowed only at the end of patterns`;
}

function normalizer(options: Options): (text: string) => string {
  return (text) => {
    const separated = options.windowsPath ? text.replaceAll('\\', '/') : text;
    return options.ignoreCase ? separated.toLowerCase() : separated;
  };
}

function matches(path: string, segments: readonly string[], matchers: readonly Predicate[]): boolean {
  if (segments[0] === '**') return path !== '';
  let index = 0;
  let start = 0;
  if (segments[0] === '*') {
    if (path === '') return false;
    start = 1;
    if (path.indexOf('/', start) < 0) return segments.length === 1 || endsOpen(path, start, segments, 0);
  }
  for (;;) {
    const segment = segments[index];
    const matcher = matchers[index];
    if (segment === undefined || matcher === undefined) return false;
    if (segment === '**') return start < path.length;
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    // The nothing behind a `/` at the end is matched by `*` alone, not even by the nothing behind the pattern's own.
    if (index > 0 && start === path.length) return segment === '*';
    if (!matcher(path.slice(start, end))) return false;
    index++;
    if (slash < 0) return index === segments.length;
    if (index === segments.length) return false;
    start = slash + 1;
  }
}

function endsOpen(path: string, start: number, segments: readonly string[], index: number): boolean {
  return start === path.length && index > 0 && segments[index] === '*';
}

/** Within a segment `*` is any run of characters, as in an ordinary pattern. */
const segmentPredicate = (segment: string): Predicate => patternPredicate(segment, false);

/** What stands before `**` matches from the front, what stands after it from the back. */
function anywherePredicate(
  before: readonly string[],
  after: readonly string[],
  normal: (text: string) => string,
): Predicate {
  const front = before.map(segmentPredicate);
  const back = after.map(segmentPredicate);
  return (path) => {
    const segments = normal(path).split('/');
    if (segments.length < front.length + back.length) return false;
    const offset = segments.length - back.length;
    return (
      front.every((matcher, index) => matcher(segments[index] ?? '')) &&
      back.every((matcher, index) => matcher(segments[offset + index] ?? ''))
    );
  };
}
