import { describe, expect, it } from 'vitest';
import { fates, loadPolicies } from '../test-kit/load-policies.ts';

/** A default policy with one rule `a`, and what a custom policy says of it. */
const over = (base: string, custom: string) =>
  loadPolicies({
    'default.policy': `rules:\n  - {id: a, expression: exec.pid > 0, ${base}}\n`,
    'custom.policy': `rules:\n  - {id: a, ${custom}}\n`,
  });

const codes = (ruleSet: ReturnType<typeof loadPolicies>) => ruleSet.problems.map(({ code }) => code);
const ruleOf = ({ verdicts }: ReturnType<typeof loadPolicies>) => verdicts[0]?.rule;

describe('two definitions with one id', () => {
  it('without combine: the first stays, in silence, and we say so with the place of the first', () => {
    const ruleSet = over('every: 1m', 'expression: open.file.path == "/x", every: 2m');
    expect(ruleOf(ruleSet)).toMatchObject({
      every: 60_000_000_000n,
      expression: { value: { value: 'exec.pid > 0' } },
    });
    expect(ruleSet.problems).toMatchObject([
      {
        code: 'policy/shadowed',
        place: { document: 'custom.policy' },
        related: [{ place: { document: 'default.policy' } }],
      },
    ]);
    expect(ruleSet.verdicts.map(({ id, policy }) => [id, policy])).toEqual([['a', 'default.policy']]);
  });

  it('in one file: the first in it stays', () => {
    const text = 'rules:\n  - {id: a, expression: exec.pid > 1}\n  - {id: a, expression: exec.pid > 2}\n';
    expect(ruleOf(loadPolicies(text))?.expression?.value.value).toBe('exec.pid > 1');
  });
});

describe('disabled', () => {
  it('by itself filters the rule, whatever it says otherwise', () => {
    expect(fates(over('disabled: true', 'expression: exec.pid > 0, disabled: true'))).toEqual({
      a: 'filtered by disabled',
    });
  });

  it('an enabled definition enables a disabled rule, whose expression stays', () => {
    const ruleSet = over('disabled: true', 'expression: exec.pid > 99');
    expect(fates(ruleSet)).toEqual({ a: 'loaded' });
    expect(ruleOf(ruleSet)?.expression?.value.value).toBe('exec.pid > 0');
    expect(ruleSet.verdicts[0]?.policy).toBe('custom.policy');
  });

  it('a custom policy disables a default rule', () => {
    expect(fates(over('every: 1m', 'disabled: true'))).toEqual({ a: 'filtered by disabled' });
  });

  it('a custom policy does not disable a custom rule', () => {
    const ruleSet = loadPolicies({
      'a.policy': 'rules: [{id: a, expression: exec.pid > 0}]',
      'b.policy': 'rules: [{id: a, disabled: true}]',
    });
    expect(fates(ruleSet)).toEqual({ a: 'loaded' });
  });

  it('a default rule that a custom policy has enabled cannot be disabled again', () => {
    const ruleSet = loadPolicies({
      'default.policy': 'rules: [{id: a, expression: exec.pid > 0, disabled: true}]',
      'a.policy': 'rules: [{id: a, expression: exec.pid > 0}]',
      'b.policy': 'rules: [{id: a, disabled: true}]',
    });
    expect(fates(ruleSet)).toEqual({ a: 'loaded' });
  });

  it('an override that is disabled merges nothing else', () => {
    const ruleSet = over(
      'every: 1m',
      'combine: override, override_options: {fields: [every]}, every: 2m, disabled: true',
    );
    expect(ruleOf(ruleSet)).toMatchObject({ every: 60_000_000_000n, disabled: true });
  });
});

