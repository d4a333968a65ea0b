import type { LintRule } from '../../../contract.ts';

/** A name is looked up as a constant before it is looked up as a macro, but to the right of `in` (spec/secl.md, Names). */
export const macroNamedAsConstant: LintRule = {
  id: 'policy/macro-named-as-constant',
  title: 'Macro that a constant hides',
  level: 'warning',
  needs: 'macro',
  messages: {
    hidden:
      '`{id}` is a constant of agents, so this macro is never used: where `{id}` stands, the constant counts',
  },
  check({ id, idPlace, expression }, { report }) {
    // A list stands to the right of `in` only, where macros come first.
    if (expression === undefined || expression.typed.kind === 'values') return;
    if (expression.facts.constant(id) !== undefined) report(idPlace, 'hidden', { id });
  },
};
