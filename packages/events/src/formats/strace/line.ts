import { type Stretch, stretchOf } from '../../reading/piece.ts';
import { Words } from '../../reading/words.ts';
import { isDigit, isOfName } from './characters.ts';

/** What one line of strace's output says. */
export type StraceLine =
  /** From the name of the call on. */
  | { readonly kind: 'call'; readonly name: string; readonly call: Stretch }
  | { readonly kind: 'unfinished'; readonly name: string; readonly text: string }
  | { readonly kind: 'resumed'; readonly name: string; readonly text: string }
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string; readonly coreDumped: boolean }
  | { readonly kind: 'superseded'; readonly by: number }
  | { readonly kind: 'signal' }
  /** What strace says about itself. */
  | { readonly kind: 'note' }
  | { readonly kind: 'unknown' };

export interface Line {
  /** The thread; absent where strace followed no forks and so printed none. */
  readonly tid: number | undefined;
  /** Nanoseconds since 1970, with `-ttt`. */
  readonly time: bigint | undefined;
  readonly says: StraceLine;
}

const HEAD =
  /^(?:\[pid +(\d+)\] +|(\d+) +(?!=))?(?:(\d{6,11}\.\d{1,9}) +|\d+:\d\d:\d\d(?:\.\d+)? +|\d{1,5}\.\d{6} +)?/;
const CALL = /^([a-z_][a-z0-9_]*)\(/i;
const RESUMED = /^<\.\.\. ([a-z_][a-z0-9_]*) resumed>/i;
const EXITED = /^\+\+\+ exited with (\d+) \+\+\+$/;
const KILLED = /^\+\+\+ killed by (\w+)( \(core dumped\))? \+\+\+$/;
const SUPERSEDED = /^\+\+\+ superseded by execve in pid (\d+) \+\+\+$/;
const SIGNAL = /^--- .* ---$/;
const NOTE = /^(?:strace: |Process \d+ (?:attached|detached|suspended|resumed)|\[ Process PID=)/;
const UNFINISHED = '<unfinished ...>';
const BLANK = 0x20;
const OPEN_CALL = 0x28;
const DOT = 0x2e;
const ZERO = 0x30;
const GREATER = 0x3e;
/** So many digits of a thread's number are exact. */
const EXACT = 15;

export function readLine(line: Stretch): Line {
  return readUsual(line) ?? readAny(line.text.slice(line.start, line.end));
}

const words = new Words();

/** What nearly every line of a recording is: `7 1772359200.000100 openat(…`, read by its characters. */
function readUsual({ text, codes, start, end }: Stretch): Line | undefined {
  let at = start;
  let tid = 0;
  for (let code = codes[at] ?? 0; at < end && isDigit(code); code = codes[at] ?? 0) {
    tid = tid * 10 + code - ZERO;
    at += 1;
  }
  const tidEnd = at;
  while (at < end && codes[at] === BLANK) at += 1;
  const secondsStart = at;
  let seconds = 0;
  for (let code = codes[at] ?? 0; at < end && isDigit(code); code = codes[at] ?? 0) {
    seconds = seconds * 10 + code - ZERO;
    at += 1;
  }
  const secondsEnd = at;
  const secondsLength = secondsEnd - secondsStart;
  if (
    tidEnd === start ||
    tidEnd - start > EXACT ||
    secondsStart === tidEnd ||
    secondsLength < 6 ||
    secondsLength > 11 ||
    at >= end ||
    codes[at] !== DOT
  ) {
    return undefined;
  }
  at += 1;
  let fraction = 0;
  for (let code = codes[at] ?? 0; at < end && isDigit(code); code = codes[at] ?? 0) {
    fraction = fraction * 10 + code - ZERO;
    at += 1;
  }
  const fractionLength = at - secondsEnd - 1;
  const fractionEnd = at;
  while (at < end && codes[at] === BLANK) at += 1;
  const nameStart = at;
  if (at < end && !isDigit(codes[at] ?? 0)) {
    while (at < end && isOfName(codes[at] ?? 0)) at += 1;
  }
  if (
    fractionLength < 1 ||
    fractionLength > 9 ||
    nameStart === fractionEnd ||
    at === nameStart ||
    at >= end ||
    codes[at] !== OPEN_CALL
  ) {
    return undefined;
  }
  const name = words.at(text, codes, nameStart, at);
  const last = codes[end - 1] ?? 0;
  const trimmed = last > BLANK && last <= 0x7f ? end : start + text.slice(start, end).trimEnd().length;
  const isUnfinished = codes[trimmed - 1] === GREATER && endsUnfinished(text, nameStart, trimmed);
  const time = nanoseconds(seconds, fraction * (POWERS[9 - fractionLength] ?? 1));
  return {
    tid,
    time,
    says: isUnfinished
      ? { kind: 'unfinished', name, text: text.slice(nameStart, trimmed - UNFINISHED.length) }
      : { kind: 'call', name, call: { text, codes, start: nameStart, end: trimmed } },
  };
}

const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

function endsUnfinished(text: string, start: number, end: number): boolean {
  const from = end - UNFINISHED.length;
  return from >= start && text.startsWith(UNFINISHED, from);
}

function readAny(text: string): Line {
  const [head = '', bracketed, plain, time] = HEAD.exec(text) ?? [];
  const tid = bracketed ?? plain;
  return {
    tid: tid === undefined ? undefined : Number(tid),
    time: time === undefined ? undefined : timeOf(time),
    says: readRest(text.slice(head.length).trimEnd()),
  };
}

function readRest(text: string): StraceLine {
  const call = CALL.exec(text);
  if (call !== null) {
    const [, name = ''] = call;
    return text.endsWith(UNFINISHED)
      ? { kind: 'unfinished', name, text: text.slice(0, -UNFINISHED.length) }
      : { kind: 'call', name, call: stretchOf(text) };
  }
  const resumed = RESUMED.exec(text);
  if (resumed !== null) {
    const [head, name = ''] = resumed;
    return { kind: 'resumed', name, text: text.slice(head.length) };
  }
  const exited = EXITED.exec(text);
  if (exited !== null) {
    return { kind: 'exited', code: Number(exited[1]) };
  }
  const killed = KILLED.exec(text);
  if (killed !== null) {
    return { kind: 'killed', signal: killed[1] ?? '', coreDumped: killed[2] !== undefined };
  }
  const superseded = SUPERSEDED.exec(text);
  if (superseded !== null) {
    return { kind: 'superseded', by: Number(superseded[1]) };
  }
  return { kind: SIGNAL.test(text) ? 'signal' : NOTE.test(text) ? 'note' : 'unknown' };
}

function timeOf(text: string): bigint {
  const dot = text.indexOf('.');
  return nanoseconds(Number(text.slice(0, dot)), Number(text.slice(dot + 1).padEnd(9, '0')));
}

/** Many lines in a row are of the same second. */
let second = -1;
let secondBase = 0n;

function nanoseconds(seconds: number, fraction: number): bigint {
  if (seconds !== second) {
    second = seconds;
    secondBase = BigInt(seconds) * 1_000_000_000n;
  }
  return secondBase + BigInt(fraction);
}
