/**
 * What a resource of Terraform says and a policy has no words for: how many there are of it, when and by whom it is made,
 * and values that the file does not hold. Whoever takes the rules elsewhere has to hear of it.
 */
import type { Arguments } from './arguments.ts';
import type { LeftOut } from './carried.ts';

/** What to do where a file alone does not say it. */
export const fromPlan = 'convert the plan (`terraform show -json`) for the final values';

/** Arguments of any resource: what is left out with them, and what to do about it. */
const ofResources: Readonly<Record<string, string>> = {
  depends_on: 'what it waits for has to be there before',
  provider: 'see to it that the same account gets it',
  lifecycle: 'say where it is written whether it may be deleted or made anew',
  provisioner: 'run by hand what it runs',
  connection: 'run by hand what it runs',
};

/** Arguments without which a rule is still read. */
const ofRules = ['description', 'enabled', 'product_tags', 'actions'];

export function leftOutOf(
  fields: Arguments,
  what: 'rule' | 'policy',
  id: string | undefined,
): readonly LeftOut[] {
  const none = isNone(fields);
  return fields.keys().flatMap(({ key, keyRange, value }): readonly LeftOut[] => {
    const repeats = key === 'count' || key === 'for_each';
    // Of what is not there at all, only that is of interest.
    if (none) {
      const message = `it is left out: by \`${key}\` Terraform makes no ${what} of it`;
      return repeats ? [{ rule: id, key: what, range: keyRange, message }] : [];
    }
    const unknown = what === 'rule' && value.kind === 'unknown' && ofRules.includes(key);
    const said = repeats
      ? repetition(fields, key)
      : unknown
        ? `it is known only when Terraform runs; ${fromPlan}`
        : ofResources[key];
    return said === undefined
      ? []
      : [{ rule: id, key, range: keyRange, message: `\`${key}\` is left out: ${said}` }];
  });
}

/** Whether a resource is not there at all: a count of none, or nothing to make it for. */
export function isNone(fields: Arguments): boolean {
  return timesOf(fields) === 0;
}

function repetition(fields: Arguments, key: string): string | undefined {
  const times = timesOf(fields);
  if (times === 1 && key === 'count') return undefined;
  const many = times === undefined ? `none, one or several` : `${times}`;
  return `Terraform makes ${many} of it, and one is written; ${fromPlan}`;
}

/** How often the resource is there, where the file says so. */
function timesOf(fields: Arguments): number | undefined {
  if (fields.node('count') !== undefined) {
    const count = fields.int('count')?.value;
    return count === undefined ? undefined : Number(count);
  }
  const each = fields.node('for_each');
  if (each?.kind === 'mapping') return each.entries.length;
  return each?.kind === 'sequence' ? each.items.length : undefined;
}
