import type { Found } from '@secl/workspace';
import type { Git } from '../git.ts';

/**
 * The commit that `--changed-since REF` compares with: the last one that the working tree and REF have in common, so
 * that what others did on REF since then does not count as a change.
 */
export async function baseCommit(git: Git, ref: string): Promise<Found<string>> {
  // A name, not an option and not two: git would read on.
  if (ref === '' || ref.startsWith('-') || /[\s\0]|\.\./.test(ref))
    return refused(ref, 'this is no commit, branch or tag');
  const commit = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (!commit.ok) {
    const inside = await git(['rev-parse', '--git-dir']);
    if (!inside.ok) return refused(ref, firstLine(inside.message));
    return refused(ref, `git knows no such commit${await wayOut(git)}`);
  }
  const id = idOf(commit.stdout);
  if (id === undefined) return refused(ref, 'git knows no such commit');
  const common = await git(['merge-base', id, 'HEAD']);
  const base = common.ok ? idOf(common.stdout) : undefined;
  if (base !== undefined) return { ok: true, value: base };
  return refused(ref, `it has no commit in common with HEAD${await wayOut(git)}`);
}

/** Checkouts of pipelines often have one commit only. */
async function wayOut(git: Git): Promise<string> {
  const shallow = await git(['rev-parse', '--is-shallow-repository']);
  return shallow.ok && textOf(shallow.stdout) === 'true'
    ? ': this clone is shallow; fetch all of it (`fetch-depth: 0` for actions/checkout, `git fetch --unshallow`)'
    : '';
}

function refused(ref: string, message: string): Found<never> {
  return { ok: false, message: `--changed-since ${ref}: ${message}` };
}

function idOf(stdout: Uint8Array): string | undefined {
  const [id = ''] = textOf(stdout).split('\n');
  return /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).trim();
const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/^fatal: /, '');
