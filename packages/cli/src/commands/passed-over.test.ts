import { describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

const rule = (id: string): string => `rules:\n  - id: ${id}\n    expression: exec.file.name == "${id}"\n`;
const files = {
  'rules/a.policy': rule('a'),
  'rules/locked.policy': rule('b'),
  'rules/locked/c.policy': rule('c'),
  'rules/open/d.policy': rule('d'),
  'a_test.yaml': 'policies: [rules]\ncases:\n  - name: a runs\n    events: [{ exec: a, expect: a }]\n',
  'hosts.csv': 'hostname,agent_version\nweb-1,7.68.0\n',
  'events.jsonl': '{"Type": "exec", "Values": {"exec.file.name": "d"}}\n',
};
const locked = ['rules/locked.policy', 'rules/locked'];
const secl = (...args: readonly string[]) => runInMemory(args, { fs: testFiles(files, locked) });
const said = locked
  .map((path) => `secl: ${path}: permission denied; what there is beside it was used\n`)
  .sort();

describe('policies that nobody may read', () => {
  it.each([
    ['load', ['load', 'rules'], '2 rules: 2 loaded'],
    ['lint', ['lint', 'rules', '--no-cache'], 'no problems in 2 files with 2 rules'],
    ['replay', ['replay', '--policies', 'rules', 'events.jsonl'], '1 of 2 rules triggered'],
    ['test', ['test', '--no-cache'], '1 case in 1 file: 1 passed'],
    ['coverage', ['coverage', 'hosts.csv', '--policies', 'rules'], '2 rules in 2 policies'],
    ['diff', ['diff', 'rules', 'rules'], 'No difference (2 rules as before)'],
  ])('are named, and %s goes on with the others', async (_, args, outcome) => {
    const { code, stdout, stderr } = await secl(...args);
    expect(code).toBe(2);
    expect(stdout).toContain(outcome);
    expect(
      stderr
        .split('\n')
        .filter((line) => line.includes('denied'))
        .sort(),
    ).toEqual(said.map((line) => line.trimEnd()));
  });

  it('are named by fmt, too', async () => {
    const { code, stderr } = await secl('fmt', '--check', 'rules');
    expect([code, stderr]).toEqual([
      2,
      'secl: rules/locked.policy: permission denied\nsecl: rules/locked: permission denied; what there is beside it was used\n',
    ]);
  });

  it('end a command that has nothing else', async () => {
    expect(await secl('load', 'rules/locked')).toMatchObject({
      code: 2,
      stderr: 'secl: rules/locked: permission denied\n',
    });
  });

  it('end it where they are the default policy, without which every verdict is another one', async () => {
    expect(await secl('load', 'rules/a.policy', '--default', 'rules/locked.policy')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'secl: rules/locked.policy: permission denied\n',
    });
  });
});
