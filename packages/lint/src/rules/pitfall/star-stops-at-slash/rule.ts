import type { LintRule } from '../../../contract.ts';
import { isLinuxGlob, ownPatterns, within } from '../own-texts.ts';

const topLevel = 'bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var';
const directory = new RegExp(`^/(?:${topLevel})\\*$`);

/** On paths `*` stays within one segment (spec/secl.md, Strings). Said where nothing else can have been meant. */
export const starStopsAtSlash: LintRule = {
  id: 'pitfall/star-stops-at-slash',
  title: '`*` that does not cross `/`',
  level: 'warning',
  needs: 'expression',
  messages: {
    root: '`{value}` matches only what lies in `/` itself: `*` does not cross a `/`',
    below:
      '`{value}` matches nothing below `{directory}`: `*` does not cross a `/`, and `{directory}/**` does',
  },
  check(expression, { report }) {
    for (const text of ownPatterns(expression)) {
      const { value, whole } = text;
      if (!isLinuxGlob(text)) continue;
      if (/^\/\*[^*/]+$/.test(value)) report(expression.at(whole), 'root', { value });
      else if (directory.test(value)) {
        const end = value.length;
        const fix = expression.fix('suggested', 'match everything below', [
          { span: within(text, end - 1, end), text: '/**' },
        ]);
        report(expression.at(whole), 'below', { value, directory: value.slice(0, -1) }, { fix });
      }
    }
  },
};
