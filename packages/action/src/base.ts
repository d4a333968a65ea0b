import type { Event } from './event.ts';
import type { Inputs } from './inputs.ts';
import type { World } from './world.ts';

/** What the change is compared with. */
export type Base =
  | { readonly kind: 'commit'; readonly id: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'missing'; readonly why: string };

/**
 * The commit where the change left its base, so that what others did there since does not count: that of the input, else of
 * the pull request. A push has none.
 */
export async function baseOf(world: World, inputs: Inputs, event: Event, cwd: string): Promise<Base> {
  const name = inputs.base || (event.kind === 'pull-request' ? event.base : '');
  if (name === '') return { kind: 'none' };
  if (name.startsWith('-') || /[\s\0]|\.\./.test(name))
    return { kind: 'missing', why: `input base: ${name} is no commit, branch or tag` };
  const commit = await idFrom(
    world,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
    cwd,
  );
  const common = commit === undefined ? undefined : await idFrom(world, ['merge-base', commit, 'HEAD'], cwd);
  if (common !== undefined) return { kind: 'commit', id: common };
  return { kind: 'missing', why: `${shown(name)} is not in this clone${await wayOut(world, cwd)}` };
}

/** The commit that is checked out: lines of findings are lines of its files. */
export function headOf(world: World, cwd: string): Promise<string | undefined> {
  return idFrom(world, ['rev-parse', '--verify', '--quiet', 'HEAD'], cwd);
}

async function idFrom({ git }: World, args: readonly string[], cwd: string): Promise<string | undefined> {
  const { code, stdout } = await git(args, cwd);
  return code === 0 ? /^[0-9a-f]{40,64}/.exec(stdout)?.[0] : undefined;
}

async function wayOut({ git }: World, cwd: string): Promise<string> {
  const shallow = await git(['rev-parse', '--is-shallow-repository'], cwd);
  if (shallow.code !== 0) return `: git says ${shallow.stderr.trim().split('\n')[0] ?? 'nothing'}`;
  return shallow.stdout.trim() === 'true'
    ? ', which is shallow: give actions/checkout `fetch-depth: 0`'
    : ', or has no commit in common with it';
}

const shown = (name: string): string =>
  /^[0-9a-f]{40,64}$/.test(name) ? `the base commit ${name.slice(0, 7)}` : `the base ${name}`;
