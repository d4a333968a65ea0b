import type { PolicyFile } from '@secl/policy';
import type { Problem } from '@secl/text';
import { type CommandExit, exit } from '../../exit.ts';
import type { LoadReport, Status } from './model.ts';

/** Problems with which an agent does not merely lose a rule: it stops. */
const crashes: ReadonlySet<string> = new Set(['policy/empty-item', 'policy/override-crash']);

/** What the exit code says: 2 for a file that is no policy at all, 1 for a rejected rule or a crash, else 0. */
export function exitOf({ ruleSets }: LoadReport, files: readonly PolicyFile[]): CommandExit {
  if (noPolicies(files).length > 0) return exit.misuse;
  const rejects = ruleSets.some(
    ({ rules, problems, policies }) =>
      rules.some(({ status }) => status === 'rejected') ||
      policies.some(({ states }) => states.includes('error')) ||
      problems.some(({ problem }) => crashes.has(problem.code)),
  );
  return rejects ? exit.findings : exit.fine;
}

/**
 * What keeps files from being policies at all: of those that cannot be read, and, where no file has a policy in it, of all.
 * A manifest beside others that hold policies need not hold one.
 */
export function noPolicies(files: readonly PolicyFile[]): readonly Problem[] {
  const empty = files.map(({ problems }) => problems.find(({ code }) => code === 'policy/no-policy'));
  const areAll = files.every((file, index) => isNoPolicy(file) || empty[index] !== undefined);
  return files.flatMap(
    (file, index) => (isNoPolicy(file) ? file.unreadable : areAll ? empty[index] : []) ?? [],
  );
}

/** Whether a file cannot be read as a policy, by us as little as by an agent: no text, no YAML, nothing in it. */
export function isNoPolicy({ unreadable }: PolicyFile): boolean {
  if (unreadable === undefined) return false;
  return unreadable.code.startsWith('text/') || unreadable.code === 'policy/unreadable';
}

export type Counts = Readonly<Record<Status, number>>;

/** Rules by their worst status. */
export function countRules({ ruleSets }: LoadReport): Counts {
  const counts = { loaded: 0, filtered: 0, rejected: 0, undecided: 0 };
  for (const { rules } of ruleSets) for (const { status } of rules) counts[status] += 1;
  return counts;
}

/** Problems by severity; hints count as notes. */
export function countProblems({ ruleSets }: LoadReport): {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
} {
  const counts = { errors: 0, warnings: 0, notes: 0 };
  for (const { problems } of ruleSets) {
    for (const { problem } of problems) {
      if (problem.severity === 'error') counts.errors += 1;
      else if (problem.severity === 'warning') counts.warnings += 1;
      else counts.notes += 1;
    }
  }
  return counts;
}
