/** Which two versions are compared: what `BASE [HEAD] [PATH]...` means. */
import type { Found } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import type { FileSystem } from '../file-system.ts';
import { commitOf, commonCommit, shortId } from '../git-commit.ts';
import { commitFiles } from './commit-files.ts';

/** One version of the files. */
export interface Version {
  /** As reports call it: `main (1a2b3c4d5e)`, `the working tree`. */
  readonly name: string;
  readonly fs: FileSystem;
  /** The files that make the one rule set; undefined: the rule sets of the workspace. */
  readonly paths: readonly string[] | undefined;
}

export interface Versions {
  readonly base: Version;
  readonly head: Version;
}

/** What an argument names. A file or directory that is there wins over a commit. */
type Named =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'commit'; readonly ref: string; readonly id: string; readonly path: string | undefined };

/**
 * `exact`: with BASE itself, and not with the last commit that it has in common with HEAD. `BASE:PATH` is always exact,
 * as it is for git.
 */
export async function versionsOf(
  context: CliContext,
  [first = '', ...rest]: readonly string[],
  exact: boolean,
): Promise<Found<Versions>> {
  const base = await named(context, first);
  if (!base.ok) return base;
  const [second, ...paths] = rest;
  const head = second === undefined ? undefined : await named(context, second);
  if (base.value.kind === 'path') return ofPath(context, base.value.path, head, paths);
  // What is no commit may be a path that only BASE has.
  if (head === undefined || !head.ok || head.value.kind === 'path')
    return ofCommits(context, base.value, undefined, rest, exact);
  return ofCommits(context, base.value, head.value, paths, exact);
}

async function named(context: CliContext, text: string): Promise<Found<Named>> {
  if ((await context.fs.kind(text)) !== 'missing') return { ok: true, value: { kind: 'path', path: text } };
  const colon = text.indexOf(':');
  const ref = colon === -1 ? text : text.slice(0, colon);
  const path = colon === -1 ? undefined : text.slice(colon + 1);
  const id = await commitOf(context.git, ref);
  if (!id.ok)
    return { ok: false, message: `${text}: no such file or directory, nor a commit: ${id.message}` };
  return { ok: true, value: { kind: 'commit', ref, id: id.value, path: path === '' ? '.' : path } };
}

type Commit = Extract<Named, { kind: 'commit' }>;

async function ofPath(
  context: CliContext,
  path: string,
  head: Found<Named> | undefined,
  more: readonly string[],
): Promise<Found<Versions>> {
  if (head === undefined)
    return {
      ok: false,
      message: `${path} is a file or directory: with which other, or with which commit, is it compared?`,
    };
  if (!head.ok) return head;
  if (more.length > 0)
    return { ok: false, message: `${more.join(' ')}: two files or directories are compared, no more` };
  const base: Version = { name: path, fs: context.fs, paths: [path] };
  if (head.value.kind === 'path')
    return {
      ok: true,
      value: { base, head: { name: head.value.path, fs: context.fs, paths: [head.value.path] } },
    };
  const at = await atCommit(context, head.value, head.value.id, [head.value.path ?? path]);
  return at.ok ? { ok: true, value: { base, head: at.value } } : at;
}

async function ofCommits(
  context: CliContext,
  base: Commit,
  head: Commit | undefined,
  more: readonly string[],
  exact: boolean,
): Promise<Found<Versions>> {
  const headPaths = head?.path !== undefined ? [head.path] : more.length > 0 ? more : undefined;
  const paths = headPaths ?? (base.path === undefined ? undefined : [base.path]);
  const common =
    exact || base.path !== undefined
      ? { ok: true as const, value: base.id }
      : await commonCommit(context.git, base.id, head?.id ?? 'HEAD');
  if (!common.ok) return { ok: false, message: `${base.ref}: ${common.message}` };
  const before = await atCommit(context, base, common.value, base.path === undefined ? paths : [base.path]);
  if (!before.ok) return before;
  if (head === undefined)
    return {
      ok: true,
      value: { base: before.value, head: { name: 'the working tree', fs: context.fs, paths } },
    };
  const after = await atCommit(context, head, head.id, paths);
  return after.ok ? { ok: true, value: { base: before.value, head: after.value } } : after;
}

async function atCommit(
  { git }: CliContext,
  { ref, id: tip }: Commit,
  id: string,
  paths: readonly string[] | undefined,
): Promise<Found<Version>> {
  const fs = await commitFiles(git, id);
  if (!fs.ok) return { ok: false, message: `${ref}: ${fs.message}` };
  const where = id === tip ? ref : `where it left ${ref}`;
  return {
    ok: true,
    value: { name: ref === id ? shortId(id) : `${where} (${shortId(id)})`, fs: fs.value, paths },
  };
}
