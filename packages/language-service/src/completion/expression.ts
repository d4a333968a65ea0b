/** What may be written at a place of an expression. */
import { builtinVariables, isCondition, type Typed, unwrap } from '@secl/language';
import type { Catalogue, Constant, Facts, Field, FieldType } from '@secl/model';
import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import { knownTo } from '../hover.ts';
import type { Cursor } from '../view/cursor.ts';
import { fieldOf } from '../view/field-name.ts';
import { macroNames } from '../view/occurrences.ts';
import { parsedOf, type Slot } from '../view/slots.ts';
import { valueWords } from '../words/constant.ts';
import { eventTypeOfItem } from '../words/event-page.ts';
import { typeWords } from '../words/field.ts';
import { operatorWords } from '../words/operators.ts';
import { eventTypeOf, fieldsOf, offersFor } from './fields.ts';
import type { Offer } from './offer.ts';
import { type Expected, typingAt } from './tokens.ts';

export interface ExpressionOffers {
  readonly offers: readonly Offer[];
  /** What is typed so far of the word that they stand for. */
  readonly word: string;
  /** Where it starts. */
  readonly start: number;
}

/** `text` ends at the cursor. */
export function expressionOffers(cursor: Cursor, slot: Slot | undefined, text: string): ExpressionOffers {
  const { expected, word, start } = typingAt(text);
  return { offers: [...offersOf(cursor, slot, expected, word, start)], word, start };
}

function* offersOf(
  cursor: Cursor,
  slot: Slot | undefined,
  expected: Expected,
  word: string,
  start: number,
): Generator<Offer> {
  const { facts, whole } = knownTo(cursor);
  switch (expected.kind) {
    case 'nothing':
      return;
    case 'variable': {
      // Editors close a brace as it is typed.
      const isClosed = slot?.text.value.startsWith('}', cursor.at) === true;
      yield* variables(
        cursor,
        () => true,
        (name) => (isClosed ? name : `${name}}`),
      );
      return;
    }
    case 'operand': {
      const eventType = eventOf(cursor, slot, facts, start);
      for (const offer of offersFor(word, fieldsOf(facts, whole.fieldNames), eventType))
        yield fieldOffer(offer, whole);
      yield* macros(cursor, (value) => value === undefined || isCondition(value));
      yield* variables(cursor, () => true);
      yield { label: 'not', kind: CompletionItemKind.Keyword, rank: 9, insert: 'not ' };
      return;
    }
    case 'value':
    case 'member':
      yield* values(cursor, facts, expected);
      return;
    case 'text':
      yield* recorded(cursor, fieldOf(expected.of, facts), (value) => value);
      return;
    case 'array':
      yield { label: '[ … ]', kind: CompletionItemKind.Struct, rank: 1, insert: '[ $0 ]', snippet: true };
      yield* macros(cursor, (value) => isListOf(value, fieldOf(expected.of, facts)?.type));
      yield* variables(cursor, ({ array, type }) => array && fits(type, fieldOf(expected.of, facts)?.type));
      return;
    case 'operator':
      yield* operators(facts, expected.of);
  }
}

function isListOf(value: Typed | undefined, type: FieldType | undefined): boolean {
  return value === undefined || (!isCondition(value) && value.kind === 'values' && fits(value.type, type));
}

/** Agents convert nothing, so only values of the field's own type go with it. */
function fits(type: FieldType, wanted: FieldType | undefined): boolean {
  return wanted === undefined || type === wanted;
}

function eventOf({ item }: Cursor, slot: Slot | undefined, facts: Facts, except: number): string | undefined {
  // Where an action's filter begins there is no text yet, and the rule's event all the same.
  if (slot === undefined) return item === undefined ? undefined : eventTypeOfItem(item, facts);
  if (slot.role === 'macro') return undefined;
  if (slot.role === 'rule') return eventTypeOf(parsedOf(slot).tree.root, facts, except);
  // Filters and values of actions are about the event of their rule.
  const { definition } = slot.item;
  const { expression } = definition;
  if (expression === undefined) return undefined;
  return eventTypeOf(parsedOf({ ...slot, role: 'rule', text: expression }).tree.root, facts, -1);
}

function fieldOffer(offer: ReturnType<typeof offersFor>[number], whole: Catalogue): Offer {
  if (offer.kind === 'segment')
    return {
      label: offer.name,
      kind: CompletionItemKind.Module,
      detail: whole.describeEventType(offer.name) || `${offer.fields} fields`,
      rank: 2,
      insert: offer.name,
    };
  return {
    label: offer.name,
    kind: CompletionItemKind.Field,
    detail: typeWords(offer.field),
    rank: 1,
    insert: offer.name,
    about: { kind: 'field', name: offer.name },
  };
}

/** `fits` is asked what a macro stands for; undefined for one of a base, of which nothing is known. */
function* macros(cursor: Cursor, fits: (value: Typed | undefined) => boolean): Generator<Offer> {
  const [view] = cursor.set.views;
  for (const name of macroNames(cursor.set)) {
    if (!fits(view?.recent.macros.get(name)?.value)) continue;
    yield {
      label: name,
      kind: CompletionItemKind.Constant,
      detail: 'macro',
      rank: 3,
      insert: name,
      about: { kind: 'macro', name },
    };
  }
}

