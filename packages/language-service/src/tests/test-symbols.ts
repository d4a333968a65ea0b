/** The cases of a file of tests, for outlines and for folding. */
import { type DocumentSymbol, type FoldingRange, SymbolKind } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { testsIn } from './mentioned.ts';

/** Variants stand below their case where there are several. */
export function testSymbols(context: DocumentContext): readonly DocumentSymbol[] {
  const { document } = context;
  const byCase = new Map<number, DocumentSymbol>();
  for (const { name, range, place } of testsIn(context)?.file.cases ?? []) {
    const own = { name, kind: SymbolKind.Method, selectionRange: rangeOf(document, place.range) };
    const before = byCase.get(range.start);
    const isVariant = before !== undefined;
    // A case with a table has no name of its own in what was read: its first row stands for it.
    if (isVariant)
      before.children = [...(before.children ?? []), { ...own, range: rangeOf(document, place.range) }];
    else byCase.set(range.start, { ...own, range: rangeOf(document, range) });
  }
  return [...byCase.values()];
}

export function testFolding(context: DocumentContext): readonly FoldingRange[] {
  return testSymbols(context).flatMap(({ range }) => {
    // A block ends where the next one begins, at the start of a line.
    const end = range.end.character === 0 ? range.end.line - 1 : range.end.line;
    return end > range.start.line ? [{ startLine: range.start.line, endLine: end }] : [];
  });
}
