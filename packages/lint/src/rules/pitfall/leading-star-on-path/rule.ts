import type { LintRule } from '../../../contract.ts';
import { byFileName } from '../by-file-name.ts';
import { isLinuxGlob, ownPatterns } from '../own-texts.ts';

/** A first segment `*` is one directory, and one with other characters none at all (spec/secl.md, Strings). */
export const leadingStarOnPath: LintRule = {
  id: 'pitfall/leading-star-on-path',
  title: '`*` at the start of a path',
  level: 'warning',
  needs: 'expression',
  messages: {
    one: '`{value}` matches one directory down only, as `/usr{rest}` and not `/usr/local{rest}`: `*` does not cross a `/`',
    none: '`{value}` matches no path: `*` does not cross a `/`, and every path begins with one',
  },
  check(expression, { report }) {
    for (const text of ownPatterns(expression)) {
      const { value } = text;
      if (!value.startsWith('*') || !isLinuxGlob(text)) continue;
      const [, first, rest] = /^(\*[^*/]*)(\/.*)$/.exec(value) ?? [];
      if (first === undefined || rest === undefined) continue;
      const fix =
        first === '*' && !rest.endsWith('/**') ? byFileName(expression, text, rest.slice(1)) : undefined;
      report(expression.at(text.whole), first === '*' ? 'one' : 'none', { value, rest }, { fix });
    }
  },
};
