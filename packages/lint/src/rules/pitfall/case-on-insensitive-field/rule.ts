import type { LintRule } from '../../../contract.ts';
import { type OwnText, ownTexts, within } from '../own-texts.ts';

/** Names of DNS and Windows paths are compared without case (facts: `ops` of the fields). */
export const caseOnInsensitiveField: LintRule = {
  id: 'pitfall/case-on-insensitive-field',
  title: 'Upper and lower case where neither counts',
  level: 'info',
  needs: 'expression',
  messages: {
    twice: '`{field}` ignores case: `{value}` is in the list already, as `{before}`',
    flag: '`{field}` ignores case: `(?i)` adds nothing',
  },
  check(expression, { report }) {
    const { source, at, fix } = expression;
    const seen = new Map<string, OwnText>();
    let previous: OwnText | undefined;
    for (const text of ownTexts(expression)) {
      const { test, matcher, field, value, whole } = text;
      if (test !== previous?.test) seen.clear();
      const last = previous;
      previous = text;
      if (matcher?.ignoreCase !== true || field === undefined) continue;
      if (matcher.kind === 'regexp') {
        if (!/^\(\?i\)./.test(value)) continue;
        const flag = within(text, 0, 4);
        const mend = { fix: fix('safe', 'leave out `(?i)`', [{ span: flag, text: '' }]) };
        report(at(flag), 'flag', { field: field.name }, mend);
        continue;
      }
      const key = `${matcher.kind} ${value.toLowerCase()}`;
      const before = seen.get(key);
      seen.set(key, before ?? text);
      if (before === undefined || before.value === value) continue;
      const gap = last === undefined ? undefined : { start: last.whole.end, end: whole.start };
      const joined = gap !== undefined && /^\s*,\s*$/.test(source(gap));
      const mend = joined
        ? fix('safe', 'leave it out', [{ span: { start: gap.start, end: whole.end }, text: '' }])
        : undefined;
      report(at(whole), 'twice', { field: field.name, value, before: before.value }, { fix: mend });
    }
  },
};
