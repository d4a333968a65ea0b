import type { RuleDefinition } from '@secl/policy';
import type { Range } from '@secl/text';
import type { LintRule } from '../../../contract.ts';
import { changes } from '../changed-rule.ts';

/** An override changes what its `fields` name, and never the expression (spec/policies.md, Loading 3). */
export const overrideKeyIgnored: LintRule = {
  id: 'policy/override-key-ignored',
  title: 'Part of an override that agents ignore',
  level: 'warning',
  needs: 'rule-set',
  messages: {
    expression: 'no override changes an expression: agents keep that of the first definition of `{id}`',
    unnamed: 'this override does not name `{key}` under `fields`, so agents keep that of `{id}`',
    only: 'an override changes `{key}` only where its `fields` name `all`',
    disabled: 'an override with `disabled: true` changes nothing else',
  },
  check(set, { report }) {
    for (const { change, rules } of changes(set)) {
      const { id, definition, place } = change;
      const { combine, overrideFields, disabled, expression } = definition;
      const [first] = overrideFields;
      const subject = id;
      if (combine?.value !== 'override') continue;
      const bare = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
      const wanted = bare(expression?.value);
      const same = rules.some((rule) => bare(rule.expression?.value.value) === wanted);
      const named = overrideFields.map((field) => field.value);
      // A field `expression` is reported where it stands.
      if (expression !== undefined && wanted !== '' && !same && !named.includes('expression'))
        report(place(expression.range), 'expression', { id }, { subject });
      if (first === undefined) continue;
      if (disabled?.value === true) {
        report(place(first.range), 'disabled', {}, { subject });
        continue;
      }
      if (named.includes('all')) continue;
      for (const { key, range, alone } of given(definition)) {
        if (named.includes(key)) continue;
        report(place(range), alone ? 'unnamed' : 'only', { id, key }, { subject });
      }
    }
  },
};

interface Given {
  readonly key: string;
  readonly range: Range;
  /** Whether `fields` may name it. */
  readonly alone: boolean;
}

function given(definition: RuleDefinition): readonly Given[] {
  const { every, tags, productTags, actions, silent, limiterToken, priority } = definition;
  const all: readonly (readonly [string, { readonly range: Range } | undefined, boolean])[] = [
    ['every', every, true],
    ['tags', tags[0], true],
    ['product_tags', productTags[0], true],
    ['actions', actions[0], true],
    ['silent', silent, false],
    ['limiter_token', limiterToken[0], false],
    ['priority', priority, false],
  ];
  return all.flatMap(([key, said, alone]) => (said === undefined ? [] : [{ key, range: said.range, alone }]));
}
