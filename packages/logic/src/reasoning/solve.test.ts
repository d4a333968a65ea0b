import { describe, expect, test } from 'vitest';
import { rule } from '../test-rule.ts';
import type { Example } from './example.ts';
import { solve } from './solve.ts';

/** The first example that is thought of: evaluating is a room above, and its judgement a test there. */
function example(expression: string): Readonly<Record<string, unknown>> | undefined {
  const found = solve(rule(expression), () => true);
  return found && written(found);
}

function written({ fields, elements, variables, ages }: Example): Readonly<Record<string, unknown>> {
  return {
    ...Object.fromEntries(fields),
    ...Object.fromEntries(
      [...elements].map(([name, all]) => [name, all.map((each) => Object.fromEntries(each))]),
    ),
    ...Object.fromEntries([...variables].map(([name, value]) => [`\${${name}}`, value])),
    ...Object.fromEntries([...ages].map(([name, age]) => [`age of ${name}`, age])),
  };
}

describe('an event that makes a condition true', () => {
  test.each([
    [
      'open.file.path == "/etc/passwd" && process.uid != 0',
      { 'open.file.path': '/etc/passwd', 'process.uid': 1 },
    ],
    ['open.file.path in ["/a", "/b"] && open.file.path != "/a"', { 'open.file.path': '/b' }],
    ['process.comm =~ "ba*" && process.comm =~ "*h"', { 'process.comm': 'bah' }],
    [
      'process.args =~ "*-a *" && process.args =~ "-x*" && process.args =~ "*-b *" && process.args =~ "*c"',
      { 'process.args': '-x-a -b c' },
    ],
    ['open.flags & O_CREAT > 0 && open.flags & O_TRUNC > 0 && open.flags & 1 == 0', { 'open.flags': 576 }],
    ['open.file.path.length > 6 && open.file.path =~ "/a*"', { 'open.file.path': '/axxxxx' }],
    ['connect.addr.ip in [10.0.0.0/8] && connect.addr.ip != 10.0.0.0', { 'connect.addr.ip': '10.128.0.0' }],
    ['process.is_kworker && !process.is_thread', { 'process.is_kworker': true, 'process.is_thread': false }],
    ['"-c" in process.argv && "-e" in process.argv', { 'process.argv': ['-c', '-e'] }],
    ['process.argv not in ["-c"] && process.uid == 0', { 'process.argv': [], 'process.uid': 0 }],
    [
      'process.ancestors.file.name == "sh" && process.ancestors.pid != 0',
      {
        'process.ancestors': [{ 'process.ancestors.file.name': 'sh', 'process.ancestors.pid': 1 }],
      },
    ],
    [
      'process.ancestors[A].file.name == "sh" && process.ancestors[A].pid == 5 && process.ancestors.length == 2',
      { 'process.ancestors': [{ 'process.ancestors.file.name': 'sh', 'process.ancestors.pid': 5 }, {}] },
    ],
    ['process.created_at > 5s', { 'age of process.created_at': 5_000_000_001 }],
    ['${process.last} == "a" && process.uid == 0', { '${process.last}': 'a', 'process.uid': 0 }],
  ])('%s', (expression, expected) => {
    expect(example(expression)).toEqual(expected);
  });
});

test('no event is given for what is never true', () => {
  expect(example('process.uid == 0 && process.uid == 1')).toBeUndefined();
});

test('each way is tried until one is found to be true', () => {
  const asked: unknown[] = [];
  const found = solve(rule('process.uid == 1 || process.uid == 2 || process.uid == 3'), ({ fields }) => {
    asked.push(fields.get('process.uid'));
    return asked.length === 2;
  });
  expect(asked).toEqual([1, 2]);
  expect(found?.fields.get('process.uid')).toBe(2);
});
