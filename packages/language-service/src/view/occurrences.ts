/** Where names stand: of macros, variables, rules and iterator variables. */
import { walk } from '@secl/language';
import type { Text } from '@secl/policy';
import type { Location, Span } from '@secl/text';
import type { Item, SetSnapshot } from '../workspace/set-snapshot.ts';
import { fieldNameOf } from './field-name.ts';
import { isExpression, parsedOf, placeOfSpan, type Slot, slotsOf } from './slots.ts';

export type NameKind = 'macro' | 'variable' | 'rule' | 'iterator-variable';

export interface Occurrence {
  readonly kind: NameKind;
  /** Variables with their scope: `process.seen`. */
  readonly name: string;
  readonly slot: Slot;
  /** What is written anew when it gets another name: of a variable without its scope. */
  readonly span: Span;
  readonly access: 'read' | 'write';
  readonly isDefinition: boolean;
}

/** Names that an expression holds; whether an identifier is a macro, the rule set decides. */
interface Written extends Pick<Occurrence, 'name' | 'span'> {
  readonly kind: 'identifier' | 'variable' | 'iterator-variable';
}

const written = new WeakMap<Text, readonly Written[]>();

function namesIn(slot: Slot): readonly Written[] {
  const known = written.get(slot.text);
  if (known !== undefined) return known;
  const found: Written[] = [];
  for (const node of walk(parsedOf(slot).tree.root)) {
    const { start } = node.span;
    if (node.kind === 'ident') {
      const { register } = fieldNameOf(node.name);
      if (register === undefined) found.push({ kind: 'identifier', name: node.name, span: node.span });
      else
        found.push({
          kind: 'iterator-variable',
          name: register.name,
          span: { start: start + register.start, end: start + register.end },
        });
    } else if (node.kind === 'variable') found.push(variable(node.name, node.span.end - 1));
    else if (node.kind === 'string' || node.kind === 'pattern') {
      const source = slot.text.value.slice(start, node.span.end);
      for (const match of source.matchAll(/\$\{([A-Za-z_][\w.]*)\}/g))
        found.push(variable(match[1] ?? '', start + match.index + match[0].length - 1));
    }
  }
  written.set(slot.text, found);
  return found;
}

/** The name behind the scope; `end` is where it ends. */
function variable(name: string, end: number): Written {
  const bare = name.slice(name.lastIndexOf('.') + 1);
  return { kind: 'variable', name, span: { start: end - bare.length, end } };
}

/** The names in one text of a rule or macro. */
export function occurrencesIn(slot: Slot, macros: Pick<ReadonlySet<string>, 'has'>): readonly Occurrence[] {
  const { role, text, item } = slot;
  const whole: Span = { start: 0, end: text.value.length };
  if (role === 'id') {
    const kind = item.kind;
    return [{ kind, name: text.value, slot, span: whole, access: 'write', isDefinition: true }];
  }
  if (role === 'variable-name') {
    const name = slot.variable ?? text.value;
    return [{ kind: 'variable', name, slot, span: whole, access: 'write', isDefinition: true }];
  }
  if (!isExpression(slot)) return [];
  return namesIn(slot).flatMap(({ kind, name, span }): readonly Occurrence[] => {
    if (kind !== 'identifier') return [{ kind, name, slot, span, access: 'read', isDefinition: false }];
    return macros.has(name) ? [{ kind: 'macro', name, slot, span, access: 'read', isDefinition: false }] : [];
  });
}

/** The ids of macros, also of those that a base would bring. */
export function macroNames({ macroNames: names }: SetSnapshot): ReadonlySet<string> {
  return names;
}

export function occurrencesOfItem(set: SetSnapshot, item: Item): readonly Occurrence[] {
  const macros = macroNames(set);
  return slotsOf(item).flatMap((slot) => occurrencesIn(slot, macros));
}

/** Everything that means the same as one occurrence, in load order. An iterator variable is known in its rule only. */
export function sameName(set: SetSnapshot, wanted: Occurrence): readonly Occurrence[] {
  const items = wanted.kind === 'iterator-variable' ? [wanted.slot.item] : set.items;
  return items.flatMap((item) =>
    occurrencesOfItem(set, item).filter(
      ({ kind, name, slot }) =>
        kind === wanted.kind &&
        name === wanted.name &&
        (kind !== 'iterator-variable' || slot.text === wanted.slot.text),
    ),
  );
}

export function occurrenceAt(set: SetSnapshot, slot: Slot, at: number): Occurrence | undefined {
  const all = occurrencesIn(slot, macroNames(set));
  return all.find(({ kind, span, name }) => {
    // The scope in front of a variable, and its `${`, count to it.
    const start =
      kind === 'variable' && slot.role !== 'variable-name' ? span.end - name.length - 2 : span.start;
    return start <= at && at <= span.end;
  });
}

export function placeOfOccurrence({ slot, span }: Occurrence): Location {
  return placeOfSpan(slot, span);
}
