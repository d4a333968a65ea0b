import type { LintRule } from '../../contract.ts';

export const performanceRules: readonly LintRule[] = [];
