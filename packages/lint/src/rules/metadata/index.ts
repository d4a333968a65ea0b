import type { LintRule } from '../../contract.ts';
import { descriptionMissing } from './description-missing/rule.ts';
import { duplicateTag } from './duplicate-tag/rule.ts';
import { idStyle } from './id-style/rule.ts';
import { mitreFormat } from './mitre-format/rule.ts';
import { mitreMissing } from './mitre-missing/rule.ts';
import { mitreRetired } from './mitre-retired/rule.ts';
import { mitreSlug } from './mitre-slug/rule.ts';
import { mitreSubtechnique } from './mitre-subtechnique/rule.ts';
import { mitreTactic } from './mitre-tactic/rule.ts';
import { mitreUnknown } from './mitre-unknown/rule.ts';
import { tagMissing } from './tag-missing/rule.ts';
import { tagValue } from './tag-value/rule.ts';

export const metadataRules: readonly LintRule[] = [
  descriptionMissing,
  duplicateTag,
  idStyle,
  mitreFormat,
  mitreMissing,
  mitreRetired,
  mitreSlug,
  mitreSubtechnique,
  mitreTactic,
  mitreUnknown,
  tagMissing,
  tagValue,
];
