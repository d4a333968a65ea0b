import type { LintRule } from '../../../contract.ts';
import { looksLikePattern } from '../looks-like-pattern.ts';
import { type OwnText, ownTexts } from '../own-texts.ts';

/** Only patterns know `*` (spec/secl.md, Strings): in a plain string it is a character like any other. */
export const starInPlainString: LintRule = {
  id: 'pitfall/star-in-plain-string',
  title: '`*` in a plain string',
  level: 'warning',
  needs: 'expression',
  messages: {
    plain: '`*` is a plain character in `"{value}"`: only patterns, `~"…"`, match with it',
  },
  check(expression, { report }) {
    const texts = ownTexts(expression);
    const starred = texts.filter((text) => isPlain(text) && looksLikePattern(text.value));
    if (starred.length === 0) return;
    const globs = texts.some(({ value }) => takesGlobs.has(value.replace(/^.*\//, '')));
    for (const text of starred) {
      if (isArgument(text, globs)) continue;
      const { start } = text.whole;
      report(
        expression.at(text.whole),
        'plain',
        { value: text.value },
        {
          fix: canBePattern(text)
            ? expression.fix('suggested', 'make it a pattern', [{ span: { start, end: start }, text: '~' }])
            : undefined,
        },
      );
    }
  },
};

function isPlain({ literal, matcher }: OwnText): boolean {
  return literal.form === 'plain' && (matcher === undefined || matcher.kind === 'scalar');
}

/** Commands to which patterns are given as arguments: `find / -name '*.pem'`. */
const takesGlobs = new Set(
  'find fd fdfind grep egrep fgrep zgrep rg ag ack locate mlocate plocate rsync tar zip unzip'.split(' '),
);

/** Whether the `*` may be what a shell hands on: one argument, of a command that matches with it, or of any by its form. */
function isArgument({ field, value }: OwnText, globs: boolean): boolean {
  if (field?.array !== true || !/\.(argv|args_options|args_flags)$/.test(field.name)) return false;
  return globs || /^(-[^*]*=|[a-z-]+=)?\*\.\w+$/.test(value);
}

/** Agents take `**` at the end of paths only, and without a `/` a pattern matches no path. */
function canBePattern({ value, field }: OwnText): boolean {
  if (field === undefined || !field.name.endsWith('.path')) return !value.includes('**');
  return value.startsWith('/') && !value.replace(/\/\*\*$/, '').includes('**');
}
