import type { AuditRecord } from './line.ts';

/** What a SYSCALL record says before it comes to the process, as the kernel prints it. */
export interface CallFront {
  readonly arch: string;
  /** The number of the call. */
  readonly call: number;
  /** What it returned; `undefined`: not here. */
  readonly exit: number | undefined;
  readonly args: readonly number[];
  /** Where the rest begins: the process, its ids, its program, and what the daemon has added. */
  readonly callerStart: number;
  /** Of the process; -1 where it does not stand where kernels print it. */
  readonly pid: number;
}

/** Of the record that was asked for last, as most are asked several times. */
let last: { readonly of: AuditRecord; readonly front: CallFront | undefined } | undefined;

/** `undefined` where the fields are others, or in another order, or something else than plain numbers: one looks them up. */
export function frontOf(record: AuditRecord): CallFront | undefined {
  if (last?.of !== record) {
    last = {
      of: record,
      front: record.type === 'SYSCALL' && !record.isInterpreted ? read(record) : undefined,
    };
  }
  return last.front;
}

const SPACE = 0x20;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
/** So many digits are exact. */
const EXACT = 13;
/** Of a register whose value is not exact as a number, so much is used by flags and ids. */
const HALF = 8;

function read({ text, start, end }: AuditRecord): CallFront | undefined {
  let at = behind(text, start, ' arch=');
  const archEnd = endOfWord(text, at, end);
  const callStart = behind(text, archEnd, ' syscall=');
  const callEnd = endOfDigits(text, callStart, end);
  if (at < 0 || archEnd === at || callStart < 0 || callEnd === callStart || callEnd - callStart > EXACT) {
    return undefined;
  }
  const arch = text.slice(at, archEnd);
  at = callEnd;
  const success = behind(text, at, ' success=');
  if (success >= 0) at = endOfWord(text, success, end);
  let exit: number | undefined;
  const exitStart = behind(text, at, ' exit=');
  if (exitStart >= 0) {
    const isNegative = text.charCodeAt(exitStart) === MINUS;
    const first = isNegative ? exitStart + 1 : exitStart;
    at = endOfDigits(text, first, end);
    const value = decimal(text, first, at);
    if (at === first || at - first > EXACT || (isNegative && value === 0)) return undefined;
    exit = isNegative ? -value : value;
  }
  const args: number[] = [];
  for (const name of ARGUMENTS) {
    const from = behind(text, at, name);
    at = endOfWord(text, from, end);
    const value =
      from < 0 || at === from ? -1 : hexadecimal(text, at - from > EXACT ? at - HALF : from, at, from);
    if (value < 0) return undefined;
    args.push(value);
  }
  const items = behind(text, at, ' items=');
  at = endOfDigits(text, items, end);
  const ppid = behind(text, at, ' ppid=');
  return items < 0 || at > end || ppid < 0
    ? undefined
    : {
        arch,
        call: decimal(text, callStart, callEnd),
        exit,
        args,
        callerStart: at,
        pid: pidAt(text, behind(text, endOfDigits(text, ppid, end), ' pid='), end),
      };
}

function pidAt(text: string, from: number, end: number): number {
  const last = endOfDigits(text, from, end);
  return from < 0 || last === from || last - from > EXACT ? -1 : decimal(text, from, last);
}

const ARGUMENTS = [' a0=', ' a1=', ' a2=', ' a3='];

/** The place behind a word that has to be here, or -1. */
function behind(text: string, at: number, word: string): number {
  if (at < 0) return -1;
  for (let each = 0; each < word.length; each++) {
    if (text.charCodeAt(at + each) !== word.charCodeAt(each)) return -1;
  }
  return at + word.length;
}

function endOfWord(text: string, from: number, end: number): number {
  if (from < 0) return from;
  let at = from;
  while (at < end && text.charCodeAt(at) !== SPACE) at += 1;
  return at;
}

function endOfDigits(text: string, from: number, end: number): number {
  if (from < 0) return from;
  let at = from;
  for (let code = text.charCodeAt(at); at < end && code >= ZERO && code <= NINE; code = text.charCodeAt(at))
    at += 1;
  return at;
}

function decimal(text: string, from: number, end: number): number {
  let value = 0;
  for (let at = from; at < end; at++) value = value * 10 + text.charCodeAt(at) - ZERO;
  return value;
}

/** -1 where there is something else, also among the digits from `first` on that do not count. */
function hexadecimal(text: string, from: number, end: number, first: number): number {
  let value = 0;
  for (let at = first; at < end; at++) {
    const code = text.charCodeAt(at);
    const lower = code | 0x20;
    const digit =
      code >= ZERO && code <= NINE ? code - ZERO : lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
    if (digit < 0) return -1;
    if (at >= from) value = value * 16 + digit;
  }
  return value;
}
