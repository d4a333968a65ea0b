import type { LintRule } from '../../contract.ts';

export const carrierRules: readonly LintRule[] = [];
