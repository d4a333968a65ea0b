import { type Stretch, stretchOf } from '../../reading/piece.ts';
import { Words } from '../../reading/words.ts';
import type { Argument } from './argument.ts';
import { descriptorAtEnd, parseArguments } from './arguments.ts';
import { argumentAt, endOfNumber, isDigit, numberAt } from './characters.ts';
import { flagsAt } from './flags.ts';
import { DESCRIPTOR, digits, endOfShown, NAMES, Places, STRING } from './places.ts';

export interface Result {
  /** As agents have it: a failure is minus its errno. `undefined` where it never returned (`?`). */
  readonly value: number | bigint | undefined;
  /** `ENOENT`, or empty. */
  readonly error: string;
  /** The descriptor that it returned, with its path. */
  readonly descriptor: Argument | undefined;
}

const SUCCESS: Result = { value: 0, error: '', descriptor: undefined };
const OPEN: Result = { value: undefined, error: '', descriptor: undefined };
const NOWHERE = stretchOf('');

/** A system call that has returned. What is made of its arguments is made when they are asked for. */
export class Call {
  name = '';
  result = OPEN;
  #stretch = NOWHERE;
  #items: readonly Argument[] | undefined;

  /** Becomes this call. Without items they are where `places` says. */
  be(name: string, result: Result, stretch: Stretch, items: readonly Argument[] | undefined): this {
    this.name = name;
    this.result = result;
    this.#stretch = stretch;
    this.#items = items;
    return this;
  }

  get items(): readonly Argument[] {
    this.#items ??= Array.from({ length: places.count }, (_, at) => placed(this.#stretch, at));
    return this.#items;
  }

  item(at: number): Argument | undefined {
    return this.#items === undefined && at < places.count ? placed(this.#stretch, at) : this.#items?.[at];
  }

  with(items: readonly Argument[]): Call {
    return new Call().be(this.name, this.result, this.#stretch, items);
  }
}

const places = new Places();

function placed({ text, codes }: Stretch, at: number): Argument {
  const start = places.starts[at] ?? 0;
  const end = places.ends[at] ?? 0;
  switch (places.kinds[at]) {
    case STRING: {
      const quoted = text.slice(start, end);
      return { kind: 'string', text: quoted, quoted, truncated: false };
    }
    case DESCRIPTOR: {
      const shown = text.slice(start + 1, end - 1);
      return { kind: 'descriptor', fd: places.numbers[at] ?? 0, shown, isPlain: true };
    }
    case NAMES:
      return flagsAt(text, codes, start, end);
    default:
      return { kind: 'number', value: argumentAt(text, codes, start, end) };
  }
}

/**
 * The stretch begins with the name. `undefined`: it is not a whole call. `errno` gives the (negative) number of an error's
 * name. The same object each time: a call is good until the next one is read.
 */
export function readCall(
  name: string,
  stretch: Stretch,
  errno: (name: string) => number | undefined,
): Call | undefined {
  const from = stretch.start + name.length + 1;
  const parsed = places.find(stretch, from) ? undefined : parseArguments(stretch, from);
  const end = parsed === undefined ? places.end : parsed.end;
  const result = end < 0 ? undefined : readResult(stretch, end, errno);
  return result === undefined ? undefined : call.be(name, result, stretch, parsed?.items);
}

const EQUALS = 0x3d;
const BLANK = 0x20;
const LESS = 0x3c;
const QUESTION = 0x3f;
const MINUS = 0x2d;
const ONE = 0x31;

const call = new Call();

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
  if ((end === start && !isOpen) || !isOneLine(stretch, end)) {
    return undefined;
  }
  if (isOpen) {
    return OPEN;
  }
  if (end === start + 2 && codes[start] === MINUS && codes[start + 1] === ONE) {
    const error = errorAt(stretch, end);
    return { value: error === '' ? -1 : errno(error), error, descriptor: undefined };
  }
  const value = numberAt(text, codes, start, end);
  return end === last && value === 0
    ? SUCCESS
    : { value, error: '', descriptor: descriptorOf(stretch, start, end) };
}

const words = new Words();

/** The name of an error behind one blank; empty for none. */
function errorAt({ text, codes, end: last }: Stretch, from: number): string {
  const start = from + 1;
  let end = start;
  while (end < last && isOfError(codes[end] ?? 0, end > start)) end += 1;
  return from < last && codes[from] === BLANK && end > start ? words.at(text, codes, start, end) : '';
}

function isOfError(code: number, isBehindFirst: boolean): boolean {
  return (code >= 0x41 && code <= 0x5a) || (isBehindFirst && isDigit(code));
}

/** A call is one line. */
function isOneLine({ codes, end: last }: Stretch, from: number): boolean {
  for (let at = from; at < last; at++) {
    const code = codes[at];
    if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029) return false;
  }
  return true;
}

function descriptorOf(stretch: Stretch, start: number, end: number): Argument | undefined {
  const { text, codes, end: last } = stretch;
  if (end >= last || codes[end] !== LESS) {
    return undefined;
  }
  const fd = digits(codes, start, end);
  if (fd >= 0 && endOfShown(codes, end, last) === last) {
    return { kind: 'descriptor', fd, shown: text.slice(end + 1, last - 1), isPlain: true };
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
