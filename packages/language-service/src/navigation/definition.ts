import type { DocumentHighlight, Location } from 'vscode-languageserver-types';
import { DocumentHighlightKind } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { locationOfMention, mentionAt, mentionsOf, namesOfTests, testsIn } from '../tests/mentioned.ts';
import { cursorAt, cursorIn } from '../view/cursor.ts';
import { type Occurrence, occurrenceAt, placeOfOccurrence, sameName } from '../view/occurrences.ts';
import { editorLocation } from '../view/places.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';

/** The name at a place, in each rule set that the document is part of. */
export function namesAt(
  context: DocumentContext,
  offset: number,
): readonly { readonly set: SetSnapshot; readonly occurrence: Occurrence }[] {
  const found = context.sets.flatMap((set) => {
    const cursor = cursorIn(context, set, offset);
    const occurrence = cursor?.slot === undefined ? undefined : occurrenceAt(set, cursor.slot, cursor.at);
    return occurrence === undefined ? [] : [{ set, occurrence }];
  });
  return found.length > 0 ? found : namesOfTests(context, offset);
}

/** Where a macro is defined, where a variable is set; of a rule or macro itself its other definitions. */
export function definitionsAt(context: DocumentContext, offset: number): readonly Location[] {
  return locations(context, offset, ({ isDefinition }) => isDefinition);
}

export function referencesAt(
  context: DocumentContext,
  offset: number,
  withDefinitions: boolean,
): readonly Location[] {
  const inRules = locations(context, offset, ({ isDefinition }) => withDefinitions || !isDefinition);
  const inTests = namesAt(context, offset).flatMap(({ set, occurrence }) =>
    mentionsOf(context, set, occurrence).map(({ tests, mention }) => locationOfMention(tests, mention)),
  );
  return [...new Map([...inRules, ...inTests].map((each) => [JSON.stringify(each), each])).values()];
}

function locations(
  context: DocumentContext,
  offset: number,
  wanted: (occurrence: Occurrence) => boolean,
): readonly Location[] {
  const found = new Map<string, Location>();
  for (const { set, occurrence } of namesAt(context, offset)) {
    const all = sameName(set, occurrence).filter(wanted);
    // The first place of an iterator variable stands for its definition.
    const chosen =
      all.length === 0 && occurrence.kind === 'iterator-variable'
        ? sameName(set, occurrence).slice(0, 1)
        : all;
    for (const each of chosen) {
      const location = editorLocation(context.folder, set, placeOfOccurrence(each));
      if (location !== undefined) found.set(JSON.stringify(location), location);
    }
  }
  return [...found.values()];
}

/** The same name in the same document: what sets it is told from what reads it. */
export function highlightsAt(context: DocumentContext, offset: number): readonly DocumentHighlight[] {
  const mention = mentionAt(context, offset);
  if (mention !== undefined)
    return (testsIn(context)?.mentions ?? [])
      .filter(({ kind, name }) => kind === mention.kind && name === mention.name)
      .map(({ range }) => ({ range: rangeOf(context.document, range), kind: DocumentHighlightKind.Read }));
  const cursor = cursorAt(context, offset);
  const occurrence =
    cursor?.slot === undefined ? undefined : occurrenceAt(cursor.set, cursor.slot, cursor.at);
  if (cursor === undefined || occurrence === undefined) return [];
  return sameName(cursor.set, occurrence).flatMap((each) => {
    const location = editorLocation(context.folder, cursor.set, placeOfOccurrence(each));
    if (location?.uri !== context.document.uri) return [];
    const kind = each.access === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
    return [{ range: location.range, kind }];
  });
}
