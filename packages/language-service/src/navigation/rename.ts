import { type Text, writtenEdits } from '@secl/policy';
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { knownTo } from '../hover.ts';
import { mentionAt, renamedInTests } from '../tests/mentioned.ts';
import { macroNames, type Occurrence, placeOfOccurrence, sameName } from '../view/occurrences.ts';
import { editorEdits, editorLocation, workspaceEdit } from '../view/places.ts';
import { placed } from '../view/slots.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import { namesAt } from './definition.ts';

export type Renamed =
  | { readonly ok: true; readonly edit: WorkspaceEdit }
  | { readonly ok: false; readonly message: string };

/** What would be renamed at a place; undefined where nothing can be. */
export function renameableAt(
  context: DocumentContext,
  offset: number,
): { readonly range: Range; readonly placeholder: string } | undefined {
  const [first] = namesAt(context, offset);
  if (first === undefined || isForeign(first.set, first.occurrence)) return undefined;
  const { set, occurrence } = first;
  const mention = mentionAt(context, offset);
  if (mention !== undefined) {
    const { start, end } = mention.range;
    return {
      range: rangeOf(context.document, { start, end }),
      placeholder: context.document.text.slice(start, end),
    };
  }
  const location = editorLocation(context.folder, set, placeOfOccurrence(occurrence));
  if (location === undefined) return undefined;
  const { span, slot } = occurrence;
  return { range: location.range, placeholder: slot.text.value.slice(span.start, span.end) };
}

/** Gives a name everywhere in the rule sets of the document and in their tests; of a variable without its scope. */
export function renameAt(context: DocumentContext, offset: number, name: string): Renamed {
  const names = namesAt(context, offset);
  if (names.length === 0) return { ok: false, message: 'there is no name here that can be changed' };
  const changes = new Map<string, Map<string, { range: Range; newText: string }>>();
  for (const { set, occurrence } of names) {
    const refused = refusal(set, occurrence, name);
    if (refused !== undefined) return { ok: false, message: refused };
    const bySlot = new Map<Text, Occurrence[]>();
    for (const each of sameName(set, occurrence))
      bySlot.set(each.slot.text, [...(bySlot.get(each.slot.text) ?? []), each]);
    const edits = [...bySlot.values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const spans = own.map(({ span }) => ({ span, text: name }));
      return writtenEdits(placed(first.slot), spans).map(({ place, text }) => ({ location: place, text }));
    });
    const written = editorEdits(context.folder, set, edits);
    if (written === undefined)
      return { ok: false, message: 'a place of this name is in a file that cannot be written' };
    for (const [uri, own] of [...written, ...renamedInTests(context, set, occurrence, name)]) {
      const known = changes.get(uri) ?? new Map();
      changes.set(uri, known);
      for (const edit of own) known.set(JSON.stringify(edit), edit);
    }
  }
  const edits = new Map([...changes].map(([uri, own]) => [uri, [...own.values()]]));
  return { ok: true, edit: workspaceEdit(edits) };
}

/** Names of a base that is not here, and those that every agent has. */
function isForeign(set: SetSnapshot, occurrence: Occurrence): boolean {
  if (occurrence.kind === 'iterator-variable') return false;
  return !sameName(set, occurrence).some(({ isDefinition }) => isDefinition);
}

const legal = /^[A-Za-z_][A-Za-z0-9_]*$/;

function refusal(set: SetSnapshot, occurrence: Occurrence, name: string): string | undefined {
  if (isForeign(set, occurrence)) return `\`${occurrence.name}\` is not defined here`;
  if (!legal.test(name))
    return `\`${name}\` is no name: it has to be made of letters, digits and _, and begin with no digit`;
  const { facts } = knownTo({ set });
  switch (occurrence.kind) {
    case 'macro':
      if (name !== occurrence.name && macroNames(set).has(name))
        return `there is a macro \`${name}\` already`;
      return facts.field(name) !== undefined || facts.constant(name) !== undefined
        ? `\`${name}\` is a field or a constant`
        : undefined;
    case 'variable': {
      const scope = occurrence.name.slice(0, occurrence.name.lastIndexOf('.') + 1);
      const full = scope + name;
      if (full !== occurrence.name && set.views.some((view) => view.set.variables.has(full)))
        return `there is a variable \`${full}\` already`;
      return facts.field(name) !== undefined || facts.constant(name) !== undefined
        ? `\`${name}\` is a field or a constant`
        : undefined;
    }
    case 'rule':
      return name !== occurrence.name &&
        set.items.some(({ kind, definition }) => kind === 'rule' && definition.id?.value === name)
        ? `there is a rule \`${name}\` already`
        : undefined;
    case 'iterator-variable':
      return undefined;
  }
}
