import type { Symbols } from '../strace/symbols.ts';
import { frontOf } from './call-front.ts';
import { plainNumber, written } from './fields.ts';
import type { AuditRecord } from './line.ts';

/** More digits than a double holds exactly: of those only the lower half, which is all that flags and ids use. */
const EXACT = 13;

/** Those that every record of a call has. */
const REGISTERS = ['a0', 'a1', 'a2', 'a3'];

/**
 * An argument of a call: hexadecimal without a mark, as it stands in the register; interpreted with `0x`, or by the
 * names of its flags.
 */
export function argument(record: AuditRecord, name: string, symbols: Symbols): number | undefined {
  const args = frontOf(record)?.args;
  const known = args === undefined ? -1 : REGISTERS.indexOf(name);
  if (known >= 0) {
    return args?.[known];
  }
  const shown = written(record, name)?.text;
  if (shown === undefined || shown === '') {
    return undefined;
  }
  const digits = record.isInterpreted ? /^0x([0-9a-f]+)$/i.exec(shown)?.[1] : shown;
  if (digits !== undefined) {
    const value = Number.parseInt(digits.length > EXACT ? digits.slice(-8) : digits, 16);
    return Number.isNaN(value) ? undefined : value;
  }
  if (/^\d+$/.test(shown)) {
    return Number(shown);
  }
  return bySymbols(shown, symbols);
}

function bySymbols(shown: string, symbols: Symbols): number | undefined {
  const names = shown.split('|').map((each) => each.trim());
  const value = symbols.number({ kind: 'flags', names, rest: 0n });
  return value === undefined ? undefined : Number(value);
}

/** A mode, which is octal where it stands in a PATH record and `file,755` where it is interpreted. */
export function fileMode(shown: string): number | undefined {
  if (isOctal(shown)) {
    return Number.parseInt(shown, 8);
  }
  const digits = /(?:^|,)(0?[0-7]+)$/.exec(shown)?.[1];
  if (digits === undefined) {
    return undefined;
  }
  const bits = Number.parseInt(digits, 8);
  const kind = FILE_KINDS[/^([a-z]+)/.exec(shown)?.[1] ?? ''] ?? 0;
  const special = /suid/.test(shown) ? 0o4000 : 0;
  return bits | kind | special | (/sgid/.test(shown) ? 0o2000 : 0) | (/sticky/.test(shown) ? 0o1000 : 0);
}

function isOctal(shown: string): boolean {
  for (let at = 0; at < shown.length; at++) {
    const code = shown.charCodeAt(at);
    if (code < 0x30 || code > 0x37) return false;
  }
  return shown !== '';
}

const FILE_KINDS: Readonly<Record<string, number>> = {
  socket: 0o140000,
  link: 0o120000,
  file: 0o100000,
  block: 0o060000,
  dir: 0o040000,
  character: 0o020000,
  fifo: 0o010000,
};

/** What a call returned: `-13`, or `EACCES(Permission denied)`. */
export function result(record: AuditRecord, symbols: Symbols): number | bigint | undefined {
  const plain = frontOf(record)?.exit ?? plainNumber(record, 'exit');
  if (plain !== undefined) {
    return plain;
  }
  const shown = written(record, 'exit')?.text;
  if (shown === undefined || shown === '') {
    return undefined;
  }
  const error = /^E[A-Z0-9]+/.exec(shown)?.[0];
  if (error !== undefined) {
    return symbols.errno(error) ?? -1;
  }
  if (!/^-?(?:0x[0-9a-f]+|\d+)$/i.test(shown)) {
    return undefined;
  }
  const value = BigInt(shown.startsWith('-') ? shown.slice(1) : shown);
  const signed = shown.startsWith('-') ? -value : value;
  return Number.isSafeInteger(Number(signed)) ? Number(signed) : BigInt.asIntN(64, signed);
}
