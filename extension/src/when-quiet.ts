import type { Disposable } from 'vscode';

/** Calls once nothing was heard for so many milliseconds. */
export function whenQuiet(milliseconds: number, call: () => unknown): Disposable & { heard(): void } {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return {
    heard() {
      clearTimeout(waiting);
      waiting = setTimeout(call, milliseconds);
    },
    dispose: () => clearTimeout(waiting),
  };
}
