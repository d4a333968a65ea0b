import type { LintRule } from '../../../contract.ts';
import type { LintedMacro } from '../../../view/linted.ts';

/**
 * An override replaces `values` by its own, and never an `expression` (spec/policies.md, Loading 3). Where that leaves an
 * empty list, or both keys, loading says it.
 */
export const macroOverride: LintRule = {
  id: 'policy/macro-override',
  title: 'Override that leaves a macro as it was',
  level: 'warning',
  needs: 'rule-set',
  messages: {
    kept: 'agents ignore the `expression` of an override: `{id}` stays as it was',
    values: 'agents ignore the `expression` of an override: of this one they take the `values`',
  },
  check({ macros }, { report }) {
    const first = new Map<string, LintedMacro>();
    for (const macro of macros) {
      const { id, definition, place } = macro;
      const base = first.get(id);
      if (base === undefined) {
        first.set(id, macro);
        continue;
      }
      const { expression, combine } = definition;
      if (combine?.value !== 'override' || expression === undefined || expression.value === '') continue;
      const onExpression = (base.definition.expression?.value ?? '') !== '';
      const hasValues = (definition.values?.length ?? 0) > 0;
      if (onExpression === hasValues) continue;
      report(place(expression.range), hasValues ? 'values' : 'kept', { id }, { subject: id });
    }
  },
};
