import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { type OwnText, ownRegexps, within } from '../own-texts.ts';
import { fixedAlternatives } from '../plain-regexp.ts';

/** A regexp is found anywhere in the value, and `|` is weaker than `^` and `$` (spec/secl.md, Strings; RE2 syntax). */
export const unanchoredRegexp: LintRule = {
  id: 'pitfall/unanchored-regexp',
  title: 'Regexp that is not as anchored as it looks',
  level: 'warning',
  needs: 'expression',
  messages: {
    half: '`^` and `$` hold one alternative each: `{first}` at the beginning or `{last}` at the end is enough',
    names: '`{regexp}` is found anywhere in a name, as in `x{first}y`: `^(…)$` holds it to the whole name',
  },
  check(expression, { report }) {
    for (const text of ownRegexps(expression)) {
      const ends = halfAnchored(text.value);
      const alternatives = isName(text) ? fixedAlternatives(text.value) : undefined;
      const place = expression.at(text.whole);
      if (ends !== undefined) {
        const inner = text.value.slice(1, -1);
        report(place, 'half', ends, { fix: held(expression, text, inner) });
      } else if (alternatives !== undefined) {
        const regexp = expression.source(text.whole);
        const inner = text.value.replace(/^\((?:\?:)?(.*)\)$/, '$1');
        const values = { regexp, first: alternatives[0] ?? '' };
        report(place, 'names', values, { fix: held(expression, text, inner) });
      }
    }
  },
};

/** `^a|b$`: the first and the last of its alternatives; undefined where the anchors hold all of it. */
function halfAnchored(value: string): { readonly first: string; readonly last: string } | undefined {
  if (!/^\^[^()[\]\\]*[^()[\]\\$]\$$/.test(value) || /[\^$]/.test(value.slice(1, -1))) return undefined;
  const parts = value.split('|');
  const [first = '', last = ''] = [parts[0], parts[parts.length - 1]];
  return parts.length < 2 ? undefined : { first: first.slice(1), last: last.slice(0, -1) };
}

function held({ fix }: LintedExpression, text: OwnText, inner: string) {
  const edit = { span: within(text, 0, text.value.length), text: `^(${inner})$` };
  return fix('suggested', 'hold all alternatives to both ends', [edit]);
}

/** Names of executables and commands, of which the whole is meant; with dots and slashes it may be a part. */
function isName({ field, value }: OwnText): boolean {
  return field !== undefined && /(^|\.)(comm|file\.name)$/.test(field.name) && /^[\w|()?:+-]+$/.test(value);
}
