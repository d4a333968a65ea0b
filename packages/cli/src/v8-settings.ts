import { setFlagsFromString } from 'node:v8';

/** The V8 of Node.js 24. Settings are no promise of V8's: they come and go, and mean something else under the same name. */
const known = '13.';

/**
 * Tells V8 a setting if it is the one that is known to have it, as another one complains on stderr. To say it costs nothing.
 * Gives whether it was told; without it everything works as well, and takes longer or more memory.
 */
export function tellV8(setting: `--${string}`, version: string = process.versions.v8): boolean {
  const isKnown = version.startsWith(known);
  if (isKnown) setFlagsFromString(setting);
  return isKnown;
}
