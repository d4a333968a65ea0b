import { languageProblems } from '@secl/language';
import { policyProblems } from '@secl/policy';
import { type ProblemKind, textProblems } from '@secl/text';
import { ignoreRules } from './ignore/ignore-rules.ts';
import { loudnessOf } from './level.ts';
import { lintRules } from './rules/index.ts';
import { type Asked, askedOf } from './settings-for.ts';

const problems: readonly (readonly [string, ProblemKind])[] = [
  languageProblems,
  policyProblems,
  textProblems,
].flatMap((kinds) => Object.entries<ProblemKind>(kinds));

/** Everything that a finding can have as its code, with what decides how loud it is. */
export const codes: ReadonlyMap<string, Asked> = new Map([
  ...problems.map(([id, { severity }]): readonly [string, Asked] => [
    id,
    { id, category: 'load', level: loudnessOf(severity) },
  ]),
  ...[...lintRules, ...Object.values(ignoreRules)].map((rule) => [rule.id, askedOf(rule)] as const),
]);

/** What configuration and comments may name. */
export const findingCodes: ReadonlySet<string> = new Set(codes.keys());
