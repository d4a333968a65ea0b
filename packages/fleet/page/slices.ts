/** Work in slices: some milliseconds of each frame, so that typing and scrolling go on meanwhile. */

/** A frame has 16.7 milliseconds, and the browser and the drawing need their part. */
const budget = 5;

export interface Sliced {
  readonly cancel: () => void;
}

/** Begins at once: what is done within one slice is done when this returns. */
export function inSlices<Result>(work: Generator<void, Result>, done: (result: Result) => void): Sliced {
  let frame = 0;
  const run = (): void => {
    const end = performance.now() + budget;
    let next = work.next();
    while (next.done !== true && performance.now() < end) next = work.next();
    if (next.done === true) done(next.value);
    else frame = requestAnimationFrame(run);
  };
  run();
  return { cancel: () => cancelAnimationFrame(frame) };
}
