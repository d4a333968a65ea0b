import { describe, expect, it } from 'vitest';
import { fates, loadPolicies, marked, ruleOf } from '../test-kit/load-policies.ts';

const skipping = 'skipping invalid action in rule a: ';
const oneOf = "only one of 'value', 'field' or 'expression' can be specified";

describe('a bad action is dropped, and its rule loads', () => {
  it.each([
    ['{}', `${skipping}either 'set', 'kill', 'coredump' or 'hash' section of an action must be specified`],
    [
      'filter: exec.pid > 0',
      `${skipping}either 'set', 'kill', 'coredump' or 'hash' section of an action must be specified`,
    ],
    [
      'kill: {signal: SIGKILL}, log: {level: info}',
      `${skipping}only of 'set' or 'kill' section of an action can be specified`,
    ],
    ['set: {value: 1}', `${skipping}variable name is empty`],
    ['set: {name: x}', `${skipping}either 'value', 'field' or 'expression' must be specified`],
    ['set: {name: x, value: 1, field: exec.pid}', `${skipping}${oneOf}`],
    ['set: {name: x, field: exec.pid, expression: exec.pid}', `${skipping}${oneOf}`],
    [
      'set: {name: x, expression: exec.pid}',
      `${skipping}'default_value' must be specified with 'expression'`,
    ],
    [
      'set: {name: x, value: 1, inherited: true}',
      `${skipping}only variables scoped to process can be marked as inherited`,
    ],
    [
      'set: {name: x, value: 1, scope: cgroup, inherited: true}',
      `${skipping}only variables scoped to process can be marked as inherited`,
    ],
    ['set: {name: x, value: 1, scope: pod}', "invalid scope 'pod'"],
    ['set: {name: bad-name, value: 1}', "invalid variable name 'bad-name'"],
    ['set: {name: exec.pid, value: 1}', "invalid variable name 'exec.pid'"],
    ['set: {name: O_CREAT, value: 1}', "variable 'O_CREAT' conflicts with constant"],
    ['set: {name: x, field: exec.nosuch}', 'field `exec.nosuch` not found'],
    ['set: {name: x, value: 1.5}', 'unsupported variable type'],
    ['set: {name: x, value: {k: v}}', 'unsupported variable type'],
    ['set: {name: x, value: [1, a]}', 'unsupported variable type'],
    ['set: {name: pid, scope: process, value: a}', "conflicting types for variable 'process.pid'"],
    ['kill: {}', `${skipping}a valid signal has to be specified to the 'kill' action`],
    ['kill: {signal: SIGNOPE}', `${skipping}unsupported signal 'SIGNOPE'`],
    ['log: {message: m}', `${skipping}a valid level has to be specified to the 'log' action`],
  ])('%s: %s', (action, agent) => {
    const text = ruleOf('exec.pid > 0', `actions: [{${action.replace(/^\{\}$/, '')}}]`);
    const ruleSet = loadPolicies(text);
    expect(fates(ruleSet)).toEqual({ a: 'loaded' });
    expect(ruleSet.dropped.map((each) => each.agent)).toEqual([agent]);
    expect(marked(ruleSet.problems, text)).toEqual([expect.stringMatching(/^policy\/action-dropped «\{/)]);
    expect(ruleSet.rules[0]?.actions).toEqual([]);
  });

  it.each([
    'kill: {signal: SIGTERM, scope: container}',
    'kill: {signal: SIGIOT}',
    'log: {level: whatever}',
    'coredump: {process: true}',
    'hash: {}',
    'network_filter: {filter: port 53, policy: drop}',
    'set: {name: x, value: yes}',
    'set: {name: x, field: process.ancestors.file.name, append: true}',
    'set: {name: x, expression: exec.pid + 1, default_value: 0}',
  ])('a good one is kept: %s', (action) => {
    const { dropped, rules } = loadPolicies(ruleOf('exec.pid > 0', `actions: [{${action}}]`));
    expect(dropped).toEqual([]);
    expect(rules[0]?.actions).toHaveLength(1);
  });

  it('also in a disabled rule, which sets its variables all the same', () => {
    const text = `
rules:
  - {id: off, expression: exec.pid > 0, disabled: true, actions: [{set: {name: x, value: 1}}, {kill: {}}]}
  - {id: reads, expression: 'exec.pid > 0 && \${x} == 1'}`;
    const ruleSet = loadPolicies(text);
    expect(ruleSet.dropped.map(({ rule }) => rule)).toEqual(['off']);
    expect(fates(ruleSet)).toEqual({ off: 'filtered by disabled', reads: 'loaded' });
  });
});

describe('a variable', () => {
  const set = (...sets: readonly string[]) =>
    loadPolicies(
      ruleOf('exec.pid > 0', `actions:\n${sets.map((each) => `  - set: {name: x, ${each}}`).join('\n')}`),
    );
  const x = (...sets: readonly string[]) => set(...sets).variables.get('x');

  it.each([
    ['value: 1', 'int', false],
    ['value: true', 'bool', false],
    ['value: yes', 'string', false],
    ['value: "1"', 'string', false],
    ['value: 0x10', 'int', false],
    ['value: [1, 2]', 'int', true],
    ['value: [a]', 'string', true],
    ['value: a, append: true', 'string', true],
    ['value: true, append: true', 'bool', false],
    ['field: exec.pid', 'int', false],
    ['field: exec.argv', 'string', true],
    ['field: process.ancestors.pid', 'int', true],
    ['expression: exec.pid, default_value: 0', 'int', false],
  ])('of %s is %s, array: %s', (keys, type, array) => {
    expect(x(keys)).toMatchObject({ type, array });
  });

  it.each([
    ['value: 5', 5],
    ['value: 5, default_value: 0', 0],
    ['field: exec.pid, default_value: 7', 7],
    ['field: exec.pid', undefined],
    ['value: 5, ttl: 1m', undefined],
    ['value: [1, 2, 3], size: 2', [2, 3]],
    ['value: [1, 2], size: 0', [1, 2]],
    ['value: 5, append: true', [5]],
  ])('that is global starts with %s: %j', (keys, start) => {
    expect(x(keys)?.start).toEqual(start);
  });

  it('of a scope starts with nothing, whatever it says', () => {
    expect(
      set('value: 5, scope: process, default_value: 3').variables.get('process.x')?.start,
    ).toBeUndefined();
  });

  it('that starts as its value is worth a warning, unless that is its zero', () => {
    const codes = (keys: string) => set(keys).problems.map(({ code }) => code);
    expect(codes('value: true')).toEqual(['policy/variable-start']);
    expect(codes('value: false')).toEqual([]);
    expect(codes('value: true, default_value: false')).toEqual([]);
    expect(codes('value: true, scope: process')).toEqual([]);
  });

  it('that several actions set starts as the last says, and a warning says that agents choose', () => {
    const ruleSet = set('value: 5, default_value: 1', 'value: 6, default_value: 2');
    expect(ruleSet.variables.get('x')?.start).toBe(2);
    expect(ruleSet.problems.map(({ code }) => code)).toEqual(['policy/variable-random']);
  });

  it.each([
    ['another type', 'value: 1', 'value: a', "conflicting types for variable 'x'"],
    ['an array', 'value: 1', 'value: [1]', "conflicting types for variable 'x'"],
    ['another `private`', 'value: 1', 'value: 1, private: true', "conflicting private flag for variable 'x'"],
  ])('that another action sets with %s: that action is dropped', (_, first, second, agent) => {
    const ruleSet = set(first, second);
    expect(ruleSet.dropped.map((each) => each.agent)).toEqual([agent]);
    expect(ruleSet.rules[0]?.actions).toHaveLength(1);
  });

  it('of the same name in another scope is another variable', () => {
    const names = [...set('value: 1', 'value: a, scope: process').variables.keys()];
    expect(names).toEqual(['x', 'process.x']);
  });

  it('of a rejected rule exists all the same', () => {
    const text = `
rules:
  - {id: bad, expression: exec.nosuch > 0, actions: [{set: {name: x, value: 1}}]}
  - {id: reads, expression: 'exec.pid > 0 && \${x} == 1'}
  - {id: lost, expression: 'exec.pid > 0 && \${y} == 1'}`;
    const found = fates(loadPolicies(text));
    expect(found.reads).toBe('loaded');
    expect(found.lost).toContain("variable 'y' doesn't exist");
  });
});
