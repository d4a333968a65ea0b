import type { LintRule } from '../../../contract.ts';
import type { LintedRule } from '../../../view/linted.ts';
import { type CoveredRule, coveredRules } from '../covered.ts';

/** Reported only where it is proved for every event (packages/logic). */
export const coveredRule: LintRule = {
  id: 'pitfall/covered-rule',
  title: 'Rule that fires only where another one does',
  level: 'info',
  needs: 'rule-set',
  messages: {
    covered: 'whenever `{narrower}` fires, `{wider}` fires as well',
    many: 'whenever one of {count} other rules fires, `{wider}` fires as well: {narrower} and others',
  },
  *check(set, { report }) {
    for (const [wider, covered] of byWider(yield* coveredRules(set))) {
      const [first] = covered;
      if (first !== undefined && covered.length >= many) {
        const values = { wider: wider.id, narrower: `\`${first.id}\``, count: covered.length };
        const related = covered.map(({ idPlace }) => ({ message: 'a narrower rule', place: idPlace }));
        report(wider.idPlace, 'many', values, { subject: wider.id, related: related.slice(0, many) });
        continue;
      }
      for (const narrower of covered) {
        const related = [{ message: 'the wider rule', place: wider.idPlace }];
        report(
          narrower.idPlace,
          'covered',
          { narrower: narrower.id, wider: wider.id },
          { subject: narrower.id, related },
        );
      }
    }
  },
};

/** From here on it is the wider rule that is worth a look. */
const many = 4;

function byWider(pairs: readonly CoveredRule[]): ReadonlyMap<LintedRule, readonly LintedRule[]> {
  const found = new Map<LintedRule, LintedRule[]>();
  for (const { narrower, wider, equal } of pairs) {
    if (equal) continue;
    const known = found.get(wider);
    if (known === undefined) found.set(wider, [narrower]);
    else known.push(narrower);
  }
  return found;
}
