/** One argument or result as strace prints it. */
export type Argument =
  | {
      readonly kind: 'string';
      readonly text: string;
      readonly bytes: readonly number[];
      readonly truncated: boolean;
    }
  | { readonly kind: 'number'; readonly value: number | bigint }
  /** A symbol, or several of them and numbers joined by `|`. */
  | { readonly kind: 'flags'; readonly names: readonly string[]; readonly rest: bigint }
  /** `3</path>`, `AT_FDCWD</cwd>`, `4<TCP:[…]>`; `fd` is -100 for `AT_FDCWD`. */
  | { readonly kind: 'descriptor'; readonly fd: number; readonly shown: string; readonly deleted: boolean }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, Argument> }
  | { readonly kind: 'list'; readonly items: readonly Argument[]; readonly truncated: boolean }
  /** `htons(53)`, `inet_addr("127.0.0.1")`. */
  | { readonly kind: 'call'; readonly name: string; readonly items: readonly Argument[] }
  | { readonly kind: 'other'; readonly text: string };

export interface Parsed {
  readonly items: readonly Argument[];
  /** Behind the bracket that closes the arguments. */
  readonly end: number;
}

const AT_FDCWD = -100;
const DEEPEST = 50;
const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  v: 11,
  f: 12,
  a: 7,
  b: 8,
  e: 27,
};
const utf8 = new TextDecoder('utf-8');

/** Reads arguments from behind the opening bracket to the closing one; `undefined` where the text breaks off. */
export function parseArguments(text: string, from: number): Parsed | undefined {
  let at = from;
  let broken = false;

  const peek = (): string => text.charAt(at);
  const skipBlanks = (): void => {
    for (;;) {
      while (peek() === ' ') {
        at += 1;
      }
      if (!text.startsWith('/*', at)) {
        return;
      }
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    }
  };

  /** Items up to the closing bracket, which is passed. */
  const items = (
    close: string,
    depth: number,
  ): { items: Argument[]; fields: Map<string, Argument>; cut: boolean } => {
    const found: Argument[] = [];
    const fields = new Map<string, Argument>();
    let cut = false;
    for (;;) {
      skipBlanks();
      if (peek() === close) {
        at += 1;
        return { items: found, fields, cut };
      }
      if (at >= text.length || depth > DEEPEST) {
        broken = true;
        return { items: found, fields, cut };
      }
      if (peek() === ',') {
        at += 1;
        continue;
      }
      if (text.startsWith('...', at)) {
        at += 3;
        cut = true;
        continue;
      }
      const before = at;
      const key = /[a-z_]\w*(?==(?!>))/iy;
      key.lastIndex = at;
      const name = key.exec(text)?.[0];
      if (name !== undefined) {
        at += name.length + 1;
      }
      const value = argument(depth);
      if (name === undefined) {
        found.push(value);
        if (value.kind === 'call') {
          // `inet_pton(AF_INET6, "::1", &sin6_addr)` stands among the fields of an address without a name.
          fields.set(value.name, value);
        }
      } else {
        fields.set(name, value);
      }
      skipBlanks();
      // `in => out`: what went in is the argument.
      if (text.startsWith('=>', at)) {
        at += 2;
        argument(depth);
      }
      if (broken || at === before) {
        broken = true;
        return { items: found, fields, cut };
      }
    }
  };

  const argument = (depth: number): Argument => {
    if (depth > DEEPEST) {
      broken = true;
      return { kind: 'other', text: '' };
    }
    skipBlanks();
    switch (peek()) {
      case '"':
        return string();
      case '@':
        at += 1;
        return argument(depth + 1);
      case '{': {
        at += 1;
        return { kind: 'struct', fields: items('}', depth + 1).fields };
      }
      case '[': {
        at += 1;
        const { items: list, cut } = items(']', depth + 1);
        return { kind: 'list', items: list, truncated: cut };
      }
      case '~':
      case '&':
        at += 1;
        return argument(depth + 1);
      default:
        return word(depth);
    }
  };

  const string = (): Argument => {
    const { bytes, end } = readQuoted(text, at + 1, '"');
    if (end < 0) {
      broken = true;
      at = text.length;
    } else {
      at = end;
    }
    const truncated = text.startsWith('...', at);
    at += truncated ? 3 : 0;
    return { kind: 'string', text: textOf(bytes), bytes, truncated };
  };

  const word = (depth: number): Argument => {
    const names: string[] = [];
    let rest = 0n;
    let words = 0;
    let single: Argument | undefined;
    for (;;) {
      const token = /-?0x[0-9a-f]+|-?\d+|[a-z_][\w.]*|\?+/iy;
      token.lastIndex = at;
      const found = token.exec(text)?.[0];
      if (found === undefined) {
        broken = true;
        return { kind: 'other', text: '' };
      }
      at += found.length;
      words += 1;
      const isNumber = /^-?\d/.test(found);
      if (text.startsWith('<<', at)) {
        at += 2;
        const shift = argument(depth + 1);
        // `1<<CAP_CHOWN`: the constant of a capability is the bit already.
        if (shift.kind === 'flags' && shift.names.length >= 1) {
          names.push(...shift.names);
          rest |= shift.rest;
        } else if (shift.kind === 'number') {
          rest |= 1n << BigInt(shift.value);
        }
        return { kind: 'flags', names, rest };
      }
      if (peek() === '<' && (isNumber || found === 'AT_FDCWD')) {
        return descriptor(isNumber ? Number(found) : AT_FDCWD);
      }
      if (peek() === '(' && !isNumber) {
        at += 1;
        return { kind: 'call', name: found, items: items(')', depth + 1).items };
      }
      if (isNumber) {
        const octal = /^-?0[0-7]+$/.test(found);
        const value = octal ? BigInt(`0o${found.replace(/^-?0/, '')}`) : bigint(found);
        const small = Number(value);
        single = { kind: 'number', value: Number.isSafeInteger(small) ? small : value };
        rest |= value;
      } else {
        names.push(found);
      }
      if (peek() !== '|') {
        break;
      }
      at += 1;
    }
    return words === 1 && single !== undefined ? single : { kind: 'flags', names, rest };
  };

  const descriptor = (fd: number): Argument => {
    let depth = 1;
    let end = at + 1;
    for (; end < text.length && depth > 0; end++) {
      const character = text.charAt(end);
      if (character === '<') {
        depth += 1;
      } else if (character === '>' && text.charAt(end - 1) !== '-') {
        depth -= 1;
      }
    }
    broken ||= depth > 0;
    const shown = text.slice(at + 1, end - 1);
    at = end;
    const deleted = text.startsWith('(deleted)', at);
    at += deleted ? '(deleted)'.length : 0;
    return { kind: 'descriptor', fd, shown, deleted };
  };

  const all = items(')', 0);
  // `clone(child_stack=NULL, flags=…)`: arguments with names are one struct behind the others.
  const fields = all.fields.size > 0 ? [{ kind: 'struct' as const, fields: all.fields }] : [];
  return broken ? undefined : { items: [...all.items, ...fields], end: at };
}

