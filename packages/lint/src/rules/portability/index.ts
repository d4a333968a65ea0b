import type { LintRule } from '../../contract.ts';
import { filterAlwaysMet } from './filter-always-met/rule.ts';
import { filterMetNowhere } from './filter-met-nowhere/rule.ts';
import { legacyName } from './legacy-name/rule.ts';
import { noAgent } from './no-agent/rule.ts';
import { osFilterMissing } from './os-filter-missing/rule.ts';
import { versionClaim } from './version-claim/rule.ts';

export const portabilityRules: readonly LintRule[] = [
  versionClaim,
  noAgent,
  legacyName,
  osFilterMissing,
  filterMetNowhere,
  filterAlwaysMet,
];
