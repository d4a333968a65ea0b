import type { Finding, Loudness } from '@secl/lint';
import type { PolicyFile } from '@secl/policy';
import { type CommandExit, exit } from '../exit.ts';
import { noPolicies } from '../report/load/conclusion.ts';
import type { LintSettings } from './settings.ts';

export interface Conclusion {
  /** Whether there is more than the settings allow. */
  readonly failed: boolean;
  readonly code: CommandExit;
}

const loudness: readonly Loudness[] = ['info', 'warning', 'error'];

/** What the exit code says: 2 for a file that is no policy at all, 1 for findings that shall fail, else 0. */
export function conclusion(
  findings: readonly Finding[],
  files: readonly PolicyFile[],
  { failOn, maxWarnings }: Pick<LintSettings, 'failOn' | 'maxWarnings'>,
): Conclusion {
  const loud = findings.some((finding) => isFailing(finding, { failOn }));
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const failed = loud || (maxWarnings !== undefined && warnings > maxWarnings);
  if (noPolicies(files).length > 0) return { failed, code: exit.misuse };
  return { failed, code: failed ? exit.findings : exit.fine };
}

/** Whether a finding is loud enough to fail the run. */
export function isFailing(
  { severity }: Pick<Finding, 'severity'>,
  { failOn }: Pick<LintSettings, 'failOn'>,
): boolean {
  return failOn !== 'never' && loudness.indexOf(severity) >= loudness.indexOf(failOn);
}
