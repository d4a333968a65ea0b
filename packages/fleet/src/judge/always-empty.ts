/** Rules that load and can never be true on an origin, because what they ask for is always empty there. */
import { builtinVariables, checkRule, parseRule } from '@secl/language';
import { overlaps, propositionOf } from '@secl/logic';
import { catalogue, type Facts, type Field } from '@secl/model';
import type { LoadedRule, Origin } from '@secl/policy';
import data from '../data/empty-fields.json' with { type: 'json' };

/** The field whose emptiness keeps the rule from ever being true; nothing where none is proved to. */
export function alwaysEmpty(
  { checked }: LoadedRule,
  origin: Origin | undefined,
  facts: Facts,
): string | undefined {
  const starts: readonly string[] = origin === undefined ? [] : data.origins[origin];
  const rule = propositionOf(checked);
  if (starts.length === 0 || rule === undefined) return undefined;
  for (const field of checked.fields.values()) {
    if (
      !starts.some((start) => field.name === start || (start.endsWith('.') && field.name.startsWith(start)))
    )
      continue;
    const empty = emptiness(field, facts);
    if (empty !== undefined && overlaps(rule, empty, { variables: 'same' }) === 'no') return field.name;
  }
  return undefined;
}

/** That the field is empty, as a condition. Of lists nothing is said: that no element matches is no condition of SECL. */
function emptiness({ name, type, array }: Field, facts: Facts) {
  const zero = { string: '""', int: '0', bool: 'false', ip: undefined }[type];
  if (array || zero === undefined) return undefined;
  const scope = {
    catalogue: catalogue(facts.platform),
    facts,
    macros: new Map(),
    variables: builtinVariables,
  };
  const checked = checkRule(parseRule(`${name} == ${zero}`), scope);
  return propositionOf(checked);
}
