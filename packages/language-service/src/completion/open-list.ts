import { nameBefore, type Token, tokensOf } from './tokens.ts';

/** What is being written at the end of a text, where a list or a quote stands open. */
export interface Open {
  /** The name that it is compared with; empty where there is none. */
  readonly of: string;
  /** How many members of the list are done, where it is one. */
  readonly member: number | undefined;
  /** The text whose closing quote is still to come. */
  readonly text: { readonly kind: 'string' | 'pattern' | 'regexp'; readonly value: string } | undefined;
  readonly operator: string;
}

/** undefined where the end of the text is in neither. */
export function openAt(source: string): Open | undefined {
  const tokens = tokensOf(source);
  const list = openBracket(tokens);
  const text = openText(tokens.at(-1));
  if (list === undefined && text === undefined) return undefined;
  const from = list ?? tokens.length - 1;
  return {
    of: nameBefore(tokens, from),
    member: list === undefined ? undefined : tokens.slice(list).filter((token) => token.text === ',').length,
    text,
    operator: tokens[from - 1]?.text ?? '',
  };
}

/** Where a bracket stands open. */
export function openBracket(tokens: readonly Token[]): number | undefined {
  let depth = 0;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const { text } = tokens[index] ?? { text: '' };
    if (text === ']') depth++;
    else if (text === '[' && --depth < 0) return index;
  }
  return undefined;
}

/** How many brackets and parentheses stand open. */
export function openBrackets(tokens: readonly Token[]): number {
  let depth = 0;
  for (const { kind, text } of tokens) {
    if (kind !== 'operator') continue;
    if (text === '[' || text === '(') depth++;
    else if ((text === ']' || text === ')') && depth > 0) depth--;
  }
  return depth;
}

function openText(token: Token | undefined): Open['text'] {
  if (token?.kind !== 'text' || isClosed(token.text)) return undefined;
  const kind = token.text.startsWith('~') ? 'pattern' : token.text.startsWith('r') ? 'regexp' : 'string';
  return { kind, value: token.text.slice(kind === 'string' ? 1 : 2) };
}

export function isClosed(text: string): boolean {
  return /^[~r]?"(?:\\.|[^"\\])*"$/.test(text);
}
