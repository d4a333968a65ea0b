import type { ChunkedYaml, Mapping } from '@secl/text';
import type { MacroDefinition, RuleDefinition } from './definitions.ts';
import type { Notes } from './fields-of.ts';

/**
 * What reading one file has found, for the next reading of it: an item whose text is the same is the same tree, and what
 * it says is taken over, moved to where it stands now.
 */
export interface ReadMemory {
  yaml: ChunkedYaml | undefined;
  readonly rules: WeakMap<Mapping, Known<RuleDefinition>>;
  readonly macros: WeakMap<Mapping, Known<MacroDefinition>>;
}

interface Known<Definition> {
  readonly definition: Definition;
  /** What was noted, to be noted again: places in it count from the item. */
  readonly notes: readonly Parameters<Notes['note']>[];
}

export function newReadMemory(): ReadMemory {
  return { yaml: undefined, rules: new WeakMap(), macros: new WeakMap() };
}

/** Reads an item, or takes over what it said before. */
export function once<Definition extends { readonly offset: number }>(
  known: WeakMap<Mapping, Known<Definition>>,
  mapping: Mapping,
  offset: number,
  noteAt: (offset: number) => Notes,
  read: (mapping: Mapping, offset: number, notes: Notes) => Definition,
): Definition {
  const before = known.get(mapping);
  if (before !== undefined) {
    if (before.notes.length > 0) for (const each of before.notes) noteAt(offset).note(...each);
    return before.definition.offset === offset ? before.definition : { ...before.definition, offset };
  }
  const notes = noteAt(offset);
  const noted: Parameters<Notes['note']>[] = [];
  const definition = read(mapping, offset, {
    note(...each) {
      noted.push(each);
      notes.note(...each);
    },
  });
  known.set(mapping, { definition, notes: noted });
  return definition;
}
