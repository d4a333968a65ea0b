import type { LintRule } from '../../contract.ts';
import { mixedOperators } from './mixed-operators/rule.ts';

export const pitfallRules: readonly LintRule[] = [mixedOperators];
