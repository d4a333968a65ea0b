import { limits } from '../limits.ts';
import type { Range } from '../span.ts';
import type { HclTokens, Mistake, Token } from './tokens.ts';

/** A line of a body, or several where a bracket or a block holds them together. */
export interface Item {
  readonly tokens: readonly Token[];
  /** Set for a block: what stands between its braces. */
  readonly block: ItemBlock | undefined;
  /** A mistake in its brackets or texts has been told, so its value cannot be read. */
  readonly broken: boolean;
}

export interface ItemBlock {
  readonly open: Token;
  /** Nothing where the block is never closed. */
  readonly close: Token | undefined;
  readonly items: readonly Item[];
}

export interface Outline {
  readonly items: readonly Item[];
  readonly mistakes: readonly Mistake[];
  /** Where nesting passes the limit: nothing is read then. */
  readonly tooDeep?: Range;
}

/**
 * Which lines and blocks a file has. Where a bracket is never closed, a line at the left edge that starts a block ends
 * what is open, so that a forgotten brace costs one block and not the rest of the file.
 */
export function outlineOf(text: string, read: HclTokens): Outline {
  const strict = build(text, read, false);
  return strict === 'unclosed' ? recovered(text, read) : strict;
}

function recovered(text: string, read: HclTokens): Outline {
  const outline = build(text, read, true);
  return outline === 'unclosed' ? { items: [], mistakes: [] } : outline;
}

interface OpenItem {
  readonly tokens: Token[];
  hasEquals: boolean;
  block: { open: Token; close: Token | undefined; items: OpenItem[] } | undefined;
  broken: boolean;
}

interface Frame {
  readonly open: Token;
  readonly item: OpenItem;
  /** Whether lines in it are items: the braces of a block. */
  readonly body: boolean;
}

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
const blockStart = /[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\r\n]*"|[\w-]+))*[ \t]*\{/y;

function build(
  text: string,
  { tokens, mistakes: lexical }: HclTokens,
  recovering: boolean,
): Outline | 'unclosed' {
  const root: OpenItem[] = [];
  const stack: Frame[] = [];
  const mistakes: Mistake[] = [];
  let items = root;
  let item: OpenItem | undefined;

  const current = (): OpenItem => {
    if (item !== undefined) return item;
    const started: OpenItem = { tokens: [], hasEquals: false, block: undefined, broken: false };
    items.push(started);
    item = started;
    return started;
  };
  const leave = (frame: Frame): void => {
    const around = stack.findLast((open) => open.body)?.item.block?.items ?? root;
    if (frame.body) {
      item = frame.item;
      items = around;
    }
  };
  const unclosed = (frame: Frame, end: number, known = false): void => {
    if (!frame.body) frame.item.broken = true;
    // A text without an end has swallowed what would have closed it.
    const swallowed = brokenBetween(lexical, frame.open.start, end);
    if (!known && !swallowed)
      mistakes.push({
        range: frame.open,
        detail: `this \`${text[frame.open.start]}\` is never closed`,
        fatal: true,
      });
  };
  /** Only the innermost is told: of those around it, one has its bracket. */
  const cut = (end: number): void => {
    for (let told = false, frame = stack.pop(); frame !== undefined; told = true, frame = stack.pop()) {
      unclosed(frame, end, told);
      leave(frame);
    }
    item = undefined;
    items = root;
  };

  for (const token of tokens) {
    if (recovering && stack.length > 0 && isLeft(text, token.start) && startsBlock(text, token.start))
      cut(token.start);
    const top = stack.at(-1);
    const inBody = top === undefined || top.body;
    switch (token.kind) {
      case 'newline':
        if (inBody) item = undefined;
        else current().tokens.push(token);
        break;
      case 'open': {
        if (stack.length >= limits.depth) return { items: [], mistakes: [], tooDeep: token };
        const opened = current();
        const body = inBody && text[token.start] === '{' && !opened.hasEquals && opened.block === undefined;
        stack.push({ open: token, item: opened, body });
        if (body) {
          opened.block = { open: token, close: undefined, items: [] };
          items = opened.block.items;
          item = undefined;
        } else opened.tokens.push(token);
        break;
      }
      case 'close': {
        const bracket = text[token.start] ?? '';
        const match = stack.findLastIndex(
          ({ open, body }) => closing[text[open.start] ?? ''] === bracket || (body && bracket !== '}'),
        );
        const frame = stack[match];
        if (frame === undefined || closing[text[frame.open.start] ?? ''] !== bracket) {
          mistakes.push({ range: token, detail: `this \`${bracket}\` closes nothing`, fatal: true });
          current().broken = true;
          break;
        }
        for (let told = false; stack.length > match + 1; told = true) {
          const inner = stack.pop();
          if (inner !== undefined) unclosed(inner, token.start, told);
        }
        stack.pop();
        leave(frame);
        if (frame.item.block !== undefined && frame.body) frame.item.block.close = token;
        else frame.item.tokens.push(token);
        break;
      }
      default: {
        const at = current();
        if (token.kind === 'equals' && inBody) at.hasEquals = true;
        at.tokens.push(token);
      }
    }
  }
  if (stack.length > 0 && !recovering) return 'unclosed';
  cut(text.length);
  return { items: root, mistakes };
}

/** Whether a mistake without an end starts there; they are in order of their places, as good as. */
function brokenBetween(mistakes: readonly Mistake[], start: number, end: number): boolean {
  let low = 0;
  let high = mistakes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((mistakes[middle]?.range.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  for (
    let mistake = mistakes[low];
    mistake !== undefined && mistake.range.start < end;
    mistake = mistakes[++low]
  ) {
    if (mistake.fatal) return true;
  }
  return false;
}

const isLeft = (text: string, at: number): boolean => at === 0 || text[at - 1] === '\n';

function startsBlock(text: string, at: number): boolean {
  blockStart.lastIndex = at;
  return blockStart.test(text);
}
