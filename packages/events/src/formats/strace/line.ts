import { nanoseconds } from '../../nanoseconds.ts';
import { type Stretch, stretchOf } from '../../reading/piece.ts';
import { Words } from '../../reading/words.ts';
import { UNFINISHED, UsualLine } from './usual-line.ts';

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

const PLUS = 0x2b;
const MINUS = 0x2d;
const LESS = 0x3c;
const HEAD =
  /^(?:\[pid +(\d+)\] +|(\d+) +(?!=))?(?:(\d{6,11}\.\d{1,9}) +|\d+:\d\d:\d\d(?:\.\d+)? +|\d{1,5}\.\d{6} +)?/;
const CALL = /^([a-z_][a-z0-9_]*)\(/i;
const RESUMED = /^<\.\.\. ([a-z_][a-z0-9_]*) resumed>/i;
const EXITED = /^\+\+\+ exited with (\d+) \+\+\+$/;
const KILLED = /^\+\+\+ killed by (\w+)( \(core dumped\))? \+\+\+$/;
const SUPERSEDED = /^\+\+\+ superseded by execve in pid (\d+) \+\+\+$/;
const SIGNAL = /^--- .* ---$/;
const NOTE = /^(?:strace: |Process \d+ (?:attached|detached|suspended|resumed)|\[ Process PID=)/;

export function readLine(line: Stretch): Line {
  return readUsual(line) ?? readAny(line.text.slice(line.start, line.end));
}

const usual = new UsualLine(new Words());

function readUsual(line: Stretch): Line | undefined {
  if (!usual.read(line)) {
    return undefined;
  }
  const { tid, time, name, start, end, isUnfinished } = usual;
  const { text, codes } = line;
  if (name === undefined) {
    return { tid, time, says: readRest(text.slice(start, end)) };
  }
  return {
    tid,
    time,
    says: isUnfinished
      ? { kind: 'unfinished', name, text: text.slice(start, end - UNFINISHED.length) }
      : { kind: 'call', name, call: { text, codes, start, end } },
  };
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
  switch (text.charCodeAt(0)) {
    case LESS:
      return readResumed(text);
    case PLUS:
      return readEnd(text);
    case MINUS:
      return { kind: SIGNAL.test(text) ? 'signal' : 'unknown' };
    default:
      return readStart(text);
  }
}

function readStart(text: string): StraceLine {
  const call = CALL.exec(text);
  if (call === null) {
    return { kind: NOTE.test(text) ? 'note' : 'unknown' };
  }
  const [, name = ''] = call;
  return text.endsWith(UNFINISHED)
    ? { kind: 'unfinished', name, text: text.slice(0, -UNFINISHED.length) }
    : { kind: 'call', name, call: stretchOf(text) };
}

function readResumed(text: string): StraceLine {
  const resumed = RESUMED.exec(text);
  if (resumed === null) {
    return { kind: 'unknown' };
  }
  const [head, name = ''] = resumed;
  return { kind: 'resumed', name, text: text.slice(head.length) };
}

/** Of a thread. */
function readEnd(text: string): StraceLine {
  const exited = EXITED.exec(text);
  if (exited !== null) {
    return { kind: 'exited', code: Number(exited[1]) };
  }
  const killed = KILLED.exec(text);
  if (killed !== null) {
    return { kind: 'killed', signal: killed[1] ?? '', coreDumped: killed[2] !== undefined };
  }
  const superseded = SUPERSEDED.exec(text);
  return superseded === null ? { kind: 'unknown' } : { kind: 'superseded', by: Number(superseded[1]) };
}

function timeOf(text: string): bigint {
  const dot = text.indexOf('.');
  return nanoseconds(Number(text.slice(0, dot)), Number(text.slice(dot + 1).padEnd(9, '0')));
}
