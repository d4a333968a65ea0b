import type { LintRule } from '../../contract.ts';
import { blockScalarIndentation } from './block-scalar-indentation/rule.ts';
import { enabledWithoutPolicy } from './enabled-without-policy/rule.ts';
import { ignoredExtension } from './ignored-extension/rule.ts';
import { keyNotHeld } from './key-not-held/rule.ts';
import { renamedRuleRecreated } from './renamed-rule-recreated/rule.ts';
import { setValueNeedsString } from './set-value-needs-string/rule.ts';
import { terraformUnescaped } from './terraform-unescaped/rule.ts';

export const carrierRules: readonly LintRule[] = [
  blockScalarIndentation,
  enabledWithoutPolicy,
  ignoredExtension,
  keyNotHeld,
  renamedRuleRecreated,
  setValueNeedsString,
  terraformUnescaped,
];
