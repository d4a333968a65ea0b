import type { Argument } from './argument.ts';
import { descriptorAtEnd, parseArguments } from './arguments.ts';
import { endOfNumber, numberOf } from './characters.ts';

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

/** `undefined`: the text is not a whole call. `errno` gives the (negative) number of an error's name. */
export function readCall(
  name: string,
  text: string,
  errno: (name: string) => number | undefined,
): Call | undefined {
  const parsed = parseArguments(text, name.length + 1);
  if (parsed === undefined) {
    return undefined;
  }
  const result = readResult(text, parsed.end, errno);
  return result === undefined ? undefined : { name, items: parsed.items, result };
}

const LINE_END = /[\n\r\u2028\u2029]/;
const EQUALS = 0x3d;
const BLANK = 0x20;
const LESS = 0x3c;
const QUESTION = 0x3f;

/** ` = 3</path>`, ` = -1 ENOENT (No such file or directory)`, ` = ?`, from behind the arguments on. */
function readResult(
  text: string,
  from: number,
  errno: (name: string) => number | undefined,
): Result | undefined {
  const sign = skipBlanks(text, from);
  if (text.charCodeAt(sign) !== EQUALS) {
    return undefined;
  }
  const start = skipBlanks(text, sign + 1);
  const end = endOfNumber(text, start);
  const isOpen = text.charCodeAt(start) === QUESTION;
  // A call is one line.
  if ((end === start && !isOpen) || (end < text.length && LINE_END.test(text.slice(end)))) {
    return undefined;
  }
  if (isOpen) {
    return { value: undefined, error: '', descriptor: undefined };
  }
  const number = text.slice(start, end);
  if (number === '-1') {
    const error = /^ ([A-Z][A-Z0-9]*)/.exec(text.slice(end))?.[1] ?? '';
    return { value: error === '' ? -1 : errno(error), error, descriptor: undefined };
  }
  return { value: numberOf(number), error: '', descriptor: descriptorOf(text, start, end) };
}

function descriptorOf(text: string, start: number, end: number): Argument | undefined {
  if (text.charCodeAt(end) !== LESS) {
    return undefined;
  }
  return descriptorAtEnd(text, start) ?? parseArguments(`${text.slice(start)})`, 0)?.items[0];
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) {
    at += 1;
  }
  return at;
}

function isBlank(code: number): boolean {
  return code === BLANK || ((code < BLANK || code > 0x7f) && /\s/.test(String.fromCharCode(code)));
}