describe('combine: override', () => {
  it.each([
    ['every', 'every: 2m', { every: 120_000_000_000n }],
    [
      'tags',
      'tags: {k: w, l: x}',
      {
        tags: new Map([
          ['k', 'w'],
          ['l', 'x'],
          ['m', 'z'],
        ]),
      },
    ],
    ['product_tags', 'product_tags: [p2]', { productTags: ['p2'] }],
  ])('of %s changes only that', (field, keys, expected) => {
    const base = 'every: 1m, tags: {k: v, m: z}, product_tags: [p1]';
    const options = `combine: override, override_options: {fields: [${field}]}`;
    const before = {
      every: 60_000_000_000n,
      productTags: ['p1'],
      tags: new Map([
        ['k', 'v'],
        ['m', 'z'],
      ]),
    };
    expect(ruleOf(over(base, `${options}, ${keys}, expression: open.file.path == "/x"`))).toMatchObject({
      ...before,
      ...expected,
      expression: { value: { value: 'exec.pid > 0' } },
    });
  });

  it('of actions adds those that are not there yet', () => {
    const seen = '{set: {name: seen, value: true, default_value: false}}';
    const again = '{set: {default_value: false, "name": "seen", value: true}}';
    const kill = '{kill: {signal: SIGKILL}}';
    const options = 'combine: override, override_options: {fields: [actions]}';
    expect(
      ruleOf(over(`actions: [${seen}]`, `${options}, actions: [${again}, ${kill}]`))?.actions,
    ).toHaveLength(2);
  });

  it('tells a text from a number in actions', () => {
    const options = 'combine: override, override_options: {fields: [actions]}';
    const set = (value: string) => `actions: [{set: {name: n, value: ${value}}}]`;
    expect(ruleOf(over(set('1'), `${options}, ${set('"1"')}`))?.actions).toHaveLength(2);
  });

  it('of all replaces everything but the expression', () => {
    const kill = 'actions: [{kill: {signal: SIGKILL}}]';
    const options = 'combine: override, override_options: {fields: [all]}';
    const ruleSet = over(`every: 1m, ${kill}`, `${options}, silent: true, expression: exec.pid > 9`);
    expect(ruleOf(ruleSet)).toMatchObject({
      every: undefined,
      actions: [],
      silent: true,
      expression: { value: { value: 'exec.pid > 0' } },
    });
  });

  it('of all does nothing to a custom rule', () => {
    const ruleSet = loadPolicies({
      'a.policy': 'rules: [{id: a, expression: exec.pid > 0, every: 1m}]',
      'b.policy': 'rules: [{id: a, combine: override, override_options: {fields: [all]}, every: 2m}]',
    });
    expect(ruleOf(ruleSet)?.every).toBe(60_000_000_000n);
  });

  it('without fields changes nothing but the policy that a default rule is reported under', () => {
    const ruleSet = over('every: 1m', 'combine: override, every: 2m');
    expect(ruleOf(ruleSet)?.every).toBe(60_000_000_000n);
    expect(ruleSet.verdicts[0]?.policy).toBe('custom.policy');
  });

  it.each([
    ['every', 'every: 2m', 'b.policy'],
    ['actions', 'actions: [{kill: {signal: SIGKILL}}]', 'b.policy'],
    ['product_tags', 'product_tags: [x]', 'a.policy'],
    ['tags', 'tags: {k: w}', 'a.policy'],
  ])('of %s on a custom rule, with %s: it is reported under %s', (field, keys, policy) => {
    const ruleSet = loadPolicies({
      'a.policy': 'rules: [{id: a, expression: exec.pid > 0, tags: {k: v}}]',
      'b.policy': `rules: [{id: a, combine: override, override_options: {fields: [${field}]}, ${keys}}]`,
    });
    expect(ruleSet.verdicts[0]?.policy).toBe(policy);
  });

  it('without a base and without an expression is a syntax error at 1:1', () => {
    const ruleSet = loadPolicies('rules: [{id: a, combine: override}]');
    expect(fates(ruleSet).a).toMatch(/^syntax_error: syntax error `1:1: unexpected token "<EOF>"/);
    expect(codes(ruleSet)).toEqual(['policy/override-without-base']);
  });

  it('without a base and with an expression is a rule', () => {
    expect(fates(loadPolicies('rules: [{id: a, combine: override, expression: exec.pid > 0}]'))).toEqual({
      a: 'loaded',
    });
  });

  it('of tags over a rule without tags crashes agents, and we say so', () => {
    const ruleSet = over('every: 1m', 'combine: override, override_options: {fields: [tags]}, tags: {k: v}');
    expect(codes(ruleSet)).toEqual(['policy/override-crash']);
  });
});
