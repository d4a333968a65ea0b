/** Work in slices: some milliseconds of each frame, so that typing and scrolling go on meanwhile. */

/** A frame has 16.7 milliseconds, and the browser and the drawing need their part. */
const budget = 5;

export interface Sliced {
  readonly cancel: () => void;
}

/** What is left of a frame after this much can show what was found; after more, the next frame does. */
const short = 2;

/** Begins at once: of a small fleet all is done when this returns. */
export function inSlices<Result>(work: Generator<void, Result>, done: (result: Result) => void): Sliced {
  let frame = 0;
  const run = (): void => {
    const start = performance.now();
    let next = work.next();
    while (next.done !== true && performance.now() < start + budget) next = work.next();
    if (next.done !== true) frame = requestAnimationFrame(run);
    else {
      const { value } = next;
      if (performance.now() < start + short) done(value);
      else frame = requestAnimationFrame(() => done(value));
    }
  };
  run();
  return { cancel: () => cancelAnimationFrame(frame) };
}
