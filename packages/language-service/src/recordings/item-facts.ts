import type { Text } from '@secl/policy';
import { movedRange } from '@secl/text';
import { occurrencesIn } from '../view/occurrences.ts';
import { slotsOf } from '../view/slots.ts';
import type { Item } from '../workspace/set-snapshot.ts';

/** What a rule or macro says by itself, whatever stands beside it. */
export interface ItemFacts {
  /** Of its text. */
  readonly digest: string;
  /** Fields, constants and macros: the rule set knows which are which. */
  readonly names: ReadonlySet<string>;
  /** Variables, with their scopes. */
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

const known = new WeakMap<Text, ItemFacts>();
const everyName = { has: () => true };

/** Worked out once as long as the item's text is the same: then its id is the same object. */
export function factsOfItem(item: Item): ItemFacts {
  const { id, range, offset } = item.definition;
  const before = id && known.get(id);
  if (before !== undefined) return before;
  const { start, end } = movedRange(range, offset);
  const [names, reads, writes] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const slot of slotsOf(item)) {
    for (const { kind, name, access, isDefinition } of occurrencesIn(slot, everyName)) {
      if (kind === 'macro' && !isDefinition) names.add(name);
      if (kind === 'variable') (access === 'write' ? writes : reads).add(name);
    }
  }
  const facts = { digest: digest(item.carried.text.slice(start, end).trimEnd()), names, reads, writes };
  if (id !== undefined) known.set(id, facts);
  return facts;
}

/** Two sums of the text and its length: digests are compared, not kept from anyone. */
export function digest(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b + unit, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${text.length} ${a >>> 0} ${b >>> 0}`;
}
