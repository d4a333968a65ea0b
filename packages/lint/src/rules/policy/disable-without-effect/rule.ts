import type { LintRule } from '../../../contract.ts';
import { changes } from '../changed-rule.ts';

/** Of two definitions only a custom one disables a default rule; no other disables one that is enabled (Loading 3). */
export const disableWithoutEffect: LintRule = {
  id: 'policy/disable-without-effect',
  title: '`disabled` that disables nothing',
  level: 'error',
  needs: 'rule-set',
  messages: {
    enabled:
      '`{id}` stays enabled: a later definition disables rules of the default policy only, and this one is defined in `{file}`',
  },
  check(set, { report }) {
    for (const { change, rules } of changes(set)) {
      const { id, definition, file, place } = change;
      const { disabled } = definition;
      const [first] = rules;
      if (disabled?.value !== true || first === undefined) continue;
      const stays = rules.every(
        (rule) => !rule.disabled && !(rule.base.file.kind === 'default' && file.file.kind === 'custom'),
      );
      if (!stays || rules.some(({ base }) => base.value.disabled?.value === true)) continue;
      const related = [{ message: 'this definition counts', place: baseOf(set, first) ?? change.idPlace }];
      const values = { id, file: first.base.file.name };
      report(place(disabled.range), 'enabled', values, { subject: id, related });
    }
  },
};

type Set = Parameters<typeof changes>[0];

function baseOf({ rules }: Set, { base }: ReturnType<typeof changes>[number]['rules'][number]) {
  return rules.find(({ definition }) => definition === base.value)?.idPlace;
}
