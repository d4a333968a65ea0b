import type { SourceLine } from '../../reading/split.ts';
import type { Cell } from './line.ts';

export interface Timed {
  /** Nanoseconds of the kernel's clock. */
  readonly time: number;
  readonly cells: readonly Cell[];
  readonly line: SourceLine;
}

/** How long a line is waited for, and how many wait at most. */
const PATIENCE = 3_000_000_000;
const MOST = 20_000;

/**
 * Each processor hands over its lines by itself, so that those of one thread come in order and those of several do not.
 * Lines wait until nothing earlier can come.
 */
export function inOrder(): { add(timed: Timed): readonly Timed[]; end(): readonly Timed[] } {
  let waiting: Timed[] = [];
  let newest = 0;
  let sorted = true;

  const leave = (until: number, least: number): readonly Timed[] => {
    if (!sorted) {
      // Stable: lines of one moment keep their order.
      waiting.sort((a, b) => a.time - b.time);
      sorted = true;
    }
    let count = 0;
    while (count < waiting.length && (count < least || (waiting[count]?.time ?? 0) <= until)) count += 1;
    const done = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return done;
  };

  return {
    add(timed) {
      sorted &&= timed.time >= (waiting.at(-1)?.time ?? 0);
      waiting.push(timed);
      newest = Math.max(newest, timed.time);
      const first = waiting[0]?.time ?? 0;
      // In portions: to sort for each line would be slow.
      if (waiting.length > MOST || (newest - first > 2 * PATIENCE && waiting.length > 100)) {
        return leave(newest - PATIENCE, waiting.length - MOST / 2);
      }
      return NONE;
    },
    end: () => leave(Number.POSITIVE_INFINITY, 0),
  };
}

const NONE: readonly Timed[] = [];
