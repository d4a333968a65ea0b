/** Keys below which a list stands: who chooses one writes its first item next. */
const lists: ReadonlySet<string> = new Set(['rules', 'macros', 'actions']);

/**
 * What is written for a key that opens a list, up to where its first item begins; undefined for other keys, and where items are
 * there already. `next` is the next line with something on it, `column` where the key begins. Further lines are indented by the
 * editor as the line of the key is.
 */
export function upToFirstItem(key: string, column: number, next: string | undefined): string | undefined {
  if (!lists.has(key)) return undefined;
  const indent = next === undefined ? -1 : next.search(/\S/);
  const isItem = next?.trimStart().startsWith('-') === true;
  return indent > column || (isItem && indent === column) ? undefined : `${key}:\n  - `;
}
