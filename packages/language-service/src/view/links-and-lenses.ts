import { movedRange } from '@secl/text';
import type { CodeLens, DocumentLink } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { stateWords, verdictsOf } from '../words/verdict.ts';
import type { Item } from '../workspace/set-snapshot.ts';
import { documentRange } from './cursor.ts';
import { editorLocation } from './places.ts';

/** Ids of MITRE ATT&CK in tags lead to their pages. */
export function documentLinks(context: DocumentContext): readonly DocumentLink[] {
  return rulesOf(context).flatMap(({ item, cursor }) => {
    if (item.kind !== 'rule') return [];
    const { offset, tags } = item.definition;
    return tags.flatMap(({ key, value, range }): DocumentLink[] => {
      const id = /^(?:TA\d{4}|T\d{4}(?:\.\d{3})?)/.exec(value)?.[0];
      if (id === undefined || !['tactic', 'technique', 'subtechnique'].includes(key)) return [];
      const own = movedRange(range, offset);
      const at = item.carried.text.indexOf(id, own.start);
      if (at === -1 || at + id.length > own.end) return [];
      const place = documentRange(cursor, { start: at, end: at + id.length });
      return [{ range: rangeOf(context.document, place), target: attackPage(id) }];
    });
  });
}

function attackPage(id: string): string {
  const folder = id.startsWith('TA') ? 'tactics' : 'techniques';
  return `https://attack.mitre.org/${folder}/${id.replace('.', '/')}/`;
}

/** On how many targets each rule loads. */
export function codeLenses(context: DocumentContext): readonly CodeLens[] {
  return rulesOf(context).flatMap(({ item, cursor }): CodeLens[] => {
    const { id, offset } = item.definition;
    if (item.kind !== 'rule' || id === undefined) return [];
    const verdicts = verdictsOf(cursor.set, id.value);
    const loads = verdicts.filter(({ state }) => state?.status === 'loaded').length;
    const [first] = verdicts;
    const title =
      verdicts.length === 1
        ? stateWords(first?.state).replaceAll('`', '')
        : `loads on ${loads} of ${verdicts.length} targets`;
    const document = item.carried.file.name;
    const location = editorLocation(context.folder, cursor.set, {
      document,
      range: movedRange(id.range, offset),
    });
    return location === undefined ? [] : [{ range: location.range, command: { title, command: '' } }];
  });
}

function rulesOf(context: DocumentContext) {
  const [set] = context.sets;
  if (set === undefined) return [];
  const own = set.items.filter(({ carried }: Item) => carried.home.document === context.document.path);
  return own.map((item) => ({ item, cursor: { ...context, set, carried: item.carried } }));
}
