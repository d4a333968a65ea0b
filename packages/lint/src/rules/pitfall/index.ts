import type { LintRule } from '../../contract.ts';
import { alwaysTrue } from './always-true/rule.ts';
import { backslashNotEscape } from './backslash-not-escape/rule.ts';
import { coveredRule } from './covered-rule/rule.ts';
import { deadCondition } from './dead-condition/rule.ts';
import { extensionPatternOnPath } from './extension-pattern-on-path/rule.ts';
import { impliedCondition } from './implied-condition/rule.ts';
import { leadingStarOnPath } from './leading-star-on-path/rule.ts';
import { mixedOperators } from './mixed-operators/rule.ts';
import { neverTrue } from './never-true/rule.ts';
import { questionMarkInPattern } from './question-mark-in-pattern/rule.ts';
import { repeatedCondition } from './repeated-condition/rule.ts';
import { sameRule } from './same-rule/rule.ts';
import { starInPlainString } from './star-in-plain-string/rule.ts';
import { starStopsAtSlash } from './star-stops-at-slash/rule.ts';

export const pitfallRules: readonly LintRule[] = [
  mixedOperators,
  neverTrue,
  deadCondition,
  alwaysTrue,
  repeatedCondition,
  impliedCondition,
  sameRule,
  coveredRule,
  backslashNotEscape,
  extensionPatternOnPath,
  leadingStarOnPath,
  questionMarkInPattern,
  starInPlainString,
  starStopsAtSlash,
];
