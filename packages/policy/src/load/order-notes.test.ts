import { describe, expect, it } from 'vitest';
import { loadPolicies } from '../test-kit/load-policies.ts';

const sets = (keys: string) =>
  `{id: sets, ${keys}, actions: [{set: {name: seen, value: true, scope: process}}]}`;
const reads = (keys: string) => `{id: reads, ${keys}}`;
const messages = (...rules: readonly string[]) =>
  loadPolicies(`rules: [${rules.join(', ')}]`)
    .problems.filter(({ code }) => code === 'policy/order')
    .map(({ message }) => message);

describe('two rules of a policy on one event type', () => {
  const exec = 'expression: exec.file.name == "sh"';
  const seen = "expression: 'exec.pid > 0 && ${process.seen}'";

  it.each([
    ['in this order', [sets(exec), reads(seen)]],
    ['the other way round', [reads(seen), sets(exec)]],
    [
      'in a text',
      [sets(exec).replace('true', 'sh'), reads(`expression: 'exec.file.name == "\${process.seen}"'`)],
    ],
  ])('of which one reads what the other sets, %s: the result depends on chance', (_, rules) => {
    expect(messages(...rules)).toEqual([
      expect.stringMatching(
        /^whether `reads` sees what `sets` puts into `process.seen` on the same exec event/,
      ),
    ]);
  });

  it.each([
    ['the events differ', [sets('expression: open.flags > 0'), reads(seen)]],
    ['the variables differ', [sets(exec), reads("expression: 'exec.pid > 0 && ${process.pid} > 1'")]],
    ['it is one rule', [sets(seen)]],
    ['their priorities differ', [sets(`${exec}, priority: 2`), reads(seen)]],
  ])('do not meet where %s', (_, rules) => {
    expect(messages(...rules)).toEqual([]);
  });
});
