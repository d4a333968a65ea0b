/** Whether a path of a command line or of secl.yaml is a pattern. */
export function isGlob(path: string): boolean {
  return /[*?{]|\[[^\]]+\]/.test(path);
}

/** The directory below which all that a pattern can match lies: `rules` of `rules/*.policy`. */
export function globRoot(pattern: string): string {
  const segments = pattern.split('/');
  const fixed = segments.slice(
    0,
    segments.findIndex((segment) => isGlob(segment)),
  );
  return fixed.join('/') || (pattern.startsWith('/') ? '/' : '.');
}

/**
 * A test for whole paths: `*` and `?` stay inside one segment, `**` stands for any number of segments, `{a,b}` for one
 * of several texts, `[a-z]` and `[!a-z]` for one character. Names that start with a dot match only where the pattern
 * writes the dot, as in a shell.
 */
export function globTest(pattern: string): (path: string) => boolean {
  const expressions = alternatives(pattern).map((each) => {
    const segments = each.split('/');
    const source = segments.map((segment, index) => {
      const last = index === segments.length - 1;
      if (segment === '**') return last ? `${visible}[^/]+(?:/${visible}[^/]+)*` : `(?:${visible}[^/]+/)*`;
      return segmentSource(segment) + (last ? '' : '/');
    });
    return new RegExp(`^${source.join('')}$`, 'u');
  });
  return (path) => expressions.some((expression) => expression.test(path));
}

const visible = '(?!\\.)';
/** Patterns are short; this many texts from braces is a mistake or an attack. */
const mostAlternatives = 256;

/** The pattern for each choice of its braces. */
function alternatives(pattern: string): readonly string[] {
  let done: string[] = [''];
  let rest = pattern;
  for (let match = /\{([^{}]*)\}/.exec(rest); match !== null; match = /\{([^{}]*)\}/.exec(rest)) {
    const before = rest.slice(0, match.index);
    const choices = (match[1] ?? '').split(',');
    if (done.length * choices.length > mostAlternatives) break;
    done = done.flatMap((start) => choices.map((choice) => start + before + choice));
    rest = rest.slice(match.index + match[0].length);
  }
  return done.map((start) => start + rest);
}

function segmentSource(segment: string): string {
  const source = segment.replace(/\[(!?)([^\]]+)\]|[*?]|[^*?[]+|\[/g, (part, not: string, set: string) => {
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (set !== undefined) return `[${not === '!' ? '^/' : ''}${set.replace(/[\\^[&~|]/g, '\\$&')}]`;
    return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
  return /^[*?[]/.test(segment) ? visible + source : source;
}
