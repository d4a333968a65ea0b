import type { ClientCapabilities, CompletionItem, CompletionList, Range } from 'vscode-languageserver';
import { InsertTextFormat } from './library.ts';

/**
 * A list as the client can take it: without places to fill in where it knows none, and with what all items share said
 * once where it can read that. Whoever asks for more of an item names no document: it is remembered in the item.
 */
export function listFor(list: CompletionList, uri: string, client: ClientCapabilities): CompletionList {
  const { completionItem, completionList } = client.textDocument?.completion ?? {};
  const items = list.items
    .filter(
      ({ insertTextFormat }) =>
        completionItem?.snippetSupport === true || insertTextFormat !== InsertTextFormat.Snippet,
    )
    .map((item) => (item.data === undefined ? item : { ...item, data: { uri, about: item.data } }));
  const shared = completionList?.itemDefaults ?? [];
  if (!shared.includes('editRange')) return { ...list, items };
  const range = mostCommonRange(items);
  if (range === undefined) return { ...list, items };
  return {
    ...list,
    itemDefaults: { editRange: range },
    items: items.map((item) => {
      const { textEdit, ...rest } = item;
      const same = textEdit !== undefined && 'range' in textEdit && isSame(textEdit.range, range);
      return same ? { ...rest, textEditText: textEdit.newText } : item;
    }),
  };
}

/** Most items of a list stand for the same word. */
function mostCommonRange(items: readonly CompletionItem[]): Range | undefined {
  const [first] = items;
  return first?.textEdit !== undefined && 'range' in first.textEdit ? first.textEdit.range : undefined;
}

function isSame(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
