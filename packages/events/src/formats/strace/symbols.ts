import type { Catalogue } from '@secl/model';
import type { Argument } from './argument.ts';
import additions from './symbols.json' with { type: 'json' };

/** What strace writes as names, as numbers. */
export interface Symbols {
  /** A number, a symbol, or several joined by `|`; `undefined` where one of them is not known. */
  number(argument: Argument | undefined): number | bigint | undefined;
  /** Whether a list of flags has this one. */
  has(argument: Argument | undefined, name: string): boolean;
  /** Minus the number of an error's name. */
  errno(name: string): number | undefined;
}

const MOST_SMALL = 0x3fff_ffffn;

/** Names from the catalogue; `symbols.json` has those that no rule can name. */
export function symbolsOf(catalogue: Catalogue): Symbols {
  const values = new Map<string, bigint>();
  for (const [name, value] of Object.entries(additions)) {
    values.set(name, BigInt(value));
  }
  for (const constant of catalogue.constants) {
    if (typeof constant.value === 'number' || typeof constant.value === 'bigint') {
      values.set(constant.name, BigInt(constant.value));
    }
  }
  /** Those that fit into what processors add up at once. */
  const small = new Map<string, number>();
  for (const [name, value] of values) {
    if (value >= 0n && value <= MOST_SMALL) {
      small.set(name, Number(value));
    }
  }
  /** Of flags that come again and again, by their place. */
  const sums: ({ readonly names: readonly string[]; readonly sum: number } | undefined)[] = [];
  const smallSum = (names: readonly string[]): number | undefined => {
    let all = 0;
    for (const name of names) {
      const value = small.get(name);
      if (value === undefined) {
        return undefined;
      }
      all |= value;
    }
    return all;
  };
  const sum = (names: readonly string[], rest: bigint): number | bigint | undefined => {
    const quick = rest === 0n ? smallSum(names) : undefined;
    if (quick !== undefined) {
      return quick;
    }
    let all = rest;
    for (const name of names) {
      const value = values.get(name) ?? realTimeSignal(name);
      if (value === undefined) {
        return undefined;
      }
      all |= value;
    }
    const small = Number(all);
    return Number.isSafeInteger(small) ? small : all;
  };
  const sumAt = (names: readonly string[], place: number): number | bigint | undefined => {
    const known = sums[place];
    if (known?.names === names) {
      return known.sum;
    }
    const value = sum(names, 0n);
    if (typeof value === 'number') {
      sums[place] = { names, sum: value };
    }
    return value;
  };
  return {
    number(argument) {
      switch (argument?.kind) {
        case 'number':
          return argument.value;
        case 'flags':
          return argument.place === undefined
            ? sum(argument.names, argument.rest)
            : sumAt(argument.names, argument.place);
        case 'descriptor':
          return argument.fd;
        case 'call':
          // `htons(53)`, `makedev(0x8, 0x1)`: the first is what counts.
          return argument.items.length === 1 ? this.number(argument.items[0]) : undefined;
        default:
          return undefined;
      }
    },
    has(argument, name) {
      return argument?.kind === 'flags' && argument.names.includes(name);
    },
    errno(name) {
      const value = values.get(name);
      return value === undefined ? undefined : Number(value);
    },
  };
}

/** `SIGRT_3` is three above the first real time signal that programs may use. */
function realTimeSignal(name: string): bigint | undefined {
  const number = /^SIGRT_(\d+)$/.exec(name)?.[1];
  return number !== undefined ? 32n + BigInt(number) : name === 'SIGRTMIN' ? 32n : undefined;
}
