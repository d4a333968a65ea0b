/** A text with long runs of one thing made short, and where its places stood. */
export interface Squeezed {
  readonly text: string;
  /** The offset in the whole text of an offset in the short one. */
  readonly toWhole: (offset: number) => number;
}

/** Blanks, and the letters that stand for literal text. */
const runs = /\s{16,}|x{16,}/g;

/**
 * The grammar looks through all the blanks that follow for every single blank: 90,000 empty lines take it two minutes.
 * One of each run says the same, and so does one letter of a long literal text.
 */
export function squeezed(text: string): Squeezed {
  const ends: number[] = [];
  const shifts: number[] = [];
  let shift = 0;
  const short = text.replace(runs, (run, offset: number) => {
    ends.push(offset - shift + 1);
    shift += run.length - 1;
    shifts.push(shift);
    return run.includes('\n') ? '\n' : (run[0] ?? '');
  });
  const toWhole = (offset: number): number => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (shifts[low - 1] ?? 0);
  };
  return { text: short, toWhole };
}
