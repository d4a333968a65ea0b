import type { LintRule } from '../../contract.ts';

export const portabilityRules: readonly LintRule[] = [];
