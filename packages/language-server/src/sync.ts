import { createLineIndex } from '@secl/text';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';

/** A text after the changes that a client sends, each of which counts in the text after the one before. */
export function changed(text: string, changes: readonly TextDocumentContentChangeEvent[]): string {
  let result = text;
  for (const change of changes) {
    if (!('range' in change)) {
      result = change.text;
      continue;
    }
    const lines = createLineIndex(result);
    const { start, end } = change.range;
    const at = ({ line, character }: typeof start): number =>
      line >= lines.lineCount ? result.length : lines.offsetAt(line + 1, character + 1);
    const from = at(start);
    result = result.slice(0, from) + change.text + result.slice(Math.max(from, at(end)));
  }
  return result;
}
