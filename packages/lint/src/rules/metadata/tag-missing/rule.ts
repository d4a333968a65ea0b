import type { LintRule } from '../../../contract.ts';
import { isOwnDefinition, tagsOf } from '../tags.ts';

/** Which tags a pack asks for is its own policy: agents ask for none. */
export const tagMissing: LintRule = {
  id: 'metadata/tag-missing',
  title: 'Rule without a required tag',
  level: 'off',
  strict: 'warning',
  needs: 'rule',
  messages: { missing: '`{id}` has no tag `{key}`' },
  options: {
    required: {
      kind: 'list',
      default: ['severity'],
      about: 'Keys that every rule has under `tags`, or as `key:value` under `product_tags`.',
    },
  },
  check(rule, { report, list }) {
    if (!isOwnDefinition(rule)) return;
    const keys = new Set(tagsOf(rule).map(({ key }) => key));
    for (const key of list('required'))
      if (!keys.has(key)) report(rule.idPlace, 'missing', { id: rule.id, key });
  },
};