function* variables(
  { set }: Cursor,
  fits: (type: { readonly type: FieldType; readonly array: boolean }) => boolean,
  write: (name: string) => string = (name) => `\${${name}}`,
): Generator<Offer> {
  const [view] = set.views;
  const all = new Map([...builtinVariables, ...set.external.variables, ...(view?.recent.variables ?? [])]);
  for (const [name, type] of all) {
    if (!fits(type)) continue;
    yield {
      label: write(name).startsWith('$') ? write(name) : name,
      kind: CompletionItemKind.Variable,
      detail: `${type.array ? 'list of ' : ''}${type.type}`,
      // What the rules themselves set is what is looked for.
      rank: builtinVariables.has(name) ? 5 : 4,
      insert: write(name),
      about: { kind: 'variable', name },
    };
  }
}

function* values(
  cursor: Cursor,
  facts: Facts,
  { of, kind, ...rest }: Extract<Expected, { kind: 'value' | 'member' }>,
): Generator<Offer> {
  const field = fieldOf(of, facts);
  const type = field?.type;
  if (field?.constants !== undefined && field.constants !== null) {
    for (const constant of constantsOf(field.constants, facts, knownTo(cursor).whole.constants))
      yield {
        label: constant.name,
        kind: CompletionItemKind.EnumMember,
        detail: valueWords(constant),
        rank: 1,
        insert: constant.name,
        about: { kind: 'constant', name: constant.name },
      };
  }
  const quoted = (value: string): string => (type === 'string' ? `"${value}"` : value);
  if (field?.constants == null) yield* recorded(cursor, field, quoted);
  const snippet = { kind: CompletionItemKind.Snippet, rank: 2, snippet: true } as const;
  if (type === 'bool') {
    for (const word of ['true', 'false'])
      yield { label: word, kind: CompletionItemKind.Value, rank: 1, insert: word };
  } else if (type === 'string' || type === undefined) {
    yield { ...snippet, label: '"…"', insert: '"$0"', detail: 'text' };
    if (kind === 'member' || ('operator' in rest && /[~=]/.test(rest.operator)))
      yield { ...snippet, label: '~"…"', insert: '~"$0"', detail: 'pattern' };
  } else if (type === 'ip') {
    yield { ...snippet, label: '10.0.0.0/8', insert: '${0:10.0.0.0/8}', detail: 'network' };
  }
  if (kind === 'value') {
    yield* macros(
      cursor,
      (value) =>
        value !== undefined &&
        !isCondition(value) &&
        value.kind !== 'values' &&
        fits(unwrap(value).type, type),
    );
    yield* variables(cursor, (each) => !each.array && (type === undefined || each.type === type));
  }
}

/** Values that the field had in recordings. */
function* recorded(
  { recordings }: Cursor,
  field: Field | undefined,
  write: (value: string) => string,
): Generator<Offer> {
  const values = field === undefined ? [] : (recordings?.values(field) ?? []);
  let place = 0;
  for (const { value, times } of values) {
    // Nothing is escaped in a text of SECL.
    if (/["\\\n]/.test(value)) continue;
    yield {
      label: write(value),
      kind: CompletionItemKind.Value,
      rank: 5,
      order: String(place++).padStart(3, '0'),
      insert: write(value),
      detail: `in recordings, ${times === 1 ? 'once' : `${times} times`}`,
    };
    if (place === mostRecorded) return;
  }
}

const mostRecorded = 50;

function constantsOf(group: string, facts: Facts, all: readonly Constant[]): readonly Constant[] {
  return all.filter(({ groups, name }) => groups.includes(group) && facts.constant(name) !== undefined);
}

const operatorsByType: Readonly<Record<FieldType, readonly string[]>> = {
  string: ['==', '!=', '=~', '!~', 'in', 'not in'],
  int: ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', '&'],
  bool: ['==', '!='],
  ip: ['==', '!=', 'in', 'not in', 'allin'],
};

/** Behind a field those that its type has, else those that join conditions. */
function* operators(facts: Facts, of: string): Generator<Offer> {
  const field = fieldOf(of, facts);
  const own = field === undefined ? [] : operatorsByType[field.type];
  const joining = field === undefined || field.type === 'bool' ? ['&&', '||'] : [];
  for (const name of [...own, ...joining]) {
    yield {
      label: name,
      kind: CompletionItemKind.Operator,
      rank: 1,
      insert: `${name} `,
      detail: plain(operatorWords[name] ?? ''),
    };
  }
}

const plain = (words: string): string => words.replaceAll('`', '');

/** Clients sort by text, and find by the label where nothing else is said. */
export function asItem(offer: Offer): CompletionItem {
  const { label, kind, rank, order = label, detail, search, about, snippet } = offer;
  return {
    label,
    kind,
    sortText: `${rank}${order}`,
    ...(detail === undefined ? {} : { detail }),
    ...(search === undefined ? {} : { filterText: search }),
    ...(snippet === true ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(about === undefined ? {} : { data: about }),
  };
}
