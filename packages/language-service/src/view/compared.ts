import type { Node } from '@secl/language';
import type { Facts, Field } from '@secl/model';
import { fieldOf } from './field-name.ts';

/** The field that the innermost of these nodes is compared with, of nodes from the root down. */
export function comparedField(path: readonly Node[], facts: Facts): Field | undefined {
  for (const node of [...path].reverse()) {
    const sides = node.kind === 'comparison' ? node.operands : node.kind === 'membership' ? [node.left] : [];
    for (const side of sides) {
      const field = side.kind === 'ident' ? fieldOf(side.name, facts) : undefined;
      if (field !== undefined) return field;
    }
  }
  return undefined;
}

/** Whether patterns beside a field are globs: stars stay within a segment of a path. */
export function readsGlobs({ comparison }: Pick<Field, 'comparison'>): boolean {
  return ['symlinkPath', 'glob', 'windowsPath'].includes(comparison);
}
