import { type Stretch, stretchOf } from '../../reading/piece.ts';
import type { Argument } from './argument.ts';
import { descriptorAtEnd, parseArguments } from './arguments.ts';
import { endOfNumber, numberAt } from './characters.ts';

/** A system call that has returned. */
export interface Call {
  readonly name: string;
  readonly items: readonly Argument[];
  readonly result: Result;
}

export interface Result {
  /** As agents have it: a failure is minus its errno. `undefined` where it never returned (`?`). */
  readonly value: number | bigint | undefined;
  /** `ENOENT`, or empty. */
  readonly error: string;
  /** The descriptor that it returned, with its path. */
  readonly descriptor: Argument | undefined;
}

/**
 * The stretch begins with the name. `undefined`: it is not a whole call. `errno` gives the (negative) number of an error's
 * name.
 */
export function readCall(
  name: string,
  stretch: Stretch,
  errno: (name: string) => number | undefined,
): Call | undefined {
  const parsed = parseArguments(stretch, stretch.start + name.length + 1);
  if (parsed === undefined) {
    return undefined;
  }
  const result = readResult(stretch, parsed.end, errno);
  return result === undefined ? undefined : { name, items: parsed.items, result };
}

const LINE_END = /[\n\r\u2028\u2029]/;
const EQUALS = 0x3d;
const BLANK = 0x20;
const LESS = 0x3c;
const QUESTION = 0x3f;
const MINUS = 0x2d;
const ONE = 0x31;

const SUCCESS: Result = { value: 0, error: '', descriptor: undefined };
const OPEN: Result = { value: undefined, error: '', descriptor: undefined };

/** ` = 3</path>`, ` = -1 ENOENT (No such file or directory)`, ` = ?`, from behind the arguments on. */
function readResult(
  stretch: Stretch,
  from: number,
  errno: (name: string) => number | undefined,
): Result | undefined {
  const { text, codes, end: last } = stretch;
  const sign = skipBlanks(stretch, from);
  if (sign >= last || codes[sign] !== EQUALS) {
    return undefined;
  }
  const start = skipBlanks(stretch, sign + 1);
  const end = endOfNumber(codes, start, last);
  const isOpen = start < last && codes[start] === QUESTION;
  // A call is one line.
  if ((end === start && !isOpen) || (end < last && LINE_END.test(text.slice(end, last)))) {
    return undefined;
  }
  if (isOpen) {
    return OPEN;
  }
  if (end === start + 2 && codes[start] === MINUS && codes[start + 1] === ONE) {
    const error = /^ ([A-Z][A-Z0-9]*)/.exec(text.slice(end, last))?.[1] ?? '';
    return { value: error === '' ? -1 : errno(error), error, descriptor: undefined };
  }
  const value = numberAt(text, codes, start, end);
  return end === last && value === 0
    ? SUCCESS
    : { value, error: '', descriptor: descriptorOf(stretch, start, end) };
}

function descriptorOf(stretch: Stretch, start: number, end: number): Argument | undefined {
  const { text, codes, end: last } = stretch;
  if (end >= last || codes[end] !== LESS) {
    return undefined;
  }
  return (
    descriptorAtEnd(stretch, start) ?? parseArguments(stretchOf(`${text.slice(start, last)})`), 0)?.items[0]
  );
}

function skipBlanks({ codes, end }: Stretch, from: number): number {
  let at = from;
  while (at < end && isBlank(codes[at] ?? 0)) {
    at += 1;
  }
  return at;
}

function isBlank(code: number): boolean {
  return code === BLANK || ((code < BLANK || code > 0x7f) && /\s/.test(String.fromCharCode(code)));
}
