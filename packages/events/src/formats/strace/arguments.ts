import type { Argument } from './argument.ts';
import { endOfNumber, isDigit, isOctal, isOfName, numberOf, startsName } from './characters.ts';
import { endOfPlain, readQuoted, textOf } from './quoted.ts';

export interface Parsed {
  readonly items: readonly Argument[];
  /** Behind the bracket that closes the arguments. */
  readonly end: number;
}

const AT_FDCWD = -100;
const DEEPEST = 50;
/** No mask is wider than this. */
const MOST_BITS = 1024;

const BLANK = 0x20;
const QUOTE = 0x22;
const AND = 0x26;
const OPEN_CALL = 0x28;
const CLOSE_CALL = 0x29;
const STAR = 0x2a;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const AT = 0x40;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_STRUCT = 0x7b;
const PIPE = 0x7c;
const CLOSE_STRUCT = 0x7d;
const TILDE = 0x7e;

/** Reads arguments from behind the opening bracket to the closing one; `undefined` where the text breaks off. */
export function parseArguments(text: string, from: number): Parsed | undefined {
  const parser = new Parser(text, from);
  const { items, fields } = parser.items(CLOSE_CALL, 0);
  if (parser.broken) {
    return undefined;
  }
  // `clone(child_stack=NULL, flags=…)`: arguments with names are one struct behind the others.
  if (fields !== NO_FIELDS) {
    items.push({ kind: 'struct', fields });
  }
  return { items, end: parser.at };
}

/** A descriptor that goes from a place to the end of the text; `undefined`: what stands there is something else. */
export function descriptorAtEnd(text: string, from: number): Argument | undefined {
  const end = endOfNumber(text, from);
  if (end === from || text.charCodeAt(end) !== LESS || text.charCodeAt(end + 1) === LESS) {
    return undefined;
  }
  const parser = new Parser(text, end);
  const found = parser.descriptor(Number(text.slice(from, end)));
  return parser.broken || parser.at < text.length ? undefined : found;
}

interface Items {
  readonly items: Argument[];
  readonly fields: ReadonlyMap<string, Argument>;
  readonly cut: boolean;
}

const NO_FIELDS: ReadonlyMap<string, Argument> = new Map();

/** A place in a text that moves on; it reads characters by their codes, for this is what an import spends its time on. */
class Parser {
  at: number;
  broken = false;
  readonly #text: string;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  /** Items up to the closing bracket, which is passed. */
  items(close: number, depth: number): Items {
    const text = this.#text;
    const items: Argument[] = [];
    let fields: Map<string, Argument> | undefined;
    let cut = false;
    for (;;) {
      this.#skipBlanks();
      const code = text.charCodeAt(this.at);
      if (code === close) {
        this.at += 1;
        break;
      }
      if (this.at >= text.length || depth > DEEPEST) {
        this.broken = true;
        break;
      }
      if (code === COMMA) {
        this.at += 1;
        continue;
      }
      if (code === DOT && text.startsWith('...', this.at)) {
        this.at += 3;
        cut = true;
        continue;
      }
      const before = this.at;
      const name = this.#key();
      const value = this.#argument(depth);
      if (name === undefined) {
        items.push(value);
        if (value.kind === 'call') {
          // `inet_pton(AF_INET6, "::1", &sin6_addr)` stands among the fields of an address without a name.
          fields ??= new Map();
          fields.set(value.name, value);
        }
      } else {
        fields ??= new Map();
        fields.set(name, value);
      }
      this.#skipBlanks();
      // `in => out`: what went in is the argument.
      if (text.charCodeAt(this.at) === EQUALS && text.charCodeAt(this.at + 1) === GREATER) {
        this.at += 2;
        this.#argument(depth);
      }
      if (this.broken || this.at === before) {
        this.broken = true;
        break;
      }
    }
    return { items, fields: fields ?? NO_FIELDS, cut };
  }

  /** `3</path>`, from the bracket on. */
  descriptor(fd: number): Argument {
    const text = this.#text;
    let depth = 1;
    let end = this.at + 1;
    for (; end < text.length && depth > 0; end++) {
      const code = text.charCodeAt(end);
      if (code === LESS) {
        depth += 1;
      } else if (code === GREATER && text.charCodeAt(end - 1) !== MINUS) {
        depth -= 1;
      }
    }
    this.broken ||= depth > 0;
    const shown = text.slice(this.at + 1, end - 1);
    this.at = end;
    const deleted = text.charCodeAt(end) === OPEN_CALL && text.startsWith('(deleted)', end);
    this.at += deleted ? '(deleted)'.length : 0;
    return { kind: 'descriptor', fd, shown, deleted };
  }

