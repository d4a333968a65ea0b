import type { Comment, Tree } from '../parse/tree.ts';
import { comment, type Doc, parts, sequence } from './doc.ts';

/** The comments of a tree, handed out in order while the tree is written. */
export interface CommentCursor {
  /** Those before an offset that were not handed out yet. */
  readonly takeBefore: (offset: number) => Doc;
  /** Whether any stand in a stretch of the text. */
  readonly within: (start: number, end: number) => boolean;
}

export function commentCursor({ text, comments }: Tree): CommentCursor {
  const docs = comments.map((each) => comment(each.text.trimEnd(), standsAlone(text, each)));
  let next = 0;
  return {
    takeBefore(offset) {
      const first = next;
      while (next < comments.length && (comments[next] as Comment).span.start < offset) next++;
      return first === next ? parts() : sequence(docs.slice(first, next));
    },
    within: (start, end) => {
      const at = firstFrom(comments, start);
      return at < comments.length && (comments[at] as Comment).span.start < end;
    },
  };
}

/** Whether nothing but blanks stands before the comment on its line. */
function standsAlone(text: string, { span }: Comment): boolean {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  return text.slice(lineStart, span.start).trim() === '';
}

/** Index of the first comment that starts at an offset or later. */
function firstFrom(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[middle] as Comment).span.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
