import type { LintRule } from '../../contract.ts';

export const policyRules: readonly LintRule[] = [];
