import { type Page, pageOfCode } from '@secl/lint';
import type { Range as Offsets } from '@secl/text';
import type { EditorDocument } from '../document.ts';

/** A code in an ignore comment, with its page. */
export interface IgnoredCode extends Offsets {
  readonly code: string;
  readonly page: Page;
}

/** Those of one line, from 1. */
export function ignoredCodes({ text, lines }: EditorDocument, line: number): readonly IgnoredCode[] {
  const { start, end } = lines.lineRange(line);
  const source = text.slice(start, end);
  if (!source.includes('secl-ignore')) return [];
  return [...source.matchAll(/[a-z-]+\/[a-z0-9-]+/g)].flatMap(({ 0: code, index }) => {
    const page = pageOfCode(code);
    return page === undefined ? [] : [{ code, page, start: start + index, end: start + index + code.length }];
  });
}
