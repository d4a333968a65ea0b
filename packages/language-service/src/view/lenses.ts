import { movedRange } from '@secl/text';
import type { CodeLens } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { countWords } from '../words/count.ts';
import { stateWords, verdictsOf } from '../words/verdict.ts';
import { itemsOf } from './links.ts';
import { editorLocation } from './places.ts';

/** Above each rule: on how many targets it loads, and how often it matches in recordings. */
export function codeLenses(context: DocumentContext): readonly CodeLens[] {
  return itemsOf(context).flatMap(({ item, cursor }): CodeLens[] => {
    const { id, offset } = item.definition;
    if (item.kind !== 'rule' || id === undefined) return [];
    const verdicts = verdictsOf(cursor.set, id.value);
    const loads = verdicts.filter(({ state }) => state?.status === 'loaded').length;
    const [first] = verdicts;
    const title =
      verdicts.length === 1
        ? stateWords(first?.state).replaceAll('`', '')
        : `loads on ${loads} of ${verdicts.length} targets`;
    const location = editorLocation(context.folder, cursor.set, {
      document: item.carried.file.name,
      range: movedRange(id.range, offset),
    });
    const count =
      first?.state?.status === 'loaded' ? context.recordings?.count(cursor.set, id.value) : undefined;
    const titles = count === undefined ? [title] : [title, countWords(count)];
    return location === undefined
      ? []
      : titles.map((each) => ({ range: location.range, command: { title: each, command: '' } }));
  });
}
