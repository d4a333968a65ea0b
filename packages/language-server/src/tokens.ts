import { numbersOf, type TokenBlock } from '@secl/language-service';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';

interface Sent {
  readonly id: string;
  readonly blocks: readonly TokenBlock[];
}

/** Semantic tokens as they were sent last, so that after an edit only what differs has to be. */
export class TokensOf {
  readonly #sent = new Map<string, Sent>();
  #count = 0;

  whole(uri: string, blocks: readonly TokenBlock[]): SemanticTokens {
    return { resultId: this.#remember(uri, blocks), data: numbersOf(blocks) };
  }

  since(uri: string, id: string, blocks: readonly TokenBlock[]): SemanticTokens | SemanticTokensDelta {
    const before = this.#sent.get(uri);
    if (before?.id !== id) return this.whole(uri, blocks);
    return { resultId: this.#remember(uri, blocks), edits: difference(before.blocks, blocks) };
  }

  forget(uri: string): void {
    this.#sent.delete(uri);
  }

  #remember(uri: string, blocks: readonly TokenBlock[]): string {
    const id = String(++this.#count);
    this.#sent.set(uri, { id, blocks });
    return id;
  }
}

/** One edit from the first number that differs to the last. Only the numbers of blocks that changed are looked at. */
function difference(
  before: readonly TokenBlock[],
  after: readonly TokenBlock[],
): SemanticTokensDelta['edits'] {
  const same = commonEnds(before, after, isSameBlock);
  const behind = (all: readonly TokenBlock[]): TokenBlock[] => all.slice(same.head, all.length - same.tail);
  const old = numbersOf(behind(before));
  const now = numbersOf(behind(after));
  const { head, tail } = commonEnds(old, now, (a, b) => a === b);
  if (head === old.length && head === now.length) return [];
  const start = before.slice(0, same.head).reduce((sum, { words }) => sum + 2 + words.length, head);
  return [{ start, deleteCount: old.length - head - tail, data: now.slice(head, now.length - tail) }];
}

function isSameBlock(a: TokenBlock, b: TokenBlock): boolean {
  return a.words === b.words && a.down === b.down && a.right === b.right;
}

/** How many two lists share at their starts, and behind these at their ends. */
function commonEnds<Each>(
  before: readonly Each[],
  after: readonly Each[],
  isSame: (a: Each, b: Each) => boolean,
): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(before.length, after.length);
  const sameAt = (a: number, b: number): boolean => {
    const [left, right] = [before[a], after[b]];
    return left !== undefined && right !== undefined && isSame(left, right);
  };
  let head = 0;
  while (head < shorter && sameAt(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && sameAt(before.length - 1 - tail, after.length - 1 - tail)) tail++;
  return { head, tail };
}
