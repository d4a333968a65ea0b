import { describe, expect, it } from 'vitest';
import type { Run } from '../command.ts';
import type { LintFlags } from '../commands/lint.ts';
import { dependsOnMore } from '../commands/lint-run.ts';
import { contextOf } from '../context.ts';
import type { FileSystem } from '../file-system.ts';
import { type TestFiles, testFiles } from '../test-files.ts';
import { throughCache } from './cache.ts';
import { lintCommand } from './lint-command.ts';

const rule = 'rules:\n  - { id: a, expression: exec.comm == "a" && exec.user == "a" || exec.user == "b" }\n';

interface Situation {
  readonly build?: string;
  readonly today?: string;
  readonly flags?: Partial<LintFlags>;
  readonly colour?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `secl lint` through the cache, and counts how often it was worked out. */
async function lint(fs: FileSystem, situation: Situation = {}) {
  const { build = 'one', today = '2026-11-21', flags = {}, colour = false } = situation;
  const { env = { XDG_CACHE_HOME: '/.cache' } } = situation;
  const texts = { stdout: '', stderr: '' };
  let worked = 0;
  const outputTo = (name: keyof typeof texts) => ({
    write: (text: string) => {
      texts[name] += text;
    },
    writeBytes: async () => undefined,
    file: undefined,
    drained: async () => undefined,
    colour,
    terminal: false,
    columns: undefined,
  });
  const context = contextOf({
    stdout: outputTo('stdout'),
    stderr: outputTo('stderr'),
    stdin: (async function* () {})(),
    fs,
    signal: new AbortController().signal,
    cwd: '/repo',
    today: () => today,
    env,
    git: async () => ({ ok: false, message: 'no git here' }),
  });
  const work: Run<LintFlags, string[]> = async (...args) => {
    worked += 1;
    return lintCommand(...args);
  };
  const code = await throughCache(
    { command: 'lint', build, work, dependsOnMore },
    context,
    { format: 'pretty', cache: true, ...flags },
    [],
  );
  return { code, worked, ...texts };
}

async function remembered(files: Readonly<Record<string, string>> = { 'policies/a.policy': rule }) {
  // The cache lies beside the policies: that its directory comes into being would be a change.
  const fs = testFiles({ ...files, '.cache/secl/other': '' });
  const first = await lint(fs);
  expect(first.worked).toBe(1);
  expect((await lint(fs)).worked).toBe(0);
  return { fs, first };
}

const cached = (fs: TestFiles): readonly string[] =>
  fs.names().filter((name) => name.startsWith('.cache/secl/lint-'));

describe('a second run', () => {
  it('prints the same, and works nothing out', async () => {
    const { fs, first } = await remembered();
    expect(first.stdout).toContain('pitfall/mixed-operators');
    expect(await lint(fs)).toEqual({ ...first, worked: 0 });
    expect(cached(fs)).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ['a policy changed', 'policies/a.policy', `${rule}# more\n`],
    ['a policy came', 'policies/b.policy', rule],
    ['a directory came', 'other/b.policy', rule],
    ['a secl.yaml came', 'secl.yaml', 'lint: { levels: { default: off } }\n'],
    ['a secl.yaml came above', '../secl.yaml', 'lint: { levels: { default: off } }\n'],
  ])('works it out anew when %s', async (_, path, text) => {
    const { fs } = await remembered();
    await fs.replace(path, text);
    expect((await lint(fs)).worked).toBe(1);
  });

  it.each<[string, Situation]>([
    ['secl is another one', { build: 'two' }],
    ['colours are wanted', { colour: true }],
    ['a flag is another', { flags: { failOn: 'warning' } }],
    ['no cache is wanted', { flags: { cache: false } }],
    ['it is to be mended', { flags: { fix: true, dryRun: true } }],
  ])('works it out anew when %s', async (_, situation) => {
    const { fs } = await remembered();
    expect((await lint(fs, situation)).worked).toBe(1);
  });

  it('holds for another day, unless something expires', async () => {
    const { fs } = await remembered();
    expect((await lint(fs, { today: '2027-01-01' })).worked).toBe(0);
    const comment = '# secl-ignore-file pitfall/mixed-operators: reviewed (until 2026-12-31)\n';
    const expiring = await remembered({ 'policies/a.policy': comment + rule });
    expect(expiring.first.stdout).toContain('no problems');
    const later = await lint(expiring.fs, { today: '2027-01-01' });
    expect(later.stdout).toContain('ignore/expired');
  });
});

describe('a cache that is of no use', () => {
  it.each([
    ['cut off', (text: string) => text.slice(0, 100)],
    ['not JSON', () => 'x'],
    ['of another shape', () => '{"key": 1}'],
    ['with escape sequences', (text: string) => text.replace('pitfall', '\\u001b]0;pitfall\\u0007')],
    ['with another exit code', (text: string) => text.replace('"code":0', '"code":3')],
  ])('is passed over when it is %s', async (_, spoil) => {
    const { fs, first } = await remembered();
    const [name = ''] = cached(fs);
    await fs.replace(name, spoil(fs.textOf(name) ?? ''));
    expect(await lint(fs)).toEqual({ ...first, worked: 1 });
  });

  it('is passed over when it cannot be written', async () => {
    const files = testFiles({ 'policies/a.policy': rule });
    const trouble = { path: '', reason: 'read-only', code: 'EROFS' };
    const fs = { ...files, replace: async () => ({ ok: false as const, trouble }) };
    expect((await lint(fs)).code).toBe(0);
    expect((await lint(fs)).worked).toBe(1);
  });
});

it.each([
  [{ XDG_CACHE_HOME: '/xdg', HOME: '/home/me' }, 'xdg/secl/'],
  [{ HOME: '/home/me' }, 'home/me/.cache/secl/'],
])('the cache lies where %j says', async (env, folder) => {
  const fs = testFiles({ 'policies/a.policy': rule });
  await lint(fs, { env });
  expect(fs.names().filter((name) => name.startsWith(folder))).toHaveLength(1);
});

it('the cache of a project lies beside its tools', async () => {
  const fs = testFiles({ 'policies/a.policy': rule, 'node_modules/some/package.json': '{}' });
  await lint(fs);
  expect(fs.names().filter((name) => name.startsWith('node_modules/.cache/secl/'))).toHaveLength(1);
});
