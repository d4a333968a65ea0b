import {
  type CompletionItem,
  type CompletionList,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { hoverCard } from '../hover.ts';
import { type Cursor, cursorAt, inYaml } from '../view/cursor.ts';
import { isExpression, type Slot, slotsOf } from '../view/slots.ts';
import { asItem, expressionOffers } from './expression.ts';
import { type Insertion, insertionAt, outward } from './insertion.ts';
import { shownFor } from './narrowed.ts';
import type { About, Offer } from './offer.ts';
import { type YamlContext, yamlContext } from './yaml-context.ts';
import { keyOffers, valueOffers } from './yaml-offers.ts';

const nothing: CompletionList = { isIncomplete: false, items: [] };

export function completeAt(context: DocumentContext, offset: number): CompletionList {
  const cursor = cursorAt(context, offset);
  if (cursor === undefined) return nothing;
  const slot = expressionAt(cursor);
  if (slot !== undefined) return inExpression(cursor, slot);
  if (!inYaml(cursor.carried)) return nothing;
  const yaml = yamlContext(cursor.carried.text, cursor.offset);
  if (yaml === undefined) return nothing;
  if (yaml.key === undefined) return inPlace(cursor, yaml, keyOffers(yaml));
  if (isSecl(yaml)) return emptyExpression(cursor, yaml);
  return inValue(cursor, yaml);
}

/** A value that is not SECL; where a quote is open already, none is written. */
function inValue(cursor: Cursor, yaml: YamlContext): CompletionList {
  const [quote = ''] = /^["']/.exec(yaml.typed) ?? [];
  const typed = yaml.typed.slice(quote.length);
  const offers = valueOffers(cursor, { ...yaml, typed });
  if (quote === '') return inPlace(cursor, yaml, offers);
  const bare = offers.map((offer) => ({ ...offer, insert: offer.insert.replace(/^"(.*)"$/, '$1') }));
  return inPlace(cursor, { ...yaml, start: yaml.start + 1 }, bare);
}

/** The expression that the cursor stands in, or behind which there are only blanks up to it. */
export function expressionAt(cursor: Cursor): { slot: Slot; blanks: string } | undefined {
  const { slot, item, carried, offset } = cursor;
  if (slot !== undefined && isExpression(slot)) return { slot, blanks: '' };
  if (slot !== undefined || item === undefined) return undefined;
  const lineStart = carried.text.lastIndexOf('\n', offset - 1) + 1;
  for (const each of slotsOf(item).filter(isExpression)) {
    const end = each.text.scalar.range.end + item.definition.offset;
    const blanks = carried.text.slice(end, offset);
    if (end >= lineStart && end <= offset && /^[ \t]+$/.test(blanks)) return { slot: each, blanks };
  }
  return undefined;
}

function inExpression(cursor: Cursor, { slot, blanks }: { slot: Slot; blanks: string }): CompletionList {
  const { text } = slot;
  const at = blanks === '' ? cursor.at : text.value.length;
  const here = { ...cursor, at };
  const { offers, word, start } = expressionOffers(here, slot, text.value.slice(0, at) + blanks);
  const from = Math.min(start, at);
  const insertion = insertionAt(here, slot, from, blanks);
  const isShown = shownFor(word);
  const items: CompletionItem[] = [];
  for (const offer of offers) {
    if (!isShown(offer.search ?? offer.label)) continue;
    const item = written(offer, insertion);
    if (item !== undefined) items.push(item);
  }
  // Editors ask again at the next letter: there may be more to find by it.
  return { isIncomplete: true, items };
}

/** Names need no escapes in any style, so one of them stands for all. */
const plainName = /^[\w.${}[\] ]+$/;

function written(
  offer: Offer,
  insertion: Insertion & { name?: ReturnType<Insertion['write']> },
): CompletionItem | undefined {
  const plain = plainName.test(offer.insert) && offer.snippet !== true;
  if (plain) insertion.name ??= insertion.write('x');
  const edit = plain
    ? insertion.name && { ...insertion.name, newText: insertion.name.newText.replace(/x$/, offer.insert) }
    : // A blank at the end is for convenience; plain text cannot end in one.
      (insertion.write(offer.insert) ?? insertion.write(offer.insert.trimEnd()));
  return edit && { ...asItem(offer), textEdit: edit };
}

function isSecl({ section, key }: YamlContext): boolean {
  return (
    (key === 'expression' && ['rule', 'macro', 'set'].includes(section)) ||
    (key === 'filter' && section === 'action')
  );
}

/** Behind `expression:` nothing stands yet, so there is no scalar: plain text is written. */
function emptyExpression(cursor: Cursor, yaml: YamlContext): CompletionList {
  if (/^["'|>]/.test(yaml.typed)) return nothing;
  const { offers, start } = expressionOffers(cursor, undefined, yaml.typed);
  return inPlace(cursor, { ...yaml, start: yaml.start + start }, offers);
}

function inPlace(cursor: Cursor, yaml: YamlContext, offers: readonly Offer[]): CompletionList {
  const items = offers.flatMap((offer): CompletionItem[] => {
    const lines = offer.insert.split('\n');
    const edit = outward(cursor, { start: yaml.start, end: cursor.offset }, lines[0] ?? '');
    if (edit === undefined) return [];
    const newText = [edit.newText, ...lines.slice(1)].join('\n');
    return [
      {
        ...asItem(offer),
        ...(offer.snippet === true
          ? { insertTextFormat: InsertTextFormat.Snippet, insertTextMode: InsertTextMode.adjustIndentation }
          : {}),
        textEdit: { ...edit, newText },
      },
    ];
  });
  return { isIncomplete: false, items };
}

/** The documentation of what was offered. */
export function resolved(item: CompletionItem, context: DocumentContext | undefined): CompletionItem {
  const about: unknown = item.data;
  const [set] = context?.sets ?? [];
  if (set === undefined || !isAbout(about)) return item;
  const value = hoverCard({ set }, about.kind, about.name);
  return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
}

function isAbout(data: unknown): data is About {
  return typeof data === 'object' && data !== null && 'kind' in data && 'name' in data;
}
