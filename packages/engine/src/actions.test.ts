import { describe, expect, it } from 'vitest';
import { type Happening, ruleSetOf, run } from './test-kit/play.ts';

const policy = (...actions: readonly string[]) =>
  `rules:\n  - id: a\n    expression: exec.file.name == "sh"\n    actions: [${actions.join(', ')}]\n`;
const shell: Happening = {
  values: {
    'exec.file.name': 'sh',
    'process.pid': 42,
    'process.comm': 'sh',
    'container.id': 'c1',
    'cgroup.id': 'g1',
    'process.uid': 1,
  },
};

const outcomes = (text: string, happening = shell) =>
  run(ruleSetOf(text), [happening])[0]?.[0]?.actions.map(({ action, outcome }) => `${action} ${outcome}`);

describe('the actions of a match', () => {
  it('come as agents run them: sets, then logs, then the rest', () => {
    const text = policy(
      '{kill: {signal: SIGKILL}}',
      '{log: {level: info}}',
      '{set: {name: x, value: 1}}',
      '{hash: {}}',
      '{set: {name: y, value: 1}}',
    );
    expect(outcomes(text)).toEqual(['set done', 'set done', 'log done', 'kill done', 'hash done']);
  });

  it.each([
    ['exec.uid == 1', 'done'],
    ['exec.uid == 2', 'filtered'],
    ['open.flags == 0', 'done'],
    ['open.flags == 1', 'filtered'],
    ['exec.gid == 5', 'perhaps'],
  ])('pass a filter first: %s is %s', (filter, outcome) => {
    const happening = { ...shell, unknown: ['process.gid'] };
    expect(outcomes(policy(`{filter: '${filter}', kill: {signal: SIGKILL}}`), happening)).toEqual([
      `kill ${outcome}`,
    ]);
  });

  it('are perhaps where the rule is undecided', () => {
    const { 'exec.file.name': _, ...values } = shell.values ?? {};
    expect(outcomes(policy('{hash: {}}'), { values, unknown: ['exec.file.name'] })).toEqual(['hash perhaps']);
  });

  it('are inert where the origin does not perform them', () => {
    const ruleSet = ruleSetOf(policy('{coredump: {process: true}}', '{hash: {}}'), '7.68.0', 'ebpfless');
    expect(run(ruleSet, [shell])[0]?.[0]?.actions.map(({ outcome }) => outcome)).toEqual(['inert', 'done']);
  });
});

describe('a kill', () => {
  it.each([
    ['', { scope: 'process', pid: '42', comm: 'sh' }],
    ['process', { scope: 'process', pid: '42', comm: 'sh' }],
    ['container', { scope: 'container', id: 'c1' }],
    ['cgroup', { scope: 'cgroup', id: 'g1' }],
  ])('of the scope %j says whom it would have killed', (scope, kills) => {
    const text = policy(`{kill: {signal: SIGKILL, scope: "${scope}"}}`);
    expect(run(ruleSetOf(text), [shell])[0]?.[0]?.actions[0]).toMatchObject({ outcome: 'done', kills });
  });

  it('says nothing of what the recording does not know', () => {
    const text = policy('{kill: {signal: SIGKILL}}');
    const happening = { unknown: ['process.pid'], values: { 'exec.file.name': 'sh', 'process.comm': 'sh' } };
    expect(run(ruleSetOf(text), [happening])[0]?.[0]?.actions[0]?.kills).toEqual({
      scope: 'process',
      pid: undefined,
      comm: 'sh',
    });
  });

  it('that is filtered kills nobody', () => {
    const text = policy('{filter: exec.uid == 9, kill: {signal: SIGKILL}}');
    expect(run(ruleSetOf(text), [shell])[0]?.[0]?.actions[0]?.kills).toBeUndefined();
  });
});
