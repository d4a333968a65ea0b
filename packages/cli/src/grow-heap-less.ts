import { tellV8 } from './v8-settings.ts';

/** What is forgotten may not lie around until it is as much as what is known: a third less memory for some time. */
export function growHeapLess(percent = 60): void {
  tellV8(`--heap-growing-percent=${percent}`);
}
