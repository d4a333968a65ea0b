import type { MacroDefinition, PolicyFile } from '@secl/policy';
import type { MacroSide } from './rule-set-diff.ts';

/** A macro of one side: what defines it first, and what agents make of it on each target. */
export interface MacroHere {
  readonly file: PolicyFile;
  readonly definition: MacroDefinition;
}

/** Macros by id, in file order. */
export function macrosHere(files: readonly PolicyFile[]): ReadonlyMap<string, MacroHere> {
  const macros = new Map<string, MacroHere>();
  for (const file of files) {
    for (const definition of file.macros) {
      const id = definition.id?.value ?? '';
      if (id !== '' && !macros.has(id)) macros.set(id, { file, definition });
    }
  }
  return macros;
}

export function macroSide(id: string, { file, definition }: MacroHere): MacroSide {
  const { offset, range } = definition;
  const at = definition.id?.range ?? range;
  return {
    id,
    place: { document: file.name, range: { start: at.start + offset, end: at.end + offset } },
    text: textOf(definition),
  };
}

function textOf({ expression, values }: MacroDefinition): string {
  if (expression !== undefined && expression.value !== '') return expression.value;
  return `[${(values ?? []).map(({ value }) => JSON.stringify(value)).join(', ')}]`;
}
