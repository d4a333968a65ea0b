import type { LintRule } from '../../contract.ts';
import { combineValue } from './combine-value/rule.ts';
import { disableWithoutEffect } from './disable-without-effect/rule.ts';
import { disabledLeftover } from './disabled-leftover/rule.ts';
import { macroNamedAsConstant } from './macro-named-as-constant/rule.ts';
import { macroOverride } from './macro-override/rule.ts';
import { macroUnused } from './macro-unused/rule.ts';
import { overrideAll } from './override-all/rule.ts';
import { overrideField } from './override-field/rule.ts';
import { overrideKeyIgnored } from './override-key-ignored/rule.ts';
import { overrideWithoutFields } from './override-without-fields/rule.ts';

export const policyRules: readonly LintRule[] = [
  combineValue,
  disableWithoutEffect,
  disabledLeftover,
  macroNamedAsConstant,
  macroOverride,
  macroUnused,
  overrideAll,
  overrideField,
  overrideKeyIgnored,
  overrideWithoutFields,
];
