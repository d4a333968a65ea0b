import type { Phrase } from './bytes.ts';
import { phraseOf } from './json-bytes.ts';
import { Kept } from './kept.ts';
import { THREAD, TIMESTAMP } from './record-parts.ts';

/** What has a value under a name where the record's own values have none. */
export type Source = 'time' | 'thread' | undefined;

/** One of the values that are not shared, and where it stands among those that are. */
export interface Place {
  /** How many of the shared fields come before it. */
  readonly before: number;
  /** Whether the next one has its name. */
  readonly isShared: boolean;
  /** With its colon. */
  readonly name: Phrase;
  /** Which of the record's own values it is; -1 for none. */
  readonly at: number;
  readonly source: Source;
}

const MOST = 2048;

/** The order of all values of a record, by the names of those that it shares (in order) and those that are its own. */
export function valueOrders(): (shared: readonly string[], own: readonly string[]) => readonly Place[] {
  const known = new Kept<Map<readonly string[], readonly Place[]>>(MOST, MOST);
  return (shared, own) => {
    let byShared = known.get(own);
    if (byShared === undefined) {
      byShared = new Map();
      known.set(own, byShared, 1);
    }
    let places = byShared.get(shared);
    if (places === undefined) {
      places = placesOf(shared, own);
      if (byShared.size >= MOST) byShared.clear();
      byShared.set(shared, places);
    }
    return places;
  };
}

function placesOf(shared: readonly string[], own: readonly string[]): readonly Place[] {
  const names = [...new Set([...own, TIMESTAMP, THREAD])].sort();
  return names.map((name) => {
    const found = shared.findIndex((each) => each >= name);
    const before = found < 0 ? shared.length : found;
    return {
      before,
      isShared: shared[before] === name,
      name: phraseOf(name),
      at: own.indexOf(name),
      source: name === TIMESTAMP ? 'time' : name === THREAD ? 'thread' : undefined,
    };
  });
}
