import type { Turns } from '@secl/language-service';
import type { Surroundings } from './serve.ts';

/** Milliseconds of work in the background between two moments at which requests are let in. */
const slice = 4;

/** Turns of long work, until it is stopped. Without a clock each step is a slice. */
export function inSlices({ after, now }: Pick<Surroundings, 'after' | 'now'>, stopped: () => boolean): Turns {
  let since = now?.() ?? 0;
  return {
    pause() {
      if (now !== undefined && now() - since < slice) return undefined;
      return new Promise((resolve) => {
        after(0, () => {
          since = now?.() ?? 0;
          resolve();
        });
      });
    },
    get stopped() {
      return stopped();
    },
  };
}
