/** Work that can be left between any two steps, so that whoever has something more urgent to do may do it there. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Whether a step is due where many small things are done one after the other: a few take a millisecond or two. */
export function isStep(done: number): boolean {
  return done % 8 === 7;
}

/** All of it at once. */
export function finished<Result>(steps: Steps<Result>): Result {
  for (let next = steps.next(); ; next = steps.next()) if (next.done === true) return next.value;
}
