import { isClosed, openAt, openBracket } from './open-list.ts';

/** The words of the text before a place, just enough to know what may follow. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'operator' | 'variable';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const form =
  /(?<blank>\s+|#[^\n]*|\/\/[^\n]*)|(?<text>[~r]?"(?:\\.|[^"\\])*"?)|(?<variable>\$\{[^}]*\}?)|(?<name>[A-Za-z_][\w.]*(?:\[[\w]*\]?[\w.]*)?)|(?<number>[0-9][\w./:]*)|(?<operator>&&|\|\||==|!=|=~|!~|<=|>=|[<>!&|^+\-()[\],])|(?<other>.)/gy;

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(form)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    if (kind === undefined || kind === 'blank') continue;
    const at = { text: match[0], start: match.index, end: match.index + match[0].length };
    tokens.push({ ...at, kind: kind === 'other' ? 'operator' : (kind as Token['kind']) });
  }
  return tokens;
}

/** What may be written at the end of a text. */
export type Expected =
  | { readonly kind: 'operand' }
  /** Behind a comparison with a field. */
  | { readonly kind: 'value'; readonly of: string; readonly operator: string }
  /** Behind `in`. */
  | { readonly kind: 'array'; readonly of: string }
  /** Between the brackets of a list. */
  | { readonly kind: 'member'; readonly of: string }
  /** Behind an operand. */
  | { readonly kind: 'operator'; readonly of: string }
  /** Between the quotes of a text that is compared, or of a list's member. */
  | { readonly kind: 'text'; readonly of: string }
  /** Behind `${`. */
  | { readonly kind: 'variable' }
  | { readonly kind: 'nothing' };

export interface Typing {
  readonly expected: Expected;
  /** The word that is being typed, up to the place. */
  readonly word: string;
  readonly start: number;
}

const comparisons = ['==', '!=', '=~', '!~', '<', '<=', '>', '>='];

export function typingAt(text: string): Typing {
  const tokens = [...tokensOf(text)];
  const last = tokens.at(-1);
  if (last !== undefined && last.end === text.length) {
    if (last.kind === 'text' && !isClosed(last.text)) {
      const open = /\$\{([\w.]*)$/.exec(last.text);
      if (open === null) return textAt(text, last);
      return variableAt(text, open[1] ?? '');
    }
    if (last.kind === 'variable' && !last.text.endsWith('}')) return variableAt(text, last.text.slice(2));
    if (last.kind === 'name') {
      tokens.pop();
      return { expected: expectedAfter(tokens), word: last.text, start: last.start };
    }
    if (last.kind === 'number') return { expected: { kind: 'nothing' }, word: '', start: text.length };
    if (last.text === '$') return { expected: { kind: 'nothing' }, word: '', start: text.length };
  }
  if (/(?:#|\/\/)[^\n]*$/.test(text) && last !== undefined && /(?:#|\/\/)[^\n]*$/.test(text.slice(last.end)))
    return { expected: { kind: 'nothing' }, word: '', start: text.length };
  return { expected: expectedAfter(tokens), word: '', start: text.length };
}

function textAt(text: string, last: Token): Typing {
  const start = last.start + last.text.indexOf('"') + 1;
  return { expected: { kind: 'text', of: openAt(text)?.of ?? '' }, word: text.slice(start), start };
}

function variableAt(text: string, word: string): Typing {
  return { expected: { kind: 'variable' }, word, start: text.length - word.length };
}

function expectedAfter(tokens: readonly Token[]): Expected {
  const list = openBracket(tokens);
  if (list !== undefined) {
    const lastText = tokens.at(-1)?.text;
    if (lastText !== '[' && lastText !== ',') return { kind: 'nothing' };
    return { kind: 'member', of: nameBefore(tokens, list) };
  }
  const last = tokens.at(-1);
  if (last === undefined) return { kind: 'operand' };
  if (last.kind === 'name') {
    if (['in', 'allin'].includes(last.text))
      return { kind: 'array', of: nameBefore(tokens, tokens.length - 1) };
    if (['and', 'or', 'not'].includes(last.text)) return { kind: 'operand' };
    return { kind: 'operator', of: last.text };
  }
  if (last.kind !== 'operator') return { kind: 'operator', of: last.kind === 'variable' ? last.text : '' };
  if (comparisons.includes(last.text))
    return { kind: 'value', of: nameBefore(tokens, tokens.length - 1), operator: last.text };
  if (['&', '|', '^'].includes(last.text))
    return { kind: 'value', of: nameBefore(tokens, tokens.length - 1), operator: '&' };
  return [')', ']'].includes(last.text) ? { kind: 'operator', of: '' } : { kind: 'operand' };
}

/** The name that is compared with what stands at an index; empty where there is none. */
export function nameBefore(tokens: readonly Token[], index: number): string {
  for (let at = index - 1; at >= 0; at--) {
    const token = tokens[at];
    if (token === undefined || ['&&', '||', 'and', 'or'].includes(token.text)) return '';
    if (
      token.kind === 'name' &&
      !['in', 'not', 'allin'].includes(token.text) &&
      !/^[A-Z_]+$/.test(token.text)
    )
      return token.text;
    if (token.kind === 'variable') return token.text;
  }
  return '';
}
