import type { LintRule } from '../contract.ts';
import { carrierRules } from './carrier/index.ts';
import { metadataRules } from './metadata/index.ts';
import { performanceRules } from './performance/index.ts';
import { pitfallRules } from './pitfall/index.ts';
import { policyRules } from './policy/index.ts';
import { portabilityRules } from './portability/index.ts';
import { variableRules } from './variable/index.ts';

/** Every lint rule there is. A rule is a folder below its category: code, page, cases. */
export const lintRules: readonly LintRule[] = [
  ...pitfallRules,
  ...variableRules,
  ...portabilityRules,
  ...policyRules,
  ...performanceRules,
  ...metadataRules,
  ...carrierRules,
];
