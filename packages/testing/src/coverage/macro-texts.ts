import type { CheckedMacro } from '@secl/language';
import type { Placed, PolicyFile, Text } from '@secl/policy';

/** Where the texts of macros stand, by id. */
export type MacroTexts = ReadonlyMap<string, Placed<Text>>;

/**
 * Of several definitions with one id, which of them counts is the loader's business: it is the one whose text was compiled.
 * Macros that are lists of `values` hold no conditions and are left out.
 */
export function macroTexts(
  files: readonly PolicyFile[],
  macros: ReadonlyMap<string, CheckedMacro>,
): MacroTexts {
  const found = new Map<string, Placed<Text>>();
  for (const file of files) {
    for (const { id, expression, offset } of file.macros) {
      if (id === undefined || expression === undefined || found.has(id.value)) continue;
      if (macros.get(id.value)?.text === expression.value) {
        found.set(id.value, { file, offset, value: expression });
      }
    }
  }
  return found;
}
