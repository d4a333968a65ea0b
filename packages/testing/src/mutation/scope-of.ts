import { builtinVariables, type CheckScope } from '@secl/language';
import { catalogue, type Rewrite } from '@secl/model';
import type { RuleSet } from '@secl/policy';

/** What expressions of a rule set may refer to. */
export function scopeOf({ target, facts, macros, variables }: RuleSet): CheckScope {
  return {
    catalogue: catalogue(target.platform),
    facts,
    macros,
    variables: new Map([...builtinVariables, ...variables]),
  };
}

export function rewritesOf({ target, facts: { minor } }: RuleSet): readonly Rewrite[] {
  const { rewrites } = catalogue(target.platform);
  return rewrites.filter(({ since, until }) => minor >= since && (until === null || minor <= until));
}
