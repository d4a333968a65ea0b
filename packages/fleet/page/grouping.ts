/** What hosts can be grouped by, and in which group each is. */
import type { Column, Fleet } from './fleet.ts';

export interface Grouping {
  readonly kind: string;
  readonly names: readonly string[];
  /** Into `names`; -1 is in none. */
  readonly at: (member: number) => number;
}

/** A tag with more values than this tells hosts apart; it does not group them. */
const mostValues = 200;
const columns = ['cluster', 'account', 'agent', 'os'] as const;

const kindsOf = new WeakMap<Fleet, readonly string[]>();

/** By the words that a group is named with: `cluster`, `kind` for hosts and tasks, the keys of tags. */
export function groupingKinds(fleet: Fleet): readonly string[] {
  const known = kindsOf.get(fleet);
  if (known !== undefined) return known;
  const own = columns.filter((kind) => fleet.texts[kind].values.length > 0);
  const both = fleet.hosts > 0 && fleet.hosts < fleet.count ? ['kind'] : [];
  const kinds = [...own, ...both, ...tagKeys(fleet)];
  kindsOf.set(fleet, kinds);
  return kinds;
}

/** As the product's map: by cluster where hosts have one, else by account, else by agent. */
export function mainKind(fleet: Fleet): string {
  return ['cluster', 'account', 'agent'].find((kind) => groupingKinds(fleet).includes(kind)) ?? '';
}

export function groupingOf(fleet: Fleet, wanted: string): Grouping {
  const kind = wanted === '' ? mainKind(fleet) : wanted;
  const column = columns.find((each) => each === kind);
  if (column !== undefined) return ofColumn(kind, fleet.texts[column]);
  if (kind === 'kind')
    return { kind, names: ['hosts', 'tasks'], at: (member) => (member < fleet.hosts ? 0 : 1) };
  return ofTag(fleet, kind);
}

function ofColumn(kind: string, { values, at }: Column): Grouping {
  return { kind, names: values, at: (member) => at[member] ?? -1 };
}

function keyOf(tag: string): string {
  const colon = tag.indexOf(':');
  return colon === -1 ? tag : tag.slice(0, colon);
}

function tagKeys({ data }: Fleet): readonly string[] {
  const counts = new Map<string, number>();
  for (const tag of data.members.tags.values) counts.set(keyOf(tag), (counts.get(keyOf(tag)) ?? 0) + 1);
  return [...counts]
    .filter(([key, values]) => values <= mostValues && !columns.some((each) => each === key))
    .map(([key]) => key)
    .sort();
}

/** Members with the same tags have the same number there, so it is looked up by set. */
function ofTag({ data }: Fleet, key: string): Grouping {
  const { values, sets, at } = data.members.tags;
  const numbers = new Map<string, number>();
  const ofValue = values.map((tag) => {
    if (keyOf(tag) !== key) return -1;
    const name = tag === key ? tag : tag.slice(key.length + 1);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  const ofSet = sets.map(
    (set) => set.map((value) => ofValue[value] ?? -1).find((number) => number !== -1) ?? -1,
  );
  return { kind: key, names: [...numbers.keys()], at: (member) => ofSet[at[member] ?? -1] ?? -1 };
}