function bigint(text: string): bigint {
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
}

/** Bytes of a quoted text with C escapes; `end` is behind the closing quote, or -1 where there is none. */
function readQuoted(text: string, from: number, close: string): { bytes: number[]; end: number } {
  const bytes: number[] = [];
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === close) {
      return { bytes, end: at + 1 };
    }
    if (character !== '\\') {
      pushCharacter(bytes, text.codePointAt(at) ?? 0);
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    const code = /x([0-9a-f]{1,2})|([0-7]{1,3})/iy;
    code.lastIndex = at + 1;
    const [whole, hex, octal] = code.exec(text) ?? [];
    if (whole !== undefined) {
      bytes.push((hex !== undefined ? Number.parseInt(hex, 16) : Number.parseInt(octal ?? '0', 8)) & 0xff);
      at += 1 + whole.length;
    } else {
      const next = text.charAt(at + 1);
      bytes.push(SIMPLE_ESCAPES[next] ?? next.charCodeAt(0));
      at += 2;
    }
  }
  return { bytes, end: -1 };
}

function pushCharacter(bytes: number[], code: number): void {
  if (code < 0x80) {
    bytes.push(code);
  } else {
    bytes.push(...new TextEncoder().encode(String.fromCodePoint(code)));
  }
}

function textOf(bytes: readonly number[]): string {
  return utf8.decode(Uint8Array.from(bytes));
}

/** The path that a descriptor shows: `/dev/null<char 1:3>` is `/dev/null`; sockets and pipes have none. */
export function pathOf(argument: Argument | undefined): string | undefined {
  if (argument?.kind !== 'descriptor' || !argument.shown.startsWith('/')) {
    return undefined;
  }
  const plain = argument.shown.replace(/<[^<>]*>$/, '').replace(/ \(deleted\)$/, '');
  return textOf(readQuoted(plain, 0, '').bytes);
}
