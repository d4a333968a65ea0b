import type { LintRule } from '../../../contract.ts';
import { ownTexts, within } from '../own-texts.ts';

/** Paths of files do not end in a separator. On Linux agents refuse such values; on Windows they check none (spec/secl.md). */
export const trailingSlash: LintRule = {
  id: 'pitfall/trailing-slash',
  title: '`/` at the end of a path',
  level: 'warning',
  needs: 'expression',
  messages: {
    end: '`{value}` ends in a `/`, and no path of `{field}` does',
  },
  check(expression, { report }) {
    for (const text of ownTexts(expression)) {
      const { value, matcher, field, whole } = text;
      if (field?.comparison !== 'windowsPath' || matcher === undefined || matcher.kind === 'regexp') continue;
      if (!/[^/\\:]\/$/.test(value)) continue;
      const span = within(text, value.length - 1, value.length);
      const fix = expression.fix('suggested', 'leave out the `/`', [{ span, text: '' }]);
      report(expression.at(whole), 'end', { value, field: field.name }, { fix });
    }
  },
};
