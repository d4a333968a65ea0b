import type { LintRule } from '../../../contract.ts';
import { byFileName } from '../by-file-name.ts';
import { isLinuxGlob, ownPatterns } from '../own-texts.ts';

/** As a whole, `*.sh` matches no path with a `/` (spec/secl.md, Strings). */
export const extensionPatternOnPath: LintRule = {
  id: 'pitfall/extension-pattern-on-path',
  title: 'Pattern for a name on a path',
  level: 'warning',
  needs: 'expression',
  messages: {
    none: '`{value}` matches no path: `*` does not cross a `/`, and every path has one',
  },
  check(expression, { report }) {
    for (const text of ownPatterns(expression)) {
      const { value } = text;
      if (!isLinuxGlob(text) || !/^\*[^*/]/.test(value) || value.includes('/')) continue;
      report(expression.at(text.whole), 'none', { value }, { fix: byFileName(expression, text, value) });
    }
  },
};
