import type { LintRule } from '../../contract.ts';
import { ancestorsFirst } from './ancestors-first/rule.ts';
import { anything } from './anything/rule.ts';
import { noApprover } from './no-approver/rule.ts';
import { patternWithoutStar } from './pattern-without-star/rule.ts';
import { repeatedList } from './repeated-list/rule.ts';

export const performanceRules: readonly LintRule[] = [
  noApprover,
  ancestorsFirst,
  anything,
  repeatedList,
  patternWithoutStar,
];
