export { type CarrierTools, carriedIn } from './carried-in.ts';
export * from './config.ts';
export {
  type FailOn,
  type FileSettings,
  failOnNames,
  type LintSection,
  readLintSection,
} from './config-lint.ts';
export { fitsField, type Redactable, type RedactSection, redactable } from './config-redact.ts';
export { type Found, filesAt, policyFilesAt, searchDown, unreadBelow } from './find-files.ts';
export { globTest, isGlob } from './glob.ts';
export { commentsIn, lintInputOf } from './lint-input.ts';
export { memoryFiles } from './memory-files.ts';
export { didYouMean } from './nearest.ts';
export { type OpenRuleSet, openRuleSet, ruleSetOf } from './open-rule-set.ts';
export { directoryOf, inByteOrder, joinPath, normalPath } from './paths.ts';
export { type WorkspaceProblemCode, workspaceProblems } from './problems.ts';
export { recordingPaths } from './recordings.ts';
export { type RuleSetsAt, ruleSetsAt } from './rule-sets-at.ts';
export { type Described, describeTarget, type NamedTarget, type TargetDescription } from './target.ts';
export { isPolicyText } from './unread-policy.ts';
export {
  configName,
  openWorkspace,
  type RuleSetSource,
  ruleSetsOf,
  type Workspace,
} from './workspace.ts';
