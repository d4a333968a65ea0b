import { setFlagsFromString } from 'node:v8';

/**
 * What is forgotten may not lie around until it is as much as what is known: a third less memory for some time. Only said to
 * the V8 that is known to have this setting, as another one complains.
 */
export function growHeapLess(percent = 60): void {
  if (process.versions.v8.startsWith('13.')) setFlagsFromString(`--heap-growing-percent=${percent}`);
}
