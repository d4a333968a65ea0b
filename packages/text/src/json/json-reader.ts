import type { Range } from '../span.ts';

/** What a walk over JSON text meets, in order. `C` is what the caller makes of an object or array while it is open. */
export interface JsonEvents {
  open(kind: 'object' | 'array', start: number): void;
  close(end: number): void;
  /** A string before a `:`; places take in the quotes. */
  key(range: Range): void;
  value(kind: 'string' | 'number' | 'word', range: Range): void;
}

export interface JsonError {
  readonly kind: 'syntax' | 'depth';
  readonly range: Range;
  readonly detail: string;
}

const blanks = /[ \t\n\r]*/y;
const string = /"[^"\\\0-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\0-\x1f]*)*"/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])/y;
const word = /(?:true|false|null)(?!\w)/y;
const wrong = /[^\s,:[\]{}"]+|./suy;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }' | 'end';

/**
 * Walks strict JSON without recursion. Stops at the first mistake and says where it is and what was due, or where
 * `deepest` is passed. Everything before has been handed over; what is still open is not closed.
 */
export function walkJson(text: string, events: JsonEvents, deepest: number): JsonError | undefined {
  const open: ('object' | 'array')[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let expected: Expected = 'value';
  const behindValue = (): Expected => {
    const top = open.at(-1);
    return top === undefined ? 'end' : top === 'object' ? ', or }' : ', or ]';
  };
  for (;;) {
    at = match(blanks, text, at) ?? at;
    if (at >= text.length) {
      if (expected === 'end') return undefined;
      return {
        kind: 'syntax',
        range: { start: at, end: at },
        detail: `the text ends where ${due[expected]} is due`,
      };
    }
    const char = text[at] ?? '';
    const mayClose = expected.endsWith(char) && (char === ']' || char === '}');
    if (mayClose) {
      open.pop();
      events.close(++at);
      expected = behindValue();
    } else if (expected === ', or ]' || expected === ', or }') {
      if (char !== ',') return mistake(text, at, expected);
      at++;
      expected = expected === ', or }' ? 'key' : 'value';
    } else if (expected === ':') {
      if (char !== ':') return mistake(text, at, expected);
      at++;
      expected = 'value';
    } else if (expected === 'key' || expected === 'key or }') {
      const end = match(string, text, at);
      if (end === undefined) return mistake(text, at, expected);
      events.key({ start: at, end });
      at = end;
      expected = ':';
    } else if (expected === 'end') {
      return mistake(text, at, expected);
    } else if (char === '{' || char === '[') {
      if (open.length >= deepest)
        return { kind: 'depth', range: { start: at, end: at + 1 }, detail: 'nested too deeply' };
      const kind: 'object' | 'array' = char === '{' ? 'object' : 'array';
      open.push(kind);
      events.open(kind, at++);
      expected = kind === 'object' ? 'key or }' : 'value or ]';
    } else {
      const kind: 'string' | 'number' | 'word' =
        char === '"' ? 'string' : /[-0-9]/.test(char) ? 'number' : 'word';
      const end = match(patterns[kind], text, at);
      if (end === undefined) return mistake(text, at, expected);
      events.value(kind, { start: at, end });
      at = end;
      expected = behindValue();
    }
  }
}

const patterns = { string, number, word } as const;

const due: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'value or ]': 'a value or `]`',
  key: 'a key in double quotes',
  'key or }': 'a key in double quotes or `}`',
  ':': '`:`',
  ', or ]': '`,` or `]`',
  ', or }': '`,` or `}`',
  end: 'the end of the text',
};

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function mistake(text: string, at: number, expected: Expected): JsonError {
  if (text[at] === '"' && match(string, text, at) === undefined) {
    return { kind: 'syntax', range: { start: at, end: at + 1 }, detail: stringMistake(text, at) };
  }
  const end = Math.min(match(wrong, text, at) ?? at + 1, at + 40);
  return {
    kind: 'syntax',
    range: { start: at, end },
    detail: `\`${text.slice(at, end)}\` stands where ${due[expected]} is due`,
  };
}

function stringMistake(text: string, at: number): string {
  const end = /["\0-\x1f]|\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(
    text.slice(at + 1).replace(/\\["\\]/g, '  '),
  );
  if (end === null) return 'this string has no closing quote';
  if (end[0] === '\\') return 'this string has an escape that JSON does not know';
  return 'this string holds a line break or a control character; write it as an escape';
}
