import type { LintRule } from '../../../contract.ts';
import { placeOf, type Tag, tagsOf } from '../tags.ts';

/** A key that stands twice under `tags` loses the whole file, and loading says so; here is what YAML lets pass. */
export const duplicateTag: LintRule = {
  id: 'metadata/duplicate-tag',
  title: 'Tag that stands twice',
  level: 'info',
  strict: 'warning',
  needs: 'rule',
  messages: {
    twice: 'the product tag `{tag}` stands twice',
    similar: 'the tags `{key}` and `{other}` differ in case or in `-` and `_` only',
    both: '`{key}` is `{value}` here and `{other}` under `tags`',
  },
  check(rule, { report }) {
    const seen = new Set<string>();
    const keys = new Map<string, Tag>();
    for (const tag of tagsOf(rule)) {
      const { key, value, of } = tag;
      const name = bare(key);
      const known = keys.get(name);
      if (of === 'tags') {
        const similar = known !== undefined && known.key !== key;
        if (similar) report(placeOf(tag), 'similar', { key, other: known.key });
        if (known === undefined) keys.set(name, tag);
        continue;
      }
      const whole = `${key}:${value}`;
      const differs = known !== undefined && known.key === key && known.value !== value;
      if (seen.has(whole)) report(placeOf(tag), 'twice', { tag: key === '' ? value : whole });
      else if (differs) report(placeOf(tag), 'both', { key, value, other: known.value });
      seen.add(whole);
    }
  },
};

function bare(key: string): string {
  return key.toLowerCase().replaceAll('-', '_');
}
