import { isDigit, isOfName } from './characters.ts';

/** What one line of strace's output says. */
export type StraceLine =
  | { readonly kind: 'call'; readonly name: string; readonly text: string }
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
const GREATER = 0x3e;

export function readLine(text: string): Line {
  return readUsual(text) ?? readAny(text);
}

/** What nearly every line of a recording is: `7 1772359200.000100 openat(…`, read by its characters. */
function readUsual(text: string): Line | undefined {
  const tidEnd = endOfDigits(text, 0);
  const timeStart = endOfBlanks(text, tidEnd);
  const secondsEnd = endOfDigits(text, timeStart);
  const timeEnd = endOfDigits(text, secondsEnd + 1);
  const start = endOfBlanks(text, timeEnd);
  const name = endOfName(text, start);
  if (
    tidEnd === 0 ||
    timeStart === tidEnd ||
    secondsEnd < timeStart + 6 ||
    secondsEnd > timeStart + 11 ||
    text.charCodeAt(secondsEnd) !== DOT ||
    timeEnd < secondsEnd + 2 ||
    timeEnd > secondsEnd + 10 ||
    start === timeEnd ||
    name === start ||
    text.charCodeAt(name) !== OPEN_CALL
  ) {
    return undefined;
  }
  const last = text.charCodeAt(text.length - 1);
  const end = last > BLANK && last <= 0x7f ? text.length : text.trimEnd().length;
  const isUnfinished = last === GREATER ? text.endsWith(UNFINISHED) : text.endsWith(UNFINISHED, end);
  return {
    tid: Number(text.slice(0, tidEnd)),
    time: nanoseconds(text.slice(timeStart, secondsEnd), text.slice(secondsEnd + 1, timeEnd)),
    says: {
      kind: isUnfinished ? 'unfinished' : 'call',
      name: text.slice(start, name),
      text: text.slice(start, isUnfinished ? end - UNFINISHED.length : end),
    },
  };
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) {
    at += 1;
  }
  return at;
}

function endOfBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === BLANK) {
    at += 1;
  }
  return at;
}

function endOfName(text: string, from: number): number {
  if (isDigit(text.charCodeAt(from))) {
    return from;
  }
  let at = from;
  for (let code = text.charCodeAt(at); isOfName(code); code = text.charCodeAt(at)) {
    at += 1;
  }
  return at;
}

function readAny(text: string): Line {
  const [head = '', bracketed, plain, time] = HEAD.exec(text) ?? [];
  const tid = bracketed ?? plain;
  return {
    tid: tid === undefined ? undefined : Number(tid),
    time: time === undefined ? undefined : nanoseconds(...parts(time)),
    says: readRest(text.slice(head.length).trimEnd()),
  };
}

function readRest(text: string): StraceLine {
  const call = CALL.exec(text);
  if (call !== null) {
    const [, name = ''] = call;
    return text.endsWith(UNFINISHED)
      ? { kind: 'unfinished', name, text: text.slice(0, -UNFINISHED.length) }
      : { kind: 'call', name, text };
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

function parts(time: string): readonly [seconds: string, fraction: string] {
  const dot = time.indexOf('.');
  return [time.slice(0, dot), time.slice(dot + 1)];
}

/** Many lines in a row are of the same second. */
let second = '';
let secondBase = 0n;

function nanoseconds(seconds: string, fraction: string): bigint {
  if (seconds !== second) {
    second = seconds;
    secondBase = BigInt(seconds) * 1_000_000_000n;
  }
  return secondBase + BigInt(Number(fraction.padEnd(9, '0')));
}
