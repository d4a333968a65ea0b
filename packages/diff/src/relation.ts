import { implies } from '@secl/logic';
import type { Relation } from './change.ts';
import type { Compiled } from './compiled.ts';

/** Variables hold the same for two versions of a rule: that others set them otherwise is told as a change of its own. */
const moment = { variables: 'same' } as const;

/** What is proved of two versions of a rule, put together from its event types. */
export function relationOf(before: readonly Compiled[], after: readonly Compiled[]): Relation | 'same' {
  const types = new Set([...before, ...after].map(({ checked }) => checked.eventType));
  let [covers, covered] = [true, true];
  for (const type of types) {
    const was = before.find(({ checked }) => checked.eventType === type);
    const is = after.find(({ checked }) => checked.eventType === type);
    covers &&= was === undefined || follows(was, is);
    covered &&= is === undefined || follows(is, was);
  }
  if (covers && covered) return 'same';
  return covers ? 'wider' : covered ? 'narrower' : 'different';
}

/** Whether it is proved that the second is true wherever the first is. */
function follows(first: Compiled, second: Compiled | undefined): boolean {
  const [a, b] = [first.proposition, second?.proposition];
  return a !== undefined && b !== undefined && implies(a, b, moment);
}
