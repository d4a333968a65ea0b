/** What the names of a file of tests stand for in the rule sets that it is about, and the other way round. */
import type { Location as EditorLocation, TextEdit } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { type Occurrence, occurrencesOfItem } from '../view/occurrences.ts';
import { placedSets } from '../view/rule-sets.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import type { Mention } from './mentions.ts';
import type { TestDocument } from './rule-tests.ts';
import { type RulesOfTests, rulesOfTests } from './rules-of-tests.ts';

/** The tests that a document holds. */
export function testsIn({ tests, document }: DocumentContext): TestDocument | undefined {
  return tests?.read(document);
}

export function mentionAt(context: DocumentContext, offset: number): Mention | undefined {
  return testsIn(context)?.mentions.find(({ range }) => range.start <= offset && offset <= range.end);
}

export function rulesOf({ folder }: DocumentContext, { file }: TestDocument): readonly RulesOfTests[] {
  return rulesOfTests(file, placedSets(folder));
}

/** The rule sets that a file of tests is about. */
export function setsOfTests(context: DocumentContext, tests: TestDocument): readonly SetSnapshot[] {
  return [...new Set(rulesOf(context, tests).map(({ placed }) => placed.set))];
}

/** The name at a place of a file of tests, in each rule set that it is about. */
export function namesOfTests(
  context: DocumentContext,
  offset: number,
): readonly { readonly set: SetSnapshot; readonly occurrence: Occurrence }[] {
  const tests = testsIn(context);
  const mention = mentionAt(context, offset);
  if (tests === undefined || mention === undefined) return [];
  return setsOfTests(context, tests).flatMap((set) => {
    for (const item of set.items)
      for (const occurrence of occurrencesOfItem(set, item))
        if (occurrence.isDefinition && isSame(mention, occurrence)) return [{ set, occurrence }];
    return [];
  });
}

function isSame(mention: Mention, { kind, name }: Occurrence): boolean {
  return mention.kind === kind && mention.name === name;
}

/** Where files of tests write a name of a rule set. */
export function mentionsOf(
  context: DocumentContext,
  set: SetSnapshot,
  occurrence: Occurrence,
): readonly { readonly tests: TestDocument; readonly mention: Mention }[] {
  return (context.tests?.all() ?? []).flatMap((tests) => {
    const own = tests.mentions.filter((mention) => isSame(mention, occurrence));
    return own.length > 0 && setsOfTests(context, tests).includes(set)
      ? own.map((mention) => ({ tests, mention }))
      : [];
  });
}

export function locationOfMention({ document }: TestDocument, { range }: Mention): EditorLocation {
  return { uri: document.uri, range: rangeOf(document, range) };
}

/** Another name in all files of tests, by their addresses. */
export function renamedInTests(
  context: DocumentContext,
  set: SetSnapshot,
  occurrence: Occurrence,
  name: string,
): ReadonlyMap<string, readonly TextEdit[]> {
  const edits = new Map<string, TextEdit[]>();
  for (const { tests, mention } of mentionsOf(context, set, occurrence)) {
    const { uri, range } = locationOfMention(tests, mention);
    edits.set(uri, [...(edits.get(uri) ?? []), { range, newText: name }]);
  }
  return edits;
}
