/** What may be written at a place of a file of tests. */
import { type Catalogue, catalogue, type Field } from '@secl/model';
import { type CompletionItem, CompletionItemKind, type CompletionList } from 'vscode-languageserver-types';
import { asItem } from '../completion/expression.ts';
import { offersFor } from '../completion/fields.ts';
import type { Offer } from '../completion/offer.ts';
import { yamlPlace } from '../completion/yaml-place.ts';
import type { DocumentContext } from '../context.ts';
import words from '../data/test-words.json' with { type: 'json' };
import { rangeOf } from '../document.ts';
import { placedSets } from '../view/rule-sets.ts';
import { valueWords } from '../words/constant.ts';
import { typeWords } from '../words/field.ts';
import { itemsIn, type SetSnapshot } from '../workspace/set-snapshot.ts';
import { rulesOf, testsIn } from './mentioned.ts';
import { programsFor, programTyped } from './programs.ts';
import type { RuleTests, TestDocument } from './rule-tests.ts';
import { type TestPlace, testPlace } from './test-place.ts';

export function completeTestAt(context: DocumentContext, offset: number): CompletionList {
  const tests = testsIn(context);
  const { document } = context;
  const place = tests?.file.kind === 'tests' ? yamlPlace(document.text, offset) : undefined;
  if (tests === undefined || place === undefined) return { isIncomplete: false, items: [] };
  const whole = catalogueOf(context, tests);
  const what = testPlace(place, (name) => whole.eventTypes.some((type) => type.name === name));
  const [quote = ''] = /^["']/.exec(place.typed) ?? [];
  const typed = place.typed.slice(quote.length);
  const begun = what?.kind === 'chain' ? programTyped(typed, wordsOf(context)) : { start: 0 };
  if (begun === undefined) return { isIncomplete: false, items: [] };
  const range = rangeOf(document, { start: place.start + quote.length + begun.start, end: offset });
  // What follows on the line has its colon already.
  const colon = /^[\w.]*["']?:/.test(document.text.slice(offset)) ? '' : ': ';
  const offers =
    what === undefined ? [] : [...offersAt(context, tests, what, { whole, typed, present: place.present })];
  const items = offers.map((offer): CompletionItem => {
    const newText = offer.insert.endsWith(': ')
      ? `${offer.insert.slice(0, -2)}${quote}${colon}`
      : offer.insert;
    return { ...asItem(offer), textEdit: { range, newText } };
  });
  return { isIncomplete: what?.kind === 'event', items };
}

function wordsOf({ tests }: DocumentContext): NonNullable<RuleTests['testing']>['chainWords'] {
  return tests?.testing?.chainWords ?? (() => []);
}

/** Of the platform that its rules run on. */
function catalogueOf(context: DocumentContext, tests: TestDocument): Catalogue {
  const [rules] = rulesOf(context, tests);
  return catalogue(rules?.targets[0]?.target.platform ?? 'linux');
}

interface Here {
  readonly whole: Catalogue;
  readonly typed: string;
  readonly present: readonly string[];
}

function* offersAt(
  context: DocumentContext,
  tests: TestDocument,
  place: TestPlace,
  here: Here,
): Generator<Offer> {
  const { whole, typed, present } = here;
  switch (place.kind) {
    case 'key':
      yield* keys(words[place.of], present, 1);
      return;
    case 'event': {
      const { type, own } = place;
      if (type === undefined) for (const { name } of whole.eventTypes) yield eventTypeOffer(whole, name);
      else yield* fields(whole, type, typed, present);
      if (!own) yield* keys(words.event, present, 4);
      return;
    }
    case 'value': {
      const field = fieldOf(whole, place.type, place.field);
      // Of several constants joined by `|` the one that is being written is what counts to whoever filters.
      for (const { name, groups, ...constant } of whole.constants)
        if (field?.constants != null && groups.includes(field.constants))
          yield {
            label: name,
            kind: CompletionItemKind.EnumMember,
            rank: 1,
            insert: name,
            detail: valueWords({ name, groups, ...constant }),
          };
      if (field?.type === 'bool')
        for (const word of ['true', 'false'])
          yield { label: word, kind: CompletionItemKind.Value, rank: 1, insert: word };
      return;
    }
    case 'chain':
      for (const { name, from } of programsFor(context, tests))
        yield { label: name, kind: CompletionItemKind.Function, rank: 1, insert: name, detail: from };
      return;
    case 'rules':
      if (place.none)
        yield {
          label: 'none',
          kind: CompletionItemKind.Keyword,
          rank: 2,
          insert: 'none',
          detail: 'no rule matches',
        };
      yield* rules(context, tests, place.asKeys, present);
      return;
    case 'variables': {
      const names = new Set(
        setsFor(context, tests).flatMap(({ views: [view] }) => [...(view?.recent.variables.keys() ?? [])]),
      );
      for (const name of names)
        if (!present.includes(name))
          yield { label: name, kind: CompletionItemKind.Variable, rank: 1, insert: `${name}: ` };
      return;
    }
    case 'verdict':
      for (const word of ['loaded', 'filtered', 'rejected', 'undecided'])
        yield { label: word, kind: CompletionItemKind.EnumMember, rank: 1, insert: word };
      return;
    case 'rule-set':
      for (const { set } of placedSets(context.folder))
        yield { label: set.name, kind: CompletionItemKind.Value, rank: 1, insert: set.name };
      return;
    case 'targets': {
      const sets = rulesOf(context, tests);
      for (const name of new Set(
        sets.flatMap(({ placed }) => placed.set.targets.map((target) => target.name)),
      ))
        yield { label: name, kind: CompletionItemKind.Value, rank: 1, insert: name };
    }
  }
}

function* keys(
  table: Readonly<Record<string, string>>,
  present: readonly string[],
  rank: number,
): Generator<Offer> {
  for (const [key, about] of Object.entries(table))
    if (!present.includes(key))
      yield {
        label: key,
        kind: CompletionItemKind.Property,
        rank,
        insert: `${key}: `,
        detail: about.replaceAll('`', ''),
      };
}

function eventTypeOffer(whole: Catalogue, name: string): Offer {
  const detail = whole.describeEventType(name);
  return { label: name, kind: CompletionItemKind.Event, rank: 1, insert: `${name}: `, detail };
}

const known = new WeakMap<Catalogue, ReadonlyMap<string, readonly Field[]>>();

/** Those of the event without its type, then those that all events have. */
function* fields(
  whole: Catalogue,
  type: string,
  typed: string,
  present: readonly string[],
): Generator<Offer> {
  const all = known.get(whole) ?? new Map(byEvent(whole));
  known.set(whole, all);
  const own = (all.get(type) ?? []).map((field) => ({ ...field, name: field.name.slice(type.length + 1) }));
  for (const [list, rank] of [
    [own, 2],
    [all.get('') ?? [], 3],
  ] as const)
    for (const offer of offersFor(typed, list, undefined)) {
      if (present.includes(offer.name)) continue;
      const isField = offer.kind === 'field';
      yield {
        label: offer.name,
        kind: isField ? CompletionItemKind.Field : CompletionItemKind.Module,
        rank,
        insert: isField ? `${offer.name}: ` : offer.name,
        detail: isField ? typeWords(offer.field) : `${offer.fields} fields`,
      };
    }
}

/** What a test can give a value: lengths are worked out. */
function byEvent(whole: Catalogue): Iterable<readonly [string, readonly Field[]]> {
  const found = new Map<string, Field[]>();
  for (const name of whole.fieldNames) {
    const field = whole.field(name);
    if (field === undefined || field.name !== name || field.lengthOf !== null) continue;
    const event = field.event ?? '';
    found.set(event, [...(found.get(event) ?? []), field]);
  }
  return found;
}

function fieldOf(whole: Catalogue, type: string | undefined, name: string): Field | undefined {
  return whole.field(`${type ?? ''}.${name}`) ?? whole.field(name);
}

function* rules(
  context: DocumentContext,
  tests: TestDocument,
  asKeys: boolean,
  present: readonly string[],
): Generator<Offer> {
  const seen = new Set(present);
  for (const { set } of rulesOf(context, tests))
    for (const { kind, definition } of set.carried.flatMap(itemsIn)) {
      const id = definition.id?.value;
      if (kind !== 'rule' || id === undefined || seen.has(id)) continue;
      seen.add(id);
      const detail = definition.description?.value;
      yield {
        label: id,
        kind: CompletionItemKind.Reference,
        rank: 1,
        insert: asKeys ? `${id}: ` : id,
        ...(detail === undefined ? {} : { detail }),
      };
    }
}

function setsFor(context: DocumentContext, tests: TestDocument): readonly SetSnapshot[] {
  return rulesOf(context, tests).map(({ placed }) => placed.set);
}
