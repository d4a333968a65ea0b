import type { LintRule } from '../../contract.ts';
import { allinIsIn } from './allin-is-in/rule.ts';
import { alwaysTrue } from './always-true/rule.ts';
import { ancestorsWithoutIterator } from './ancestors-without-iterator/rule.ts';
import { argsNotArgv } from './args-not-argv/rule.ts';
import { backslashNotEscape } from './backslash-not-escape/rule.ts';
import { caseOnInsensitiveField } from './case-on-insensitive-field/rule.ts';
import { commTooLong } from './comm-too-long/rule.ts';
import { commentSwallows } from './comment-swallows/rule.ts';
import { commentToTheEnd } from './comment-to-the-end/rule.ts';
import { constantOfOtherGroup } from './constant-of-other-group/rule.ts';
import { coveredRule } from './covered-rule/rule.ts';
import { deadCondition } from './dead-condition/rule.ts';
import { decimalMode } from './decimal-mode/rule.ts';
import { durationOnLeft } from './duration-on-left/rule.ts';
import { emptyPattern } from './empty-pattern/rule.ts';
import { equalsOnFlags } from './equals-on-flags/rule.ts';
import { errnoSign } from './errno-sign/rule.ts';
import { extensionPatternOnPath } from './extension-pattern-on-path/rule.ts';
import { firstMatchLeavesRest } from './first-match-leaves-rest/rule.ts';
import { impliedCondition } from './implied-condition/rule.ts';
import { indexZero } from './index-zero/rule.ts';
import { leadingStarOnPath } from './leading-star-on-path/rule.ts';
import { lineBreakInString } from './line-break-in-string/rule.ts';
import { macroValuesWildcards } from './macro-values-wildcards/rule.ts';
import { mergedUsr } from './merged-usr/rule.ts';
import { mixedOperators } from './mixed-operators/rule.ts';
import { neverTrue } from './never-true/rule.ts';
import { noElement } from './no-element/rule.ts';
import { notEqualOnArray } from './not-equal-on-array/rule.ts';
import { notOnComparison } from './not-on-comparison/rule.ts';
import { openWriteWithoutFlags } from './open-write-without-flags/rule.ts';
import { patternOnVariable } from './pattern-on-variable/rule.ts';
import { plainScalarComment } from './plain-scalar-comment/rule.ts';
import { questionMarkInPattern } from './question-mark-in-pattern/rule.ts';
import { regexpInPattern } from './regexp-in-pattern/rule.ts';
import { regexpIsList } from './regexp-is-list/rule.ts';
import { regexpIsPattern } from './regexp-is-pattern/rule.ts';
import { repeatedCondition } from './repeated-condition/rule.ts';
import { repeatedMember } from './repeated-member/rule.ts';
import { sameRule } from './same-rule/rule.ts';
import { starInPlainString } from './star-in-plain-string/rule.ts';
import { starStopsAtSlash } from './star-stops-at-slash/rule.ts';
import { trailingSlash } from './trailing-slash/rule.ts';
import { unanchoredRegexp } from './unanchored-regexp/rule.ts';
import { zeroMask } from './zero-mask/rule.ts';

export const pitfallRules: readonly LintRule[] = [
  mixedOperators,
  neverTrue,
  deadCondition,
  alwaysTrue,
  repeatedCondition,
  repeatedMember,
  impliedCondition,
  sameRule,
  coveredRule,
  backslashNotEscape,
  extensionPatternOnPath,
  leadingStarOnPath,
  questionMarkInPattern,
  starInPlainString,
  starStopsAtSlash,
  commTooLong,
  emptyPattern,
  firstMatchLeavesRest,
  lineBreakInString,
  regexpInPattern,
  regexpIsList,
  regexpIsPattern,
  unanchoredRegexp,
  allinIsIn,
  constantOfOtherGroup,
  equalsOnFlags,
  errnoSign,
  indexZero,
  zeroMask,
  ancestorsWithoutIterator,
  argsNotArgv,
  caseOnInsensitiveField,
  mergedUsr,
  noElement,
  notEqualOnArray,
  notOnComparison,
  commentSwallows,
  commentToTheEnd,
  macroValuesWildcards,
  openWriteWithoutFlags,
  plainScalarComment,
  decimalMode,
  durationOnLeft,
  patternOnVariable,
  trailingSlash,
];
