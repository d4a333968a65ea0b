import type { LintRule } from '../../../contract.ts';
import { looksLikePattern } from '../looks-like-pattern.ts';

/** `values` of a macro are taken literally: no patterns (spec/policies.md, `macros[]`). */
export const macroValuesWildcards: LintRule = {
  id: 'pitfall/macro-values-wildcards',
  title: '`*` in the `values` of a macro',
  level: 'warning',
  needs: 'macro',
  messages: {
    literal:
      '`values` are plain strings, so the `*` of `{value}` matches nothing else: patterns stand in an `expression`',
    sign: '`values` are plain strings, so the signs of `{value}` are part of it: patterns stand in an `expression`',
  },
  check({ definition: { values = [] }, place }, { report }) {
    for (const { value, range } of values) {
      if (/^[~r]".*"$/.test(value)) report(place(range), 'sign', { value });
      else if (looksLikePattern(value)) report(place(range), 'literal', { value });
    }
  },
};
