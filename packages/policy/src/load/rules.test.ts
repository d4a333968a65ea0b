import { describe, expect, it } from 'vitest';
import { fates, loadPolicies, marked, type Options, ruleOf } from '../test-kit/load-policies.ts';

const fate = (text: string, options: Options = {}) => fates(loadPolicies(text, options)).a;

describe('a rule is rejected', () => {
  it.each([
    ['exec.nosuch == 1', 'error: rule compilation error: field `exec.nosuch` not found'],
    ['exec.file.name == 1', 'error: rule syntax error: string expected: 1:19: exec.file.name == 1'],
    [
      'exec.file.name == "a" && !exec.file.name',
      'error: rule syntax error: bool expected: 1:27: exec.file.name == "a" && !exec.file.name',
    ],
    // Here the agent's place is not that of the mistake.
    [
      'exec.pid == 1 && exec.file.name > "a"',
      'error: rule syntax error: operator `>` unknown: 1:18: exec.pid == 1 && exec.file.name > "a"',
    ],
    [
      'exec.pid == 1 && !((exec.uid))',
      'error: rule syntax error: bool expected: 1:21: exec.pid == 1 && !((exec.uid))',
    ],
    [
      'exec.pid > 0 && open.flags > 0',
      'error: rule compilation error: expression with multiple event types is not supported',
    ],
    ['process.uid == 0', 'error: no event in the rule definition'],
    [
      'exec.file.path == "etc"',
      'error: rule compilation error: invalid path `etc`, all the path have to be absolute',
    ],
    [
      'exec.pid > 0 && network.destination.port == 53',
      'syntax_error: field `network.destination.port` not available for event type `exec`, available for `[dns imds]`',
    ],
  ])('%s: %s', (expression, expected) => {
    expect(fate(ruleOf(expression))).toBe(expected);
  });

  it.each(['exec.pid >', 'exec.pid = 1', '"'])('as a syntax error: %s', (expression) => {
    expect(fate(ruleOf(expression))).toMatch(/^syntax_error: syntax error `/);
  });

  it.each([
    ['- {expression: exec.pid > 0}', '', 'error: no rule ID'],
    ['- {id: a.b, expression: exec.pid > 0}', 'a.b', 'error: rule ID pattern error'],
    ['- {id: a}', 'a', 'error: no rule expression'],
    ['- {id: a, expression: ""}', 'a', 'error: no rule expression'],
    [
      '- {id: ruleset_loaded, expression: exec.pid > 0}',
      'ruleset_loaded',
      'error: internal rule ID conflict',
    ],
  ])('for what it is: %s', (rule, id, expected) => {
    expect(fates(loadPolicies(`rules:\n${rule}\n`))[id]).toBe(expected);
  });

  it('where the configuration of the agent has its event type off', () => {
    const options = { disabledEventTypes: new Set(['exec']) };
    expect(fate(ruleOf('exec.pid > 0'), options)).toBe('event_type_disabled: event type exec disabled');
    expect(fate(ruleOf('open.flags > 0'), options)).toBe('loaded');
  });

  it('with all its mistakes, each at its place in the file', () => {
    const text =
      'rules:\n  - id: a\n    expression: |\n      exec.nosuch == 1 &&\n      exec.file.name == 2\n';
    expect(marked(loadPolicies(text).problems, text)).toEqual([
      'name/unknown-field «exec.nosuch»',
      expect.stringMatching(/^type\/\S+ «2»$/),
    ]);
  });
});

it('a field that its event type does not have is marked itself', () => {
  const text = ruleOf('exec.pid > 0 && network.destination.port == 53');
  expect(marked(loadPolicies(text).problems, text)).toEqual([
    'policy/field-restricted «network.destination.port»',
  ]);
});

describe('an action rejects its rule', () => {
  it.each([
    ['filter: exec.pid ==, kill: {signal: SIGKILL}', /^error: filter `exec.pid ==` error/],
    ['filter: exec.nosuch > 0, kill: {signal: SIGKILL}', /^error: field `exec.nosuch` not found/],
    ['set: {name: x, default_value: 0, expression: exec.nosuch}', /^error: field `exec.nosuch` not found/],
  ])('with %s', (action, expected) => {
    expect(fate(ruleOf('exec.pid > 0', `actions: [{${action}}]`))).toMatch(expected);
  });

  it('with a hash of no field, but on exec and open', () => {
    const hash = 'actions: [hash: {}]';
    expect(fate(ruleOf('exec.pid > 0', hash))).toBe('loaded');
    expect(fate(ruleOf('open.flags > 0', hash))).toBe('loaded');
    expect(fate(ruleOf('unlink.flags > 0', hash))).toBe(
      'error: hash action not supported for this event type',
    );
    expect(fate(ruleOf('unlink.flags > 0', 'actions: [hash: {field: process.file}]'))).toBe('loaded');
  });

  it('not with a filter on another event type, whose fields are zero then', () => {
    expect(
      fate(ruleOf('exec.pid > 0', 'actions: [{filter: open.flags == 0, kill: {signal: SIGKILL}}]')),
    ).toBe('loaded');
  });
});

describe('the version of the agent', () => {
  it.each([
    ['connect.addr.port == 443', '7.37.0', 'error'],
    ['connect.addr.port == 443', '7.68.0', 'loaded'],
    ['process.created_at < 10m && exec.pid > 0', '7.27.0', 'syntax_error'],
    ['process.created_at < 10m && exec.pid > 0', '7.29.0', 'loaded'],
    ['open.file.path =~ "/etc/**/x"', '7.68.0', 'error'],
    ['open.file.path =~ "/etc/**/x"', '7.71.0', 'loaded'],
  ])('decides on %s with %s: %s', (expression, agent, expected) => {
    expect(fate(ruleOf(expression), { agent })?.split(':')[0]).toBe(expected);
  });
});
