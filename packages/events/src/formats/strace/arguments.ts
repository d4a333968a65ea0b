import type { Stretch } from '../../reading/piece.ts';
import { Words } from '../../reading/words.ts';
import type { Argument } from './argument.ts';
import { argumentAt, endOfNumber, isDigit, startsName } from './characters.ts';
import { Cursor } from './cursor.ts';
import { flagsAt } from './flags.ts';
import { endOfPlain, isPlain, readQuoted, textOf } from './quoted.ts';

export interface Parsed {
  readonly items: readonly Argument[];
  /** Behind the bracket that closes the arguments. */
  readonly end: number;
}

const AT_FDCWD = -100;
const DEEPEST = 50;
/** No mask is wider than this. */
const MOST_BITS = 1024;

const QUOTE = 0x22;
const AND = 0x26;
const OPEN_CALL = 0x28;
const CLOSE_CALL = 0x29;
const STAR = 0x2a;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const AT = 0x40;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_STRUCT = 0x7b;
const PIPE = 0x7c;
const CLOSE_STRUCT = 0x7d;
const TILDE = 0x7e;

/**
 * Reads arguments from behind the opening bracket (a place in the text) to the closing one; `undefined` where the text
 * breaks off.
 */
export function parseArguments(stretch: Stretch, from: number): Parsed | undefined {
  const parser = new Parser(stretch, from);
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
export function descriptorAtEnd(stretch: Stretch, from: number): Argument | undefined {
  const { text, codes } = stretch;
  const end = endOfNumber(codes, from, stretch.end);
  if (end === from || end >= stretch.end || codes[end] !== LESS || codes[end + 1] === LESS) {
    return undefined;
  }
  const parser = new Parser(stretch, end);
  const found = parser.descriptor(Number(text.slice(from, end)));
  return parser.broken || parser.at < stretch.end ? undefined : found;
}

interface Items {
  readonly items: Argument[];
  readonly fields: ReadonlyMap<string, Argument>;
  readonly cut: boolean;
}

const NO_FIELDS: ReadonlyMap<string, Argument> = new Map();

const words = new Words();

class Parser extends Cursor {
  /** Items up to the closing bracket, which is passed. */
  items(close: number, depth: number): Items {
    const items: Argument[] = [];
    let fields: Map<string, Argument> | undefined;
    let cut = false;
    for (;;) {
      this.skipBlanks();
      const code = this.code(this.at);
      if (code === close) {
        this.at += 1;
        break;
      }
      if (this.at >= this.end || depth > DEEPEST) {
        this.broken = true;
        break;
      }
      if (code === COMMA) {
        this.at += 1;
        continue;
      }
      if (code === DOT && this.isEllipsis(this.at)) {
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
      this.skipBlanks();
      // `in => out`: what went in is the argument.
      if (this.code(this.at) === EQUALS && this.code(this.at + 1) === GREATER) {
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
    const codes = this.codes;
    const last = this.end;
    let depth = 1;
    let plain = true;
    let end = this.at + 1;
    for (; end < last && depth > 0; end++) {
      const code = codes[end] ?? 0;
      if (code === LESS) {
        depth += 1;
      } else if (code === GREATER) {
        depth -= codes[end - 1] === MINUS ? 0 : 1;
      } else if (!isPlain(code)) {
        plain = false;
      }
    }
    this.broken ||= depth > 0;
    const shown = this.text.slice(this.at + 1, end - 1);
    const isDeleted = this.code(end) === OPEN_CALL && this.startsWith('(deleted)', end);
    this.at = end + (isDeleted ? '(deleted)'.length : 0);
    return { kind: 'descriptor', fd, shown, isPlain: plain };
  }

  /** The name before an equals sign, which is passed too. */
  #key(): string | undefined {
    if (!startsName(this.code(this.at))) {
      return undefined;
    }
    const end = this.endOfName(this.at + 1);
    if (this.code(end) !== EQUALS || this.code(end + 1) === GREATER) {
      return undefined;
    }
    const name = words.at(this.text, this.codes, this.at, end);
    this.at = end + 1;
    return name;
  }

  #argument(depth: number): Argument {
    if (depth > DEEPEST) {
      this.broken = true;
      return { kind: 'other', text: '' };
    }
    this.skipBlanks();
    switch (this.code(this.at)) {
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
        return this.#usual() ?? this.#word(depth);
    }
  }

  #string(): Argument {
    const text = this.text;
    const start = this.at + 1;
    const plain = endOfPlain(this.codes, start, this.end, QUOTE);
    if (plain >= 0) {
      const quoted = text.slice(start, plain);
      return this.#quoted(quoted, quoted, plain + 1);
    }
    const { bytes, end } = readQuoted(text.slice(0, this.end), start, '"');
    this.broken ||= end < 0;
    const behind = end < 0 ? this.end : end;
    return this.#quoted(textOf(bytes), text.slice(start, end < 0 ? behind : end - 1), behind);
  }

  #quoted(meant: string, quoted: string, end: number): Argument {
    const truncated = this.code(end) === DOT && this.isEllipsis(end);
    this.at = end + (truncated ? 3 : 0);
    return { kind: 'string', text: meant, quoted, truncated };
  }

  /** One number, or names with nothing else among them: most of what stands without quotes. */
  #usual(): Argument | undefined {
    const start = this.at;
    const first = this.code(start);
    if (isDigit(first) || first === MINUS) {
      const end = endOfNumber(this.codes, start, this.end);
      const next = this.code(end);
      if (end === start || next === LESS || next === PIPE) {
        return undefined;
      }
      this.at = end;
      const value = argumentAt(this.text, this.codes, start, end);
      return { kind: 'number', value: next === STAR ? this.times(value) : value };
    }
    let end = start;
    do {
      if (end > start) end += 1;
      if (!startsName(this.code(end))) return undefined;
      end = this.endOfName(end + 1);
    } while (this.code(end) === PIPE);
    const next = this.code(end);
    if (next === LESS || next === OPEN_CALL || next === DOT) {
      return undefined;
    }
    this.at = end;
    return flagsAt(this.text, this.codes, start, end);
  }

  #word(depth: number): Argument {
    let names: string[] | undefined;
    let rest = 0n;
    for (let several = 1; ; several++) {
      const start = this.at;
      const end = this.endOfToken();
      if (end < 0) {
        this.broken = true;
        return { kind: 'other', text: '' };
      }
      const first = this.code(start);
      const isNumber = isDigit(first) || first === MINUS;
      const found = isNumber ? '' : words.at(this.text, this.codes, start, end);
      this.at = end;
      const next = this.code(end);
      const isShift = next === LESS && this.code(end + 1) === LESS;
      if (next === LESS && !isShift && (isNumber || found === 'AT_FDCWD')) {
        return this.descriptor(isNumber ? Number(this.text.slice(start, end)) : AT_FDCWD);
      }
      if (next === OPEN_CALL && !isNumber) {
        this.at += 1;
        return { kind: 'call', name: found, items: this.items(CLOSE_CALL, depth + 1).items };
      }
      if (isShift) {
        const name = this.#shift();
        if (typeof name === 'string') {
          names ??= [];
          names.push(name);
        } else {
          rest |= name;
        }
      } else if (!isNumber) {
        names ??= [];
        names.push(found);
      } else {
        const value = argumentAt(this.text, this.codes, start, end);
        if (next !== PIPE && several === 1) {
          return { kind: 'number', value };
        }
        rest |= BigInt(value);
      }
      if (this.code(this.at) !== PIPE) {
        return { kind: 'flags', names: names ?? [], rest };
      }
      this.at += 1;
    }
  }

  /** `1<<CAP_CHOWN`, from the signs on: the constant of a capability is the bit already, a number is which bit. */
  #shift(): string | bigint {
    this.at += 2;
    const start = this.at;
    const end = this.endOfToken();
    if (end < 0) {
      this.broken = true;
      return 0n;
    }
    this.at = end;
    const first = this.code(start);
    if (!isDigit(first) && first !== MINUS) {
      return words.at(this.text, this.codes, start, end);
    }
    const bit = argumentAt(this.text, this.codes, start, end);
    return bit >= 0 && bit < MOST_BITS ? 1n << BigInt(bit) : 0n;
  }
}
