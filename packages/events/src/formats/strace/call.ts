import { type Argument, parseArguments } from './arguments.ts';

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
  const result = readResult(text.slice(parsed.end), errno);
  return result === undefined ? undefined : { name, items: parsed.items, result };
}

const RESULT = /^\s*=\s*(?:(\?)|(-?(?:0x[0-9a-f]+|\d+)))(.*)$/i;

function readResult(text: string, errno: (name: string) => number | undefined): Result | undefined {
  const [, question, number, rest = ''] = RESULT.exec(text) ?? [];
  if (question !== undefined) {
    return { value: undefined, error: '', descriptor: undefined };
  }
  if (number === undefined) {
    return undefined;
  }
  if (number === '-1') {
    const error = /^ ([A-Z][A-Z0-9]*)/.exec(rest)?.[1] ?? '';
    return { value: error === '' ? -1 : errno(error), error, descriptor: undefined };
  }
  const value = number.startsWith('-') ? -BigInt(number.slice(1)) : BigInt(number);
  const small = Number(value);
  const descriptor = rest.startsWith('<') ? parseArguments(`${number}${rest})`, 0)?.items[0] : undefined;
  return { value: Number.isSafeInteger(small) ? small : value, error: '', descriptor };
}
