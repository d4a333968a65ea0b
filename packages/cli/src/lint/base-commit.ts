import type { Found } from '@secl/workspace';
import type { Git } from '../git.ts';
import { commitOf, commonCommit } from '../git-commit.ts';

/**
 * The commit that `--changed-since REF` compares with: the last one that the working tree and REF have in common, so
 * that what others did on REF since then does not count as a change.
 */
export async function baseCommit(git: Git, ref: string): Promise<Found<string>> {
  const commit = await commitOf(git, ref);
  const base = commit.ok ? await commonCommit(git, commit.value, 'HEAD') : commit;
  return base.ok ? base : { ok: false, message: `--changed-since ${ref}: ${base.message}` };
}
