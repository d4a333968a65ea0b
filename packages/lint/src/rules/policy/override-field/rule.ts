import type { RuleDefinition, Text } from '@secl/policy';
import { nearestName } from '@secl/text';
import type { LintRule } from '../../../contract.ts';
import { textFix } from '../../../view/text-fix.ts';

const known = ['all', 'actions', 'every', 'tags', 'product_tags'];

/** What an override can change, and what becomes of fields that it names and does not give (spec/policies.md, Loading 3). */
export const overrideField: LintRule = {
  id: 'policy/override-field',
  title: 'Field that an override cannot change',
  level: 'warning',
  needs: 'rule',
  messages: {
    unknown: 'agents cannot override `{field}`: they know all, actions, every, tags and product_tags',
    removed: 'this override names `{field}` and gives none, so agents take it from the rule',
    nothing: 'this override names `{field}` and gives none, so agents change nothing',
    alone: '`override_options` counts beside `combine: override` only',
  },
  check({ id, file, definition, place }, { report }) {
    const { combine, overrideFields, offset, disabled } = definition;
    const [first] = overrideFields;
    if (first === undefined || id === '') return;
    if ((combine?.value ?? '') === '') {
      const last = overrideFields[overrideFields.length - 1] ?? first;
      report(place({ start: first.range.start, end: last.range.end }), 'alone');
      return;
    }
    if (combine?.value !== 'override' || disabled?.value === true) return;
    for (const field of overrideFields) {
      const { value, range } = field;
      if (!known.includes(value)) {
        report(
          place(range),
          'unknown',
          { field: value },
          { fix: spelling({ file: file.file, offset, value: field }) },
        );
      } else if (!overrideFields.some((each) => each.value === 'all') && !gives(definition, value)) {
        const removes = value === 'every' || value === 'product_tags';
        report(place(range), removes ? 'removed' : 'nothing', { field: value });
      }
    }
  },
};

function spelling(field: Parameters<typeof textFix>[0]): ReturnType<typeof textFix> | undefined {
  const { value } = field.value satisfies Text;
  const near = nearestName(value, known, 2);
  if (near === undefined) return undefined;
  return textFix(field, 'suggested', `write \`${near}\``, [
    { span: { start: 0, end: value.length }, text: near },
  ]);
}

function gives({ actions, every, tags, productTags }: RuleDefinition, field: string): boolean {
  switch (field) {
    case 'actions':
      return actions.length > 0;
    case 'every':
      return every !== undefined;
    case 'tags':
      return tags.length > 0;
    default:
      return productTags.length > 0;
  }
}
