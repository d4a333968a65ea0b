import type { LintRule } from '../../contract.ts';

export const variableRules: readonly LintRule[] = [];
