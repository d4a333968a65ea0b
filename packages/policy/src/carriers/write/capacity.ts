import type { Shape } from '../carried-rule.ts';
import { api, terraform } from '../shapes.ts';

/** What a carrier of single rules can hold, by the keys of policy files. */
export interface Capacity {
  /** For messages: `a rule in Terraform`. */
  readonly what: string;
  readonly rule: ReadonlySet<string>;
  /** Sections of an action, and `filter`. */
  readonly action: ReadonlySet<string>;
  readonly set: ReadonlySet<string>;
  /** Whether what `set` writes can only be a text. */
  readonly textOnly: boolean;
  /** Whether a policy stands there beside its rules. */
  readonly namesPolicies: boolean;
  /** Whether there is room for comments. */
  readonly comments: boolean;
}

function of(
  { what, keys, action, set, textOnly }: Shape,
  comments: boolean,
  namesPolicies: boolean,
): Capacity {
  const own = keys.filter((key) => !responseOnly.has(key));
  const rule = new Set([...own, 'id', ...(own.includes('enabled') ? ['disabled'] : [])]);
  return { what, rule, action: new Set(action), set: new Set(set), textOnly, comments, namesPolicies };
}

/** The API's `version` is how often a rule was changed, and its own `disabled` a list of policies. */
const responseOnly: ReadonlySet<string> = new Set(['version', 'disabled']);

export const inTerraform: Capacity = of(terraform, true, true);
export const inTerraformJson: Capacity = { ...inTerraform, comments: false };
export const inApi: Capacity = of(api, false, false);
export const inRuleFile: Capacity = {
  what: 'a rule file',
  rule: new Set(['id', 'expression', 'description']),
  action: new Set(),
  set: new Set(),
  textOnly: false,
  namesPolicies: false,
  comments: true,
};
