import { nearestName } from '@secl/text';
import type { LintRule } from '../../../contract.ts';
import { partOf, placeOf, tagsOf } from '../tags.ts';

/** Which values a tag may have is a pack's own policy: agents pass on any. */
export const tagValue: LintRule = {
  id: 'metadata/tag-value',
  title: 'Tag with a value that is not allowed',
  level: 'off',
  strict: 'warning',
  needs: 'rule',
  messages: { value: '`{value}` is not a value of the tag `{key}` ({allowed})' },
  options: {
    allowed: {
      kind: 'list',
      default: ['severity: info low medium high critical'],
      about: 'What a tag may say, each as `key: value value …`.',
    },
  },
  check(rule, { report, list }) {
    const allowed = new Map(list('allowed').map((line) => allowedIn(line)));
    for (const tag of tagsOf(rule)) {
      const { key, value } = tag;
      const values = allowed.get(key);
      if (values === undefined || values.includes(value)) continue;
      const place = partOf(tag, 0, value.length);
      const near = values.find((each) => each === value.toLowerCase()) ?? nearestName(value, values, 2);
      const fix =
        place === undefined || near === undefined
          ? undefined
          : { kind: 'suggested' as const, title: `write \`${near}\``, edits: [{ place, text: near }] };
      report(place ?? placeOf(tag), 'value', { value, key, allowed: values.join(', ') }, { fix });
    }
  },
};

function allowedIn(line: string): readonly [string, readonly string[]] {
  const [key = '', ...rest] = line.split(':');
  return [key.trim(), rest.join(':').split(/\s+/).filter(Boolean)];
}
