/** Problems of a file after an edit in it: what they are about stands where it stood in its item, and the item elsewhere. */
import type { Location, Problem } from '@secl/text';
import type { MacroDefinition, PolicyFile, RuleDefinition } from '../read/definitions.ts';

type Definition = RuleDefinition | MacroDefinition;

/** How the places of a file move. */
export interface Moves {
  /** Nothing where a place is in no item that both files have as it was. */
  readonly place: (place: Location) => Location | undefined;
  /** The same object where nothing of it moves; nothing where some place of it has gone. */
  readonly problem: (problem: Problem) => Problem | undefined;
}

/**
 * Both files have as many rules and macros, and those at the same index are the same item, wherever it stands; but for
 * `edited`, of which nothing is known to stay where it was.
 */
export function movesBetween(
  before: PolicyFile,
  after: PolicyFile,
  edited: RuleDefinition | undefined,
): Moves {
  const pairs: readonly (readonly [readonly Definition[], readonly Definition[]])[] = [
    [before.rules, after.rules],
    [before.macros, after.macros],
  ];
  const by = (at: number): number | undefined => {
    for (const [old, now] of pairs) {
      const index = lastStarting(old, at);
      const item = old[index];
      const same = now[index];
      if (item === undefined || same === undefined || at > item.offset + item.range.end) continue;
      return item === edited ? undefined : same.offset - item.offset;
    }
    return undefined;
  };
  const place = (each: Location): Location | undefined => {
    const { document, range } = each;
    if (document !== before.name) return each;
    const offset = by(range.start);
    if (offset === undefined) return undefined;
    return offset === 0
      ? each
      : { document, range: { start: range.start + offset, end: range.end + offset } };
  };
  const isElsewhere = ({ document }: Location): boolean => document !== before.name;
  return {
    place,
    problem(found) {
      const { related, fix } = found;
      const edits = fix?.edits ?? [];
      if (
        isElsewhere(found.place) &&
        related.every((each) => isElsewhere(each.place)) &&
        edits.every((each) => isElsewhere(each.place))
      )
        return found;
      const at = place(found.place);
      const beside = withPlaces(related, place);
      const mending = withPlaces(edits, place);
      if (at === undefined || beside === undefined || mending === undefined) return undefined;
      return {
        ...found,
        place: at,
        related: beside,
        ...(fix === undefined ? {} : { fix: { ...fix, edits: mending } }),
      };
    },
  };
}

function withPlaces<Each extends { readonly place: Location }>(
  all: readonly Each[],
  move: (place: Location) => Location | undefined,
): readonly Each[] | undefined {
  const moved: Each[] = [];
  for (const each of all) {
    const place = move(each.place);
    if (place === undefined) return undefined;
    moved.push({ ...each, place });
  }
  return moved;
}

/** The last of them that starts at or before a place. */
function lastStarting(definitions: readonly Definition[], at: number): number {
  let low = 0;
  let high = definitions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = definitions[middle];
    if (item !== undefined && item.offset + item.range.start <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
