/** Commits by the names that people give them. Nothing that could be an option reaches git. */
import type { Found } from '@secl/workspace';
import type { Git } from './git.ts';

/** The id of the commit that a branch, a tag or a part of an id names. */
export async function commitOf(git: Git, ref: string): Promise<Found<string>> {
  // A name, not an option and not two: git would read on.
  if (ref === '' || ref.startsWith('-') || /[\s\0]|\.\./.test(ref))
    return { ok: false, message: 'this is no commit, branch or tag' };
  const commit = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (!commit.ok) {
    const inside = await git(['rev-parse', '--git-dir']);
    if (!inside.ok) return { ok: false, message: firstLine(inside.message) };
    return { ok: false, message: `git knows no such commit${await wayOut(git)}` };
  }
  const id = idOf(commit.stdout);
  return id === undefined ? { ok: false, message: 'git knows no such commit' } : { ok: true, value: id };
}

/** The last commit that two have in common; `other` is an id too, or HEAD. */
export async function commonCommit(git: Git, id: string, other: string): Promise<Found<string>> {
  const common = await git(['merge-base', id, other]);
  const base = common.ok ? idOf(common.stdout) : undefined;
  if (base !== undefined) return { ok: true, value: base };
  const name = other === 'HEAD' ? 'HEAD' : shortId(other);
  return { ok: false, message: `it has no commit in common with ${name}${await wayOut(git)}` };
}

export function shortId(id: string): string {
  return id.slice(0, 10);
}

/** Checkouts of pipelines often have one commit only. */
async function wayOut(git: Git): Promise<string> {
  const shallow = await git(['rev-parse', '--is-shallow-repository']);
  return shallow.ok && textOf(shallow.stdout) === 'true'
    ? ': this clone is shallow; fetch all of it (`fetch-depth: 0` for actions/checkout, `git fetch --unshallow`)'
    : '';
}

function idOf(stdout: Uint8Array): string | undefined {
  const [id = ''] = textOf(stdout).split('\n');
  return /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).trim();
const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/^fatal: /, '');
