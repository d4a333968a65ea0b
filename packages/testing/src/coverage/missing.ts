import type { ConditionCoverage, Side } from './report.ts';
import { sides } from './report.ts';

/** What tests have not shown of a comparison, in words; nothing where all that can be shown was. */
export function missingInWords(condition: ConditionCoverage): readonly string[] {
  const missing = sides.filter((side) => {
    const { decided, impossible } = condition.sides[side];
    return decided === 0 && !impossible;
  });
  const unseen = missing.filter((side) => condition.sides[side].seen === 0);
  if (unseen.length === 2) return ['no test looks at it'];
  return missing.map((side) => wordsFor(condition, side));
}

function wordsFor(condition: ConditionCoverage, side: Side): string {
  const { seen } = condition.sides[side];
  const other = side === 'true' ? 'false' : 'true';
  if (seen === 0) return `never ${side}: every test passes with \`${other}\` in its place`;
  const events = seen === 1 ? 'one event, where' : `${seen} events, on each of which`;
  return `${side} on ${events} the rule would say the same were it ${other}`;
}

/** Sides that no event can show, in words. */
export function impossibleInWords(condition: ConditionCoverage): readonly string[] {
  return sides
    .filter((side) => condition.sides[side].impossible)
    .map((side) => `no event of a test can show it ${side} and deciding`);
}
