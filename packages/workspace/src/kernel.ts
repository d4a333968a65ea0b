import type { Platform, Value } from '@secl/model';

const release = /^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9]+))?(?:[-.]([A-Za-z0-9._+-]+))?$/;

/**
 * The host facts of a kernel as `uname -r` prints it (`5.15.0-1051-aws`) or as people write it (`5.15`); parts that are
 * not written stay unknown. `undefined` where it is no version.
 */
export function kernelFacts(text: string, platform: Platform): ReadonlyMap<string, Value> | undefined {
  const match = release.exec(text.trim());
  if (match === null) return undefined;
  const [, major, minor, patch, abi, flavor] = match;
  const facts = new Map<string, Value>();
  const numbers = { major, minor, patch, abi };
  for (const [name, digits] of Object.entries(numbers)) {
    if (digits === undefined) continue;
    const value = Number(digits);
    if (!Number.isSafeInteger(value)) return undefined;
    facts.set(`kernel.version.${name}`, value);
  }
  // On Windows agents read the flavor as a number, and what stands for it there is not known.
  if (flavor !== undefined && platform === 'linux') facts.set('kernel.version.flavor', flavor);
  return facts;
}
