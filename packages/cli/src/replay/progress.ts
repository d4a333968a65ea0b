import type { Output } from '../output.ts';

export interface Progress {
  /** The number of events, or of what else there is, so far. */
  readonly events: (count: number) => void;
  /** Takes the line away. */
  readonly done: () => void;
}

const every = 20_000;

/** A line on a terminal that says how far something long is; nothing elsewhere, nothing for a short one. */
export function progressOn(stderr: Output, what = 'events'): Progress {
  if (!stderr.terminal) return { events: () => {}, done: () => {} };
  let next = every;
  let shown = false;
  return {
    events(count) {
      if (count < next) return;
      next = count + every;
      shown = true;
      stderr.write(`\r\u001B[K${count.toLocaleString('en-US')} ${what}`);
    },
    done() {
      if (shown) stderr.write('\r\u001B[K');
    },
  };
}
