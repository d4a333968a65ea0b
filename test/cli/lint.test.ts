/** What `secl lint` does as a process: its cache, and git beside it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from './nodes.ts';

const folder = mkdtempSync(join(tmpdir(), 'secl-lint-'));
const repository = join(folder, 'repository');
const env = {
  ...process.env,
  XDG_CACHE_HOME: join(folder, 'cache'),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
};

afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}

function git(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: repository, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

function secl(args: readonly string[], cwd = repository) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'lint', ...args], {
    cwd,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The rules that findings are about. */
function subjects(args: readonly string[], cwd = repository): readonly string[] {
  const { stdout, stderr } = secl(['--format', 'json', '--rule', 'pitfall/mixed-operators', ...args], cwd);
  expect(stderr).toBe('');
  const report: { readonly findings: readonly { readonly subject: string }[] } = JSON.parse(stdout);
  return report.findings.map(({ subject }) => subject);
}

const mixed = (id: string, word = id): string =>
  `  - id: ${id}\n    expression: exec.file.name == "${word}" && exec.comm == "a" || exec.comm == "b"\n`;

describe('secl lint --changed-since', () => {
  beforeAll(() => {
    writeFileSync(
      join(folder, 'gitconfig'),
      '[user]\n  name = t\n  email = t@example.org\n[init]\n  defaultBranch = main\n',
    );
    mkdirSync(repository);
    git('init', '-q');
    write('policies/a.policy', `rules:\n${mixed('kept')}${mixed('changed')}${mixed('gone')}`);
    write('policies/b.policy', `rules:\n${mixed('user').replace('"user"', 'NAMES').replace('==', 'in')}`);
    write('policies/m.policy', 'macros:\n  - { id: NAMES, values: [a, b] }\n');
    git('add', '.');
    git('commit', '-qm', 'first');
    git('checkout', '-qb', 'topic');
    write(
      'policies/a.policy',
      `# a comment\nrules:\n${mixed('new')}${mixed('changed', 'other')}${mixed('kept')}`,
    );
    git('commit', '-qam', 'topic');
  });

  it('reports rules that are new or another, wherever they stand', () => {
    expect(subjects([])).toEqual(['new', 'changed', 'kept', 'user']);
    expect(subjects(['--changed-since', 'main'])).toEqual(['new', 'changed']);
  });

  it('takes what is not committed yet, and files that git does not know', () => {
    write('policies/c.policy', `rules:\n${mixed('fresh')}`);
    expect(subjects(['--changed-since', 'HEAD'])).toEqual(['fresh']);
    rmSync(join(repository, 'policies/c.policy'));
  });

  it('reports what uses a macro that changed', () => {
    write('policies/m.policy', 'macros:\n  - { id: NAMES, values: [a, b, c] }\n');
    expect(subjects(['--changed-since', 'HEAD'])).toEqual(['user']);
    git('checkout', '-q', 'policies/m.policy');
  });

  it('works in a directory of the repository', () => {
    expect(subjects(['--changed-since', 'main', '.'], join(repository, 'policies'))).toEqual([
      'new',
      'changed',
    ]);
  });

  it('compares with the place where the branch began', () => {
    git('checkout', '-q', 'main');
    write('policies/a.policy', `rules:\n${mixed('kept', 'on main')}`);
    git('commit', '-qam', 'main goes on');
    git('checkout', '-q', 'topic');
    expect(subjects(['--changed-since', 'main'])).toEqual(['new', 'changed']);
  });

  it.each([
    ['--output=x', 'this is no commit, branch or tag'],
    ['main..topic', 'this is no commit, branch or tag'],
    ['nowhere', 'git knows no such commit'],
    ['main:policies', 'git knows no such commit'],
  ])('refuses %s', (ref, reason) => {
    const { status, stderr } = secl([`--changed-since=${ref}`]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: `secl: --changed-since ${ref}: ${reason}\n` });
    expect(readdirSync(repository)).not.toContain('x');
  });

  it('says of a shallow clone how to clone', () => {
    spawnSync(
      'git',
      ['clone', '-q', '--depth', '1', '--branch', 'topic', `file://${repository}`, 'shallow'],
      {
        cwd: folder,
        env,
      },
    );
    const { status, stderr } = secl(['--changed-since', 'origin/main'], join(folder, 'shallow'));
    expect(status).toBe(2);
    expect(stderr).toContain('fetch-depth: 0');
  });

  it('says where there is no repository', () => {
    mkdirSync(join(folder, 'none'));
    writeFileSync(join(folder, 'none/a.policy'), `rules:\n${mixed('a')}`);
    const { status, stderr } = secl(['--changed-since', 'main'], join(folder, 'none'));
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('not a git repository'),
    });
  });

  it('runs nothing that the repository names', () => {
    git('config', 'core.fsmonitor', 'touch ran');
    git('config', 'diff.external', 'touch ran');
    writeFileSync(join(repository, '.git/info/attributes'), '*.policy filter=evil diff=evil\n');
    git('config', 'filter.evil.smudge', 'touch ran');
    git('config', 'diff.evil.textconv', 'touch ran');
    expect(subjects(['--changed-since', 'main'])).toEqual(['new', 'changed']);
    expect(readdirSync(repository)).not.toContain('ran');
  });
});

describe('the cache of secl lint', () => {
  it('gives the same report, and sees every change', () => {
    const work = join(folder, 'work');
    mkdirSync(work);
    const policy = join(work, 'a.policy');
    writeFileSync(policy, `rules:\n${mixed('a')}`);
    const first = secl([], work);
    expect(first.stdout).toContain('pitfall/mixed-operators');
    expect(readdirSync(join(folder, 'cache/secl')).length).toBeGreaterThan(0);
    expect(secl([], work)).toEqual(first);
    writeFileSync(policy, 'rules: []\n');
    expect(secl([], work).stdout).toContain('no problems');
  });
});
