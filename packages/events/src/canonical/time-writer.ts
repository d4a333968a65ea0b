import { type Bytes, Phrase } from './bytes.ts';
import { formatTime } from './time.ts';

const NANOSECONDS = 1_000_000_000n;
/** Ten digits of seconds: from 2001 to 2286. */
const FIRST = 1_000_000_000n * NANOSECONDS;
const LAST = 10n * FIRST;

const END = Phrase.of('Z"');
const NOTHING = Phrase.of('');

/** Writes a stream of times: most share their second with the last one. */
export interface TimeWriter {
  /** The member of a record, with a comma before it. */
  asTime(bytes: Bytes, nanoseconds: bigint): void;
  asNumber(bytes: Bytes, nanoseconds: bigint): void;
}

export function timeWriter(): TimeWriter {
  let second = -1n;
  let start = NOTHING;
  let digits = NOTHING;

  /** Within the second that is known from then on; -1: of no second that can be written so. */
  const within = (nanoseconds: bigint): number => {
    const known = Number(nanoseconds - second);
    if (second >= 0n && known >= 0 && known < 1e9) return known;
    if (nanoseconds < FIRST || nanoseconds >= LAST) return -1;
    const fraction = nanoseconds % NANOSECONDS;
    second = nanoseconds - fraction;
    start = Phrase.of(`,"Time":"${formatTime(second).slice(0, 'YYYY-MM-DDTHH:MM:SS.'.length)}`);
    digits = Phrase.of(String(second / NANOSECONDS));
    return Number(fraction);
  };

  return {
    asTime(bytes, nanoseconds) {
      const fraction = within(nanoseconds);
      if (fraction < 0) {
        bytes.text(`,"Time":"${formatTime(nanoseconds)}"`);
        return;
      }
      bytes.copyPhrase(start);
      bytes.digits(fraction, 9);
      bytes.copyPhrase(END);
    },
    asNumber(bytes, nanoseconds) {
      const fraction = within(nanoseconds);
      if (fraction < 0) {
        bytes.text(String(nanoseconds));
        return;
      }
      bytes.copyPhrase(digits);
      bytes.digits(fraction, 9);
    },
  };
}
