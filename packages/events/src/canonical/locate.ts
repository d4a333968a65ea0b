import { parseJson } from '@secl/text';

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a key, or an item of a list, stands in a text that is valid JSON. Of keys that stand twice the last, which is
 * the one `JSON.parse` takes. Only mistakes are looked up, so this need not be fast.
 */
export function locate(json: string, path: readonly (string | number)[]): Stretch {
  let at: Stretch = { start: skipBlanks(json, 0), end: json.trimEnd().length };
  let container = at.start;
  for (const step of path) {
    const found = typeof step === 'number' ? item(json, container, step) : key(json, container, step);
    if (found === undefined) {
      return at;
    }
    at = found.shown;
    container = found.value;
  }
  return at;
}

interface Found {
  readonly shown: Stretch;
  readonly value: number;
}

function key(json: string, object: number, name: string): Found | undefined {
  let found: Found | undefined;
  if (json[object] !== '{') {
    return undefined;
  }
  let at = skipBlanks(json, object + 1);
  while (json[at] === '"') {
    const end = skipString(json, at);
    const value = skipBlanks(json, skipBlanks(json, end) + 1);
    if (isString(json.slice(at, end), name)) {
      found = { shown: { start: at, end }, value };
    }
    at = afterComma(json, skipValue(json, value));
  }
  return found;
}

function item(json: string, list: number, index: number): Found | undefined {
  if (json[list] !== '[') {
    return undefined;
  }
  let at = skipBlanks(json, list + 1);
  for (let passed = 0; at < json.length && json[at] !== ']'; passed++) {
    const end = skipValue(json, at);
    if (passed === index) {
      return { shown: { start: at, end }, value: at };
    }
    at = afterComma(json, end);
  }
  return undefined;
}

function isString(quoted: string, text: string): boolean {
  const parsed = parseJson(quoted);
  return parsed.ok && parsed.value === text;
}

function afterComma(json: string, from: number): number {
  const at = skipBlanks(json, from);
  return json[at] === ',' ? skipBlanks(json, at + 1) : at;
}

function skipBlanks(json: string, from: number): number {
  let at = from;
  while (at < json.length && ' \t\r\n'.includes(json.charAt(at))) {
    at += 1;
  }
  return at;
}

function skipString(json: string, quote: number): number {
  let at = quote + 1;
  while (at < json.length && json[at] !== '"') {
    at += json[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}

/** Past one value; brackets are counted, so depth costs no stack. */
function skipValue(json: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < json.length) {
    const character = json.charAt(at);
    if (character === '"') {
      at = skipString(json, at);
    } else if (character === '{' || character === '[') {
      depth += 1;
      at += 1;
    } else if (character === '}' || character === ']') {
      if (depth === 0) {
        return at;
      }
      depth -= 1;
      at += 1;
    } else if (character === ',' && depth === 0) {
      return at;
    } else {
      at += 1;
      continue;
    }
    if (depth === 0) {
      return at;
    }
  }
  return at;
}
