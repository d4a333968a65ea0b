/** Rules that lean on a variable which no rule sets any more, or which is of another type: agents reject them. */
import type { Location } from '@secl/text';
import { literalOf } from '../../load/literal.ts';
import type { SetDefinition } from '../../read/definitions.ts';
import type { Change } from './conversion.ts';
import type { PlainRule } from './plain-rule.ts';
import type { SourcePolicy } from './sources.ts';

/** A rule that is written, beside the one that it comes from. */
export interface WrittenRule {
  readonly rule: PlainRule;
  readonly source: SourcePolicy['rules'][number];
}

export function lostVariables(
  policies: readonly SourcePolicy[],
  written: readonly WrittenRule[],
): readonly { readonly rule: PlainRule; readonly change: Change }[] {
  const before = policies.flatMap(({ rules }) =>
    rules.flatMap(({ definition }) => definition.actions.flatMap(({ set }) => set ?? [])),
  );
  const after = written.flatMap(({ rule }) => rule.actions.flatMap(({ set }) => set ?? []));
  const kept = new Set(after.map((set) => nameOf(set.name, set.scope)));
  const texts = new Set(
    after.filter(({ value }) => typeof value === 'string').map((set) => nameOf(set.name, set.scope)),
  );
  const consequences = new Map<string, string>();
  for (const set of before) {
    const name = nameOf(set.name?.value, set.scope?.value);
    if (name === undefined) continue;
    if (!kept.has(name)) consequences.set(name, 'is set by no rule that is written');
    else if (isNoText(set) && texts.has(name)) consequences.set(name, 'is a text now');
  }
  return written.flatMap(({ rule, source }) =>
    [...consequences].flatMap(([name, what]) =>
      rule.expression.includes(`\${${name}}`)
        ? [{ rule, change: changeOf(rule, source, `\`\${${name}}\` ${what}: agents may reject the rule`) }]
        : [],
    ),
  );
}

function nameOf(name: string | undefined, scope: string | undefined): string | undefined {
  return name === undefined || scope === undefined || scope === '' ? name : `${scope}.${name}`;
}

const isNoText = ({ value }: SetDefinition): boolean =>
  value !== undefined && typeof literalOf(value) !== 'string';

function changeOf(rule: PlainRule, { definition, file }: WrittenRule['source'], message: string): Change {
  const { start, end } = (definition.expression ?? definition).range;
  const place: Location = {
    document: file.name,
    range: { start: start + definition.offset, end: end + definition.offset },
  };
  return { kind: 'lost', subject: rule.id, key: 'expression', message, place };
}
