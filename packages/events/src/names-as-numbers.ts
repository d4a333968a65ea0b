import type { Catalogue } from '@secl/model';
import additions from './formats/strace/symbols.json' with { type: 'json' };

/** Constants that other tools print by their names, as the numbers that events hold. */
export interface NamesAsNumbers {
  /** The number of one constant. */
  one(name: string): number | bigint | undefined;
  /**
   * Several constants as one mask, numbers for bits without a name among them; `undefined` where one of them is not
   * known, for then the mask is not.
   */
  mask(names: readonly string[]): number | bigint | undefined;
  /** Capabilities as a mask, with or without `CAP_` before them, in any letter case. */
  capabilities(names: readonly string[]): number | bigint | undefined;
}

/** Names from the catalogue, and those that no rule can name but recordings show. */
export function namesAsNumbers(catalogue: Catalogue): NamesAsNumbers {
  const values = new Map<string, bigint>();
  for (const [name, value] of Object.entries(additions)) {
    values.set(name, BigInt(value));
  }
  for (const { name, value } of catalogue.constants) {
    if (typeof value === 'number' || typeof value === 'bigint') {
      values.set(name, BigInt(value));
    }
  }
  const mask = (names: readonly string[]): number | bigint | undefined => {
    let all = 0n;
    for (const name of names) {
      const value = values.get(name) ?? (/^\d{1,20}$/.test(name) ? BigInt(name) : undefined);
      if (value === undefined) {
        return undefined;
      }
      all |= value;
    }
    return smallest(all);
  };
  return {
    one: (name) => mask([name]),
    mask,
    capabilities: (names) => mask(names.map((name) => `CAP_${name.toUpperCase().replace(/^CAP_/, '')}`)),
  };
}

/** `O_WRONLY|O_CREAT` and `PROT_READ | PROT_WRITE` as their parts. */
export function partsOf(flags: string): readonly string[] {
  return flags.split('|').map((each) => each.trim());
}

/** A number where that is exact. */
export function smallest(value: bigint): number | bigint {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}
