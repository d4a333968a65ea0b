import type { Field } from '@secl/model';
import { byteLength } from '../match/byte-length.ts';
import { globError } from '../match/glob.ts';
import type { Matcher } from '../match/matcher.ts';
import { patternError } from '../match/pattern.ts';
import { regexpError } from '../match/regexp.ts';
import { type Context, report } from './context.ts';
import type { Literal } from './typed.ts';
import { languageVersions } from './versions.ts';

/** The longest segment of a path, in bytes, and the deepest path, in segments, that agents accept. */
const segmentLimit = 255;
const depthLimit = 1363;
/** The kernel cuts names of BPF maps and programs. */
const bpfNameLimit = 16;

export const checkValue = {
  /** Whether the field takes the value. Agents look at this before they compile a pattern or regexp. */
  field(context: Context, field: Field, literal: Literal): boolean {
    const value = String(literal.value);
    if (isPath(context, field)) {
      if (literal.form === 'regexp') {
        const agent = `regexp not supported on path \`${field.name}\``;
        report(context, 'value/regexp-on-path', literal.node.span, { field: field.name }, { agent });
        return false;
      }
      const reason = pathError(value);
      if (reason !== undefined) {
        const agent = `invalid path \`${value}\`, all the path have to be absolute`;
        report(context, 'value/path', literal.node.span, { value: shorten(value), reason }, { agent });
        return false;
      }
    }
    if (
      (field.name === 'bpf.map.name' || field.name === 'bpf.prog.name') &&
      byteLength(value) > bpfNameLimit
    ) {
      const length = byteLength(value);
      const agent = `the name provided in ${field.name} must be at most ${bpfNameLimit} characters, len("${value}") = ${length}`;
      report(
        context,
        'value/too-long',
        literal.node.span,
        { value, length, field: field.name, limit: bpfNameLimit },
        { agent },
      );
      return false;
    }
    return true;
  },

  /** Whether the pattern, glob or regexp is one. */
  matcher(context: Context, literal: Literal, matcher: Matcher): boolean {
    const value = String(literal.value);
    switch (matcher.kind) {
      case 'scalar':
        return true;
      case 'pattern':
        // Before there were globs `**` was as good as `*`.
        if (context.scope.facts.minor < languageVersions.starsRefused) return true;
        return accept(context, literal, 'value/glob', patternError(value));
      case 'glob':
        return accept(context, literal, 'value/glob', globError(value, matcher), laterAgents(value, matcher));
      case 'regexp':
        return accept(context, literal, 'value/regexp', regexpError(value));
    }
  },
};

function accept(
  context: Context,
  literal: Literal,
  code: 'value/glob' | 'value/regexp',
  agent: string | undefined,
  hint = '',
): boolean {
  if (agent === undefined) return true;
  const value = shorten(String(literal.value));
  const reason = agent.slice(agent.indexOf(': ') + 2) + hint;
  report(context, code, literal.node.span, { value, reason }, { agent });
  return false;
}

/** On Linux every `….path` holds a path, but for the raw arguments of system calls. Windows paths are not checked. */
function isPath(context: Context, field: Field): boolean {
  if (context.scope.facts.platform !== 'linux') return false;
  return field.name.endsWith('.path') && !field.name.endsWith('.syscall.path');
}

const dots = /(?:^|\/)\.\.?(?:\/|$)/;

/** Why agents refuse a path as a value; undefined where they take it. */
function pathError(value: string): string | undefined {
  if (value === '') return undefined;
  if (value === '*') return 'a lone `*` matches everything, leave the condition out';
  if (value.startsWith('~')) return 'a `~` is not expanded';
  if (!value.startsWith('/') && !value.startsWith('*')) return 'it must begin with `/` or `*`';
  if (value.length > 1 && value.endsWith('/')) return 'it must not end with `/`';
  if (value.includes('//')) return 'it has two `/` in a row';
  if (dots.test(value)) return 'it has a `.` or `..` segment';
  // A character has three bytes at most for each of its code units.
  if (value.length * 3 <= segmentLimit) return undefined;
  const segments = value.split('/');
  if (segments.some((segment) => byteLength(segment) > segmentLimit))
    return `a segment is longer than ${segmentLimit} bytes`;
  if (segments.length > depthLimit) return `it is deeper than ${depthLimit} segments`;
  return undefined;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** What is only too early for this agent is no mistake of the author's. */
function laterAgents(value: string, matcher: Matcher & { kind: 'glob' }): string {
  if (matcher.starsAnywhere || globError(value, { ...matcher, starsAnywhere: true }) !== undefined) return '';
  return `; agents since 7.${languageVersions.starsAnywhere} take it`;
}
