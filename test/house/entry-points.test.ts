import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './rooms.ts';

const folder = mkdtempSync(join(tmpdir(), 'secl-entry-'));
afterAll(() => rmSync(folder, { recursive: true }));

function node(args: readonly string[]): {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

describe('the summary of .ci/run', () => {
  const summary = (status: number, ...suites: readonly object[]) => {
    const file = join(folder, 'results.json');
    writeFileSync(file, JSON.stringify({ testResults: suites }));
    const { code, stdout } = node(['.ci/summary.mjs', String(status), file]);
    return { code, last: stdout.trimEnd().split('\n').at(-1), stdout };
  };
  const suite = (...statuses: readonly string[]) => ({
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })),
  });

  it('adds up the suites', () => {
    expect(summary(0, suite('passed', 'passed'), suite('passed'))).toMatchObject({
      code: 0,
      last: '3 passed, 0 failed',
    });
  });

  it('fails with a failed test', () => {
    expect(summary(1, suite('passed', 'failed'))).toMatchObject({ code: 1, last: '1 passed, 1 failed' });
  });

  it('names what was skipped, and does not count it as passed', () => {
    const { last, stdout } = summary(0, suite('passed', 'skipped'));
    expect(last).toBe('1 passed, 0 failed');
    expect(stdout).toContain('Skipped (1):\n  test 1\n');
  });

  it('counts a file that could not be loaded as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(summary(1, suite('passed'), broken)).toMatchObject({ code: 1, last: '1 passed, 1 failed' });
  });

  it('fails when all tests passed and another step broke', () => {
    expect(summary(1, suite('passed'))).toMatchObject({ code: 1, last: '1 passed, 1 failed' });
  });

  it('fails when a runner left no results', () => {
    const { code, stdout } = node(['.ci/summary.mjs', '0', join(folder, 'none.json')]);
    expect(code).toBe(1);
    expect(stdout.endsWith('\n0 passed, 1 failed\n')).toBe(true);
  });
});

describe('the bootstrap', () => {
  it('names the tasks when the one asked for does not exist', () => {
    const { code, stderr } = node(['scripts/bootstrap.mjs', 'nope']);
    expect(code).toBe(2);
    expect(stderr).toContain('start, build, check, test');
  });

  it('says which Node is needed when this one is too old', () => {
    const old = join(folder, 'old.cjs');
    writeFileSync(old, "Object.defineProperty(process.versions, 'node', { value: '16.20.0' });");
    const { code, stderr } = node(['--require', old, 'scripts/bootstrap.mjs', 'test']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'Node.js 20 or newer is needed; this is 16.20.0. See https://nodejs.org.\n',
    });
  });
});
