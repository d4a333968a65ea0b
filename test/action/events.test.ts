/** What the action does differently on forks, on pushes and in shallow clones. */
import { describe, expect, it } from 'vitest';
import { acme, linesWith, pullRequestFrom, push } from './acme.ts';
import { after, before } from './pack.ts';

const { changed, github, run, shallow } = acme();

describe('on a pull request from a fork', () => {
  it.each([['mallory/rules'], [undefined]])(
    'of %s it asks GitHub nothing, and says all else',
    async (fork) => {
      const { code, stdout, summary } = await run(changed(before, after), pullRequestFrom(fork));
      expect(github().calls).toEqual([]);
      expect(code).toBe(1);
      expect(linesWith(stdout, '::error ')).toHaveLength(1);
      expect(linesWith(stdout, '::notice ')[0]).toContain('The branch is of a fork');
      expect(summary).toContain('> The branch is of a fork');
      expect(summary).toContain('#### What this change does');
    },
  );

  it('does not take `pull_request_target` for a way around that', async () => {
    const target = pullRequestFrom('mallory/rules', 'pull_request_target');
    const { stdout } = await run(changed(before, after), target);
    expect(github().calls).toEqual([]);
    expect(linesWith(stdout, '::warning ')[0]).toContain('use `pull_request`');
  });
});

describe('on a push', () => {
  it('lints, and neither compares nor comments', async () => {
    const { code, stdout, summary, outputs } = await run(changed(before, after), push);
    expect(github().calls).toEqual([]);
    expect(code).toBe(1);
    expect(linesWith(stdout, '::error ')).toHaveLength(1);
    expect(summary).not.toContain('What this change does');
    expect(outputs).toMatchObject({ errors: '1', changes: '', comment: '' });
  });

  it('compares where a base is named', async () => {
    const change = changed(before, after);
    const { stdout } = await run(change, push, { base: change.base });
    expect(stdout).toContain('secl diff: added, wider, problem\n');
  });
});

describe('in a shallow clone', () => {
  it('says how to have the change compared, and lints', async () => {
    const change = changed(before, after);
    const { code, stdout, summary } = await run(shallow(change));
    const said = `the base commit ${change.base.slice(0, 7)} is not in this clone, which is shallow: give actions/checkout \`fetch-depth: 0\`. So the change is not compared with it.`;
    expect(linesWith(stdout, '::warning ')[0]).toBe(`::warning title=secl::${said}`);
    expect(summary).toContain('`fetch-depth: 0`');
    expect(linesWith(stdout, '::error ')).toHaveLength(1);
    expect(code).toBe(1);
  });
});
