import type { Output } from '../output.ts';

export interface Progress {
  /** The number of events, or of what else there is, so far. */
  readonly events: (count: number) => void;
  /** Takes the line away, for something else to be written or for good. */
  readonly done: () => void;
}

export interface ProgressOptions {
  /** What is counted: events if nothing is said. */
  readonly what?: string;
  /** The part of all that there is to read that has been read, from 0 to 1; nothing where the end is not known. */
  readonly share?: () => number | undefined;
  /** Milliseconds since some moment. */
  readonly clock?: () => number;
}

/** Where nobody looks on, or sees by the output how far it is. */
export const noProgress: Progress = { events: () => {}, done: () => {} };

const every = 20_000;
/** Milliseconds after which a rate means something. */
const settled = 200;

/** A line on a terminal that says how far something long is; nothing elsewhere, nothing for a short one. */
export function progressOn(
  stderr: Pick<Output, 'terminal' | 'write'>,
  { what = 'events', share = () => undefined, clock = () => performance.now() }: ProgressOptions = {},
): Progress {
  if (!stderr.terminal) return noProgress;
  const start = clock();
  let next = every;
  let shown = false;
  return {
    events(count) {
      if (count < next) return;
      next = count + every;
      shown = true;
      const passed = clock() - start;
      const rate = passed < settled ? '' : `, ${shortened((count * 1000) / passed)} a second`;
      stderr.write(`\r\u001B[K${percent(share())}${count.toLocaleString('en-US')} ${what}${rate}`);
    },
    done() {
      if (shown) stderr.write('\r\u001B[K');
      shown = false;
    },
  };
}

/** What has been read is not yet done. */
const percent = (share: number | undefined): string =>
  share === undefined ? '' : `${Math.min(99, Math.floor(share * 100))} %  `;

/** Two digits say how fast it goes; more would only flicker. */
function shortened(rate: number): string {
  return Number(rate.toPrecision(2)).toLocaleString('en-US');
}
