import type { LintRule } from '../../../contract.ts';
import { type OwnText, ownTexts } from '../own-texts.ts';

/** A list asks whether one of its members is equal: the second of two changes nothing, and was perhaps to be another. */
export const repeatedMember: LintRule = {
  id: 'pitfall/repeated-member',
  title: 'Text that stands in a list twice',
  level: 'info',
  needs: 'expression',
  messages: { twice: '`{member}` is in the list already: it was meant to be another, or adds nothing' },
  check(expression, { report }) {
    const { source, at, fix } = expression;
    const seen = new Map<string, OwnText>();
    let last: OwnText | undefined;
    for (const text of ownTexts(expression)) {
      if (!text.listed) continue;
      const { whole } = text;
      if (text.test !== last?.test) seen.clear();
      const gap = last === undefined ? undefined : { start: last.whole.end, end: whole.start };
      last = text;
      // Between the quotes of two plain strings stands the same where their values are.
      const member = text.literal.form === 'plain' ? text.value : source(whole);
      const before = seen.get(member);
      if (before === undefined) {
        seen.set(member, text);
        continue;
      }
      const mend =
        gap !== undefined && /^\s*,\s*$/.test(source(gap))
          ? fix('safe', 'leave it out', [{ span: { start: gap.start, end: whole.end }, text: '' }])
          : undefined;
      const related = [{ message: 'it stands here, too', place: at(before.whole) }];
      report(at(whole), 'twice', { member: source(whole) }, { fix: mend, related });
    }
  },
};
