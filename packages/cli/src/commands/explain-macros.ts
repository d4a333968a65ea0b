import { type CheckedMacro, walk } from '@secl/language';
import type { Compiled } from './explain-subject.ts';

/** Macros in the expression and in those macros, each behind the one that uses it. */
export function usedMacros(
  { parsed }: Compiled,
  macros: ReadonlyMap<string, CheckedMacro>,
): readonly CheckedMacro[] {
  const found = new Map<string, CheckedMacro>();
  const pending = [...walk(parsed.tree.root)]
    .flatMap((node) => (node.kind === 'ident' ? [node.name] : []))
    .reverse();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const macro = macros.get(name);
    if (macro === undefined || found.has(name)) continue;
    found.set(name, macro);
    pending.push(...(macro.text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []).reverse());
  }
  return [...found.values()];
}
