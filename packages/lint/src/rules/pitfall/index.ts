import type { LintRule } from '../../contract.ts';
import { alwaysTrue } from './always-true/rule.ts';
import { coveredRule } from './covered-rule/rule.ts';
import { deadCondition } from './dead-condition/rule.ts';
import { impliedCondition } from './implied-condition/rule.ts';
import { mixedOperators } from './mixed-operators/rule.ts';
import { neverTrue } from './never-true/rule.ts';
import { repeatedCondition } from './repeated-condition/rule.ts';
import { sameRule } from './same-rule/rule.ts';

export const pitfallRules: readonly LintRule[] = [
  mixedOperators,
  neverTrue,
  deadCondition,
  alwaysTrue,
  repeatedCondition,
  impliedCondition,
  sameRule,
  coveredRule,
];
