import type { LintRule } from '../../contract.ts';

export const metadataRules: readonly LintRule[] = [];