  #skipBlanks(): void {
    const text = this.#text;
    for (;;) {
      while (text.charCodeAt(this.at) === BLANK) {
        this.at += 1;
      }
      if (text.charCodeAt(this.at) !== SLASH || text.charCodeAt(this.at + 1) !== STAR) {
        return;
      }
      const end = text.indexOf('*/', this.at + 2);
      this.at = end < 0 ? text.length : end + 2;
    }
  }

  /** The name before an equals sign, which is passed too. */
  #key(): string | undefined {
    const text = this.#text;
    if (!startsName(text.charCodeAt(this.at))) {
      return undefined;
    }
    let end = this.at + 1;
    while (isOfName(text.charCodeAt(end))) {
      end += 1;
    }
    if (text.charCodeAt(end) !== EQUALS || text.charCodeAt(end + 1) === GREATER) {
      return undefined;
    }
    const name = text.slice(this.at, end);
    this.at = end + 1;
    return name;
  }

  #argument(depth: number): Argument {
    if (depth > DEEPEST) {
      this.broken = true;
      return { kind: 'other', text: '' };
    }
    this.#skipBlanks();
    switch (this.#text.charCodeAt(this.at)) {
      case QUOTE:
        return this.#string();
      case AT:
      case TILDE:
      case AND:
        this.at += 1;
        return this.#argument(depth + 1);
      case OPEN_STRUCT:
        this.at += 1;
        return { kind: 'struct', fields: this.items(CLOSE_STRUCT, depth + 1).fields };
      case OPEN_LIST: {
        this.at += 1;
        const { items, cut } = this.items(CLOSE_LIST, depth + 1);
        return { kind: 'list', items, truncated: cut };
      }
      default:
        return this.#word(depth);
    }
  }

  #string(): Argument {
    const text = this.#text;
    const start = this.at + 1;
    const plain = endOfPlain(text, start, QUOTE);
    if (plain >= 0) {
      const quoted = text.slice(start, plain);
      return this.#quoted(quoted, quoted, plain + 1);
    }
    const { bytes, end } = readQuoted(text, start, '"');
    this.broken ||= end < 0;
    const behind = end < 0 ? text.length : end;
    return this.#quoted(textOf(bytes), text.slice(start, end < 0 ? behind : end - 1), behind);
  }

  #quoted(meant: string, quoted: string, end: number): Argument {
    const truncated = this.#text.charCodeAt(end) === DOT && this.#text.startsWith('...', end);
    this.at = end + (truncated ? 3 : 0);
    return { kind: 'string', text: meant, quoted, truncated };
  }

  /** The end of a number, a name or question marks; -1 where nothing of these stands here. */
  #endOfToken(): number {
    const text = this.#text;
    const first = text.charCodeAt(this.at);
    if (isDigit(first) || first === MINUS) {
      const end = endOfNumber(text, this.at);
      return end > this.at ? end : -1;
    }
    let end = this.at + 1;
    if (startsName(first)) {
      for (let code = text.charCodeAt(end); isOfName(code) || code === DOT; code = text.charCodeAt(end)) {
        end += 1;
      }
      return end;
    }
    if (first !== QUESTION) {
      return -1;
    }
    while (text.charCodeAt(end) === QUESTION) {
      end += 1;
    }
    return end;
  }

  #word(depth: number): Argument {
    const text = this.#text;
    let names: string[] | undefined;
    let rest = 0n;
    for (let words = 1; ; words++) {
      const end = this.#endOfToken();
      if (end < 0) {
        this.broken = true;
        return { kind: 'other', text: '' };
      }
      const found = text.slice(this.at, end);
      const isNumber = isDigit(found.charCodeAt(0)) || found.charCodeAt(0) === MINUS;
      this.at = end;
      const next = text.charCodeAt(end);
      if (next === LESS) {
        if (text.charCodeAt(end + 1) === LESS) {
          return this.#shifted(names ?? [], rest, depth);
        }
        if (isNumber || found === 'AT_FDCWD') {
          return this.descriptor(isNumber ? Number(found) : AT_FDCWD);
        }
      }
      if (next === OPEN_CALL && !isNumber) {
        this.at += 1;
        return { kind: 'call', name: found, items: this.items(CLOSE_CALL, depth + 1).items };
      }
      const isLast = next !== PIPE;
      if (isNumber) {
        const value = isOctal(found) ? numberOf(`0o${found.replace(/^-?0/, '')}`) : numberOf(found);
        if (isLast && words === 1) {
          return { kind: 'number', value };
        }
        rest |= BigInt(value);
      } else {
        names ??= [];
        names.push(found);
      }
      if (isLast) {
        return { kind: 'flags', names: names ?? [], rest };
      }
      this.at += 1;
    }
  }

  /** `1<<CAP_CHOWN`: the constant of a capability is the bit already. */
  #shifted(before: readonly string[], rest: bigint, depth: number): Argument {
    this.at += 2;
    const shift = this.#argument(depth + 1);
    if (shift.kind === 'flags' && shift.names.length >= 1) {
      return { kind: 'flags', names: [...before, ...shift.names], rest: rest | shift.rest };
    }
    const isBit = shift.kind === 'number' && shift.value >= 0 && shift.value < MOST_BITS;
    const bit = isBit ? 1n << BigInt(shift.value) : 0n;
    return { kind: 'flags', names: before, rest: rest | bit };
  }
}
