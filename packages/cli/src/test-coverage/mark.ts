import { type ConditionCoverage, missingInWords } from '@secl/testing';
import type { Span } from '@secl/text';

/** How much of a condition tests have shown. */
export type Mark = 'whole' | 'partly' | 'none';

/** What stands at one place of an expression: a condition, or all those of a macro. */
export interface MarkedSpan {
  readonly span: Span;
  readonly mark: Mark;
  readonly conditions: readonly ConditionCoverage[];
}

export function markedSpans(conditions: readonly ConditionCoverage[]): readonly MarkedSpan[] {
  const byStart = new Map<number, ConditionCoverage[]>();
  for (const condition of conditions) {
    const { start } = condition.inRule;
    byStart.set(start, [...(byStart.get(start) ?? []), condition]);
  }
  return [...byStart.values()].flatMap((all) => {
    const [first] = all;
    return first === undefined ? [] : [{ span: first.inRule, mark: markOf(all), conditions: all }];
  });
}

export function markOf(conditions: readonly ConditionCoverage[]): Mark {
  if (conditions.every((condition) => missingInWords(condition).length === 0)) return 'whole';
  const isSeen = conditions.some(({ sides }) => sides.true.decided + sides.false.decided > 0);
  return isSeen ? 'partly' : 'none';
}
