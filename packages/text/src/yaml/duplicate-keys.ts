import type { Entry } from '../positioned-node.ts';
import { type TextProblem, textProblem } from '../report.ts';

/** One problem for each key that stands again in its mapping. `1` and `"1"` are the same key, as for agents. */
export function duplicateKeys(entries: readonly Entry[]): TextProblem[] {
  const problems: TextProblem[] = [];
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const { value: key, range } = entry.key;
    const before = first.get(key);
    if (before === undefined) first.set(key, entry);
    else {
      const related = [{ message: 'it stands here first', place: before.key.range }];
      problems.push(textProblem('text/duplicate-key', range, { key }, related));
    }
  }
  return problems;
}
