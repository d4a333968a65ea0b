import type { MacroDefinition } from '../../read/definitions.ts';
import type { SourcePolicy } from './sources.ts';

/** What a macro stands for, once its definitions are put together. */
export interface MacroText {
  readonly id: string;
  /** Nothing where it has values. */
  readonly expression: string | undefined;
  readonly values: readonly string[];
}

/** The macros of all policies by their ids, as agents put them together (spec/policies.md, Loading 3). */
export function macroTexts(policies: readonly SourcePolicy[]): ReadonlyMap<string, MacroText> {
  const found = new Map<string, MacroText>();
  const ordered = [
    ...policies.filter(({ isDefault }) => isDefault),
    ...policies.filter(({ isDefault }) => !isDefault),
  ];
  for (const { definition } of ordered.flatMap(({ macros }) => macros)) {
    const id = definition.id?.value ?? '';
    const known = found.get(id);
    if (id === '') continue;
    if (known === undefined) found.set(id, textOf(id, definition));
    else if (definition.combine !== undefined) found.set(id, combined(known, definition));
  }
  return found;
}

function textOf(id: string, { expression, values }: MacroDefinition): MacroText {
  return {
    id,
    expression: expression?.value,
    values: values?.map(({ value }) => value) ?? [],
  };
}

/** The second definition of an id may only say values. */
function combined(known: MacroText, { combine, values = [] }: MacroDefinition): MacroText {
  const more = values.map(({ value }) => value);
  if (combine?.value === 'override') return { ...known, values: more };
  return known.expression === undefined ? { ...known, values: [...known.values, ...more] } : known;
}
