import type { Symbols } from '../strace/symbols.ts';
import { flagNames } from './event-table.ts';

/** Bits that the driver has made its own, turned into the kernel's. */
export interface Flags {
  /** Of `open`. What the driver leaves out (`O_NOFOLLOW`, `O_PATH`, …) is not in it. */
  open(bits: number | undefined): number | undefined;
  map(bits: number | undefined): number | undefined;
  /** A number, not bits. */
  ptrace(request: number | undefined): number | undefined;
  clone(bits: number | undefined): number | undefined;
  isThread(bits: number | undefined): boolean;
  hasSameParent(bits: number | undefined): boolean;
  sharesDirectory(bits: number | undefined): boolean;
}

const READ = flagNames.open.O_RDONLY ?? 0;
const WRITE = flagNames.open.O_WRONLY ?? 0;
/** The three ways of access are bits here, and a number from 0 to 2 in the kernel. */
const O_RDWR = 2;
/** Programs of 64 bits do not set it; the kernel does. */
const NOT_GIVEN: ReadonlySet<string> = new Set(['O_NONE', 'O_RDONLY', 'O_WRONLY', 'O_LARGEFILE']);

export function flagsOf(symbols: Symbols): Flags {
  const numbers = (group: 'open' | 'map' | 'clone'): readonly (readonly [number, number])[] =>
    Object.entries(flagNames[group]).flatMap(([name, bit]) => {
      const value = symbols.number({ kind: 'flags', names: [name], rest: 0n });
      return value === undefined || NOT_GIVEN.has(name) ? [] : [[bit, Number(value)] as const];
    });
  const open = numbers('open');
  const map = numbers('map');
  const clone = numbers('clone');
  const requests = new Map(
    Object.entries(flagNames.ptrace).flatMap(([name, number]) => {
      const value = symbols.number({ kind: 'flags', names: [name], rest: 0n });
      return value === undefined ? [] : [[number, Number(value)] as const];
    }),
  );
  const translate = (bits: number, pairs: typeof open): number =>
    pairs.reduce((sum, [bit, value]) => ((bits & bit) === 0 ? sum : sum | value), 0);
  const has = (bits: number | undefined, name: string): boolean =>
    bits !== undefined && (bits & (flagNames.clone[name] ?? 0)) !== 0;
  return {
    open: (bits) => {
      if (bits === undefined) return undefined;
      const writes = (bits & WRITE) !== 0 ? 1 : 0;
      return translate(bits, open) | ((bits & READ) !== 0 && writes === 1 ? O_RDWR : writes);
    },
    map: (bits) => (bits === undefined ? undefined : translate(bits, map)),
    clone: (bits) => (bits === undefined ? undefined : translate(bits, clone)),
    ptrace: (request) => (request === undefined ? undefined : requests.get(request)),
    isThread: (bits) => has(bits, 'CLONE_THREAD'),
    hasSameParent: (bits) => has(bits, 'CLONE_PARENT'),
    sharesDirectory: (bits) => has(bits, 'CLONE_FS'),
  };
}
