/** Work that can be left between any two steps, so that whoever has something more urgent to do may do it there. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** All of it at once. */
export function finished<Result>(steps: Steps<Result>): Result {
  for (let next = steps.next(); ; next = steps.next()) if (next.done === true) return next.value;
}
