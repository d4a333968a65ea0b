/** What users can set, and what later steps can read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acme, linesWith, manyMistakes, pullRequest, push } from './acme.ts';
import { action } from './action-file.ts';
import { after, before } from './pack.ts';
import type { Files } from './repository.ts';

const { changed, commentsOn, github, run } = acme();

describe('its inputs', () => {
  it('working-directory: names stay those of the repository', async () => {
    const moved = (files: Files): Files =>
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`security/${name}`, text]));
    const change = changed(moved(before), moved(after));
    const { stdout, sarif, outputs } = await run(change, pullRequest, { 'working-directory': './security/' });
    expect(stdout).toContain('::error file=security/policies/tools.policy,line=10');
    expect(sarif).toContain('"uri": "security/policies/tools.policy"');
    expect(outputs.sarif).toMatch(/\/secl-security\.sarif$/);
    expect(outputs.changes).toBe('added,wider,problem');
    expect(commentsOn(7)[0]).toContain('<!-- secl-toolkit: security -->');
    expect(commentsOn(7)[0]).toContain('- expression: open.file.pth');
  });

  it('paths: are never flags', async () => {
    const change = changed(before, after);
    const { stdout } = await run(change, pullRequest, { paths: 'policies/tools.policy\n--fix\n' });
    expect(linesWith(stdout, '::error ')[0]).toContain('--fix: no such file');
    expect(change.checkout.git('status', '--porcelain')).toBe('');
  });

  it('paths: are what is looked at', async () => {
    const { outputs } = await run(changed(before, after), pullRequest, { paths: 'policies/tools.policy' });
    expect(outputs).toMatchObject({ errors: '1', warnings: '0' });
  });

  it('changed-only: leaves out what the change does not touch', async () => {
    const old = { ...before, 'policies/old.policy': manyMistakes(3) };
    const change = changed(old, { ...old, 'policies/tools.policy': after['policies/tools.policy'] ?? '' });
    const { outputs } = await run(change, pullRequest, { 'changed-only': 'true' });
    expect(outputs.errors).toBe('1');
    expect(commentsOn(7)[0]).toContain('3 on rules that did not change');
  });

  it('fail-on and fail-on-change: decide how the step ends', async () => {
    const change = changed(before, after);
    expect((await run(change, pullRequest, { 'fail-on': 'never' })).code).toBe(0);
    expect((await run(change, pullRequest, { 'fail-on': 'never', 'fail-on-change': 'wider' })).code).toBe(1);
    expect((await run(change, pullRequest, { 'fail-on': 'never', 'fail-on-change': 'removed' })).code).toBe(
      0,
    );
  });

  it('comment and diff: can be turned off', async () => {
    const { summary } = await run(changed(before, after), pullRequest, { comment: 'false', diff: 'false' });
    expect(github().calls).toEqual([]);
    expect(summary).not.toContain('What this change does');
  });

  it('that are wrong end the step with what is right', async () => {
    const change = changed(before, after);
    expect(await run(change, pullRequest, { comment: 'maybe' })).toMatchObject({
      code: 2,
      stdout: '::error title=secl::input comment is true or false, and not "maybe"\n',
    });
    const preset = await run(change, pullRequest, { preset: 'loud' });
    expect(preset.code).toBe(2);
    expect(preset.stdout).toContain('there are recommended, strict, datadog-default');
    expect(preset.summary).toContain('### SECL: the rules could not be checked');
  });

  it('are those of action.yml', () => {
    const source = readFileSync(join(import.meta.dirname, '../../packages/action/src/inputs.ts'), 'utf8');
    const read = [...source.matchAll(/(?:text|truth)\('([\w-]+)'/g)].map(([, name]) => name);
    expect(new Set(read)).toEqual(new Set(action.inputs));
  });
});

describe('its outputs', () => {
  it('are those of action.yml', async () => {
    const { outputs } = await run(changed(before, before), push);
    expect(Object.keys(outputs)).toEqual(action.outputs);
  });
});
