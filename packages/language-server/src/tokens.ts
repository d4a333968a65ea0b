import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';

interface Sent {
  readonly id: string;
  readonly data: readonly number[];
}

/** Semantic tokens as they were sent last, so that after an edit only what differs has to be. */
export class TokensOf {
  readonly #sent = new Map<string, Sent>();
  #count = 0;

  whole(uri: string, data: readonly number[]): SemanticTokens {
    return { resultId: this.#remember(uri, data), data: [...data] };
  }

  since(uri: string, id: string, data: readonly number[]): SemanticTokens | SemanticTokensDelta {
    const before = this.#sent.get(uri);
    if (before?.id !== id) return this.whole(uri, data);
    return { resultId: this.#remember(uri, data), edits: difference(before.data, data) };
  }

  forget(uri: string): void {
    this.#sent.delete(uri);
  }

  #remember(uri: string, data: readonly number[]): string {
    const id = String(++this.#count);
    this.#sent.set(uri, { id, data });
    return id;
  }
}

/** One edit from the first number that differs to the last. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensDelta['edits'] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return [];
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [{ start, deleteCount: before.length - start - end, data: after.slice(start, after.length - end) }];
}
