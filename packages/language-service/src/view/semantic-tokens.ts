/** The words of expressions. Those of one item are a block, so that an edit makes one block anew. */
import type { Facts } from '@secl/model';
import { outwardPlace } from '@secl/policy';
import type { Range as Offsets } from '@secl/text';
import type { DocumentContext } from '../context.ts';
import { type EditorDocument, positionOf } from '../document.ts';
import { knownTo } from '../hover.ts';
import { type Item, itemsIn, type SetSnapshot } from '../workspace/set-snapshot.ts';
import { documentRange } from './cursor.ts';
import { type Token, type TokenType, tokensOf } from './expression-tokens.ts';
import { fieldNameOf } from './field-name.ts';
import { macroNames } from './occurrences.ts';
import { isExpression, placeOfSpan, slotsOf } from './slots.ts';
import { type Block, blockOf, type PlacedBlock, type Word } from './token-block.ts';

/** `within`: only items that touch this part of the document. */
export function semanticTokens(context: DocumentContext, within?: Offsets): readonly PlacedBlock[] {
  const [set] = context.sets;
  if (set === undefined) return [];
  const found: PlacedBlock[] = [];
  for (const carried of set.carried) {
    if (carried.home.document !== context.document.path) continue;
    for (const item of itemsIn(carried)) {
      const block = placedBlock(context.document, set, item, within);
      if (block !== undefined) found.push(block);
    }
  }
  return found;
}

/** What decides what the words of an item are, beside its text. */
interface Known {
  readonly facts: Facts;
  readonly macros: ReadonlySet<string>;
  readonly column: number;
  readonly block: Block | undefined;
}

/** By the range of an item, which is the same object as long as its text is what it was. */
const blocks = new WeakMap<Item['definition']['range'], Known>();

function placedBlock(
  document: EditorDocument,
  set: SetSnapshot,
  item: Item,
  within: Offsets | undefined,
): PlacedBlock | undefined {
  const { definition, carried } = item;
  const { range, offset } = definition;
  const place = {
    document: carried.file.name,
    range: { start: range.start + offset, end: range.end + offset },
  };
  const { start, end } = outwardPlace(place, (name) => set.homes.get(name)).range;
  if (within !== undefined && (end < within.start || start > within.end)) return undefined;
  const { facts } = knownTo({ set });
  const macros = macroNames(set);
  const at = positionOf(document, start);
  const known = blocks.get(range);
  const isSame = known?.facts === facts && known.macros === macros && known.column === at.character;
  const block = isSame ? known.block : blockOf(document, at.line, wordsOf(set, item, facts, macros));
  if (!isSame) blocks.set(range, { facts, macros, column: at.character, block });
  return block && { line: at.line + block.below, block };
}

function wordsOf(set: SetSnapshot, item: Item, facts: Facts, macros: ReadonlySet<string>): readonly Word[] {
  const cursor = { set, carried: item.carried };
  return slotsOf(item)
    .filter(isExpression)
    .flatMap((slot) =>
      tokensOf(slot).flatMap((token): readonly Word[] => {
        const type = typeOf(token, slot.text.value, facts, macros);
        return type === undefined ? [] : [{ ...documentRange(cursor, placeOfSpan(slot, token).range), type }];
      }),
    );
}

/** What a name of `text` is, the agent's facts and the rule set decide; nothing where it is unknown. */
export function typeOf(
  { start, end, type }: Token,
  text: string,
  facts: Facts,
  macros: ReadonlySet<string>,
): TokenType | undefined {
  if (type !== 'name') return type;
  const name = text.slice(start, end);
  if (facts.field(fieldNameOf(name).name) !== undefined) return 'property';
  if (facts.constant(name) !== undefined) return 'enumMember';
  return macros.has(name) ? 'macro' : undefined;
}
