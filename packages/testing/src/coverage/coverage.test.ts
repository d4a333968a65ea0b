import type { CanonicalRecord } from '@secl/events';
import { expect, test } from 'vitest';
import { run, type TestRuleSet, testRule } from '../test-rule-set.ts';
import { CoverageCollector } from './collector.ts';
import { missingInWords } from './missing.ts';
import { type CoverageReport, percentOf } from './report.ts';

function covered(rules: TestRuleSet, records: readonly CanonicalRecord[]): CoverageReport {
  const collector = new CoverageCollector();
  collector.addRuleSet(rules.ruleSet, rules.files);
  run(rules, records, (...verdict) => collector.onVerdict(...verdict));
  return collector.report();
}

/** Each condition with `+` and `-` where it was seen true and false and deciding, `·` where not, `n` where it cannot. */
function marks({ rules }: CoverageReport): readonly string[] {
  return rules.flatMap(({ conditions }) =>
    conditions.map(({ text, sides }) => {
      const mark = (side: 'true' | 'false', sign: string): string =>
        sides[side].decided > 0 ? sign : sides[side].impossible ? 'n' : '·';
      return `${mark('true', '+')}${mark('false', '-')} ${text}`;
    }),
  );
}

const opened = (path: string, uid: number, flags = 0): CanonicalRecord => ({
  Type: 'open',
  Values: { 'open.file.path': path, 'process.uid': uid, 'open.flags': flags },
});

const started = (name: string, ancestors: readonly string[] = []): CanonicalRecord => ({
  Type: 'exec',
  Values: { 'exec.file.name': name },
  Ancestors: ancestors.map((each) => ({ 'file.name': each })),
});

test('a rule that fires has shown of each joined condition that it is needed when true', () => {
  const rule = testRule('open.file.path == "/etc/shadow" && process.uid != 0');
  expect(marks(covered(rule, [opened('/etc/shadow', 1)]))).toEqual([
    '+· open.file.path == "/etc/shadow"',
    '+· process.uid != 0',
  ]);
});

test('a condition that is false beside another false one has not decided', () => {
  const rule = testRule('open.file.path == "/etc/shadow" && process.uid != 0');
  const report = covered(rule, [opened('/etc/shadow', 1), opened('/etc/passwd', 0)]);
  expect(marks(report)).toEqual(['+· open.file.path == "/etc/shadow"', '+· process.uid != 0']);
  expect(report.rules[0]?.conditions.map(missingInWords)).toEqual([
    ['false on one event, where the rule would say the same were it true'],
    ['false on one event, where the rule would say the same were it true'],
  ]);
});

test('one event that fires and one near miss for each condition cover a rule', () => {
  const rule = testRule('open.file.path == "/etc/shadow" && process.uid != 0');
  const report = covered(rule, [
    opened('/etc/shadow', 1),
    opened('/etc/passwd', 1),
    opened('/etc/shadow', 0),
  ]);
  expect(marks(report)).toEqual(['+- open.file.path == "/etc/shadow"', '+- process.uid != 0']);
  expect(percentOf(report)).toBe(100);
});

test('alternatives decide one at a time: when true, and together when all are false', () => {
  const rule = testRule('exec.file.name == "nc" || exec.file.name == "ncat"');
  expect(marks(covered(rule, [started('nc')]))).toEqual([
    '+· exec.file.name == "nc"',
    '·· exec.file.name == "ncat"',
  ]);
  expect(marks(covered(rule, [started('nc'), started('ls')]))).toEqual([
    '+- exec.file.name == "nc"',
    '·- exec.file.name == "ncat"',
  ]);
});

test('`a && b || c` counts as agents group it', () => {
  const rule = testRule('open.file.path == "/a" && process.uid == 1 || open.flags == 1');
  // To a reader from left to right it fires by its last condition; to agents it is `a && (b || c)`, and false.
  expect(marks(covered(rule, [opened('/b', 0, 1)]))).toEqual([
    '·- open.file.path == "/a"',
    '·· process.uid == 1',
    '·· open.flags == 1',
  ]);
});

test('a negated condition decides as itself', () => {
  const rule = testRule('!(open.file.path == "/a" || process.uid == 0)');
  expect(marks(covered(rule, [opened('/b', 1), opened('/b', 0)]))).toEqual([
    '·- open.file.path == "/a"',
    '+- process.uid == 0',
  ]);
});

test('conditions of macros count where the macro is used, and stand where it is written', () => {
  const rule = testRule(
    'NOT_ROOT && open.file.path == "/a"',
    'macros:\n  - id: NOT_ROOT\n    expression: process.uid != 0 && process.gid != 0\n',
  );
  const report = covered(rule, [
    { Type: 'open', Values: { 'open.file.path': '/a', 'process.uid': 1, 'process.gid': 1 } },
  ]);
  expect(marks(report)).toEqual(['+· process.uid != 0', '+· process.gid != 0', '+· open.file.path == "/a"']);
  const [first] = report.rules[0]?.conditions ?? [];
  expect(first?.macros).toEqual(['NOT_ROOT']);
  expect(first?.inRule).toEqual({ start: 0, end: 'NOT_ROOT'.length });
  expect(first?.place.range.start).toBeGreaterThan(report.rules[0]?.place.range.end ?? 0);
});

test('what no event can show is not asked for', () => {
  const rule = testRule('open.file.path == "/etc/shadow" && open.file.path =~ "/etc/*"');
  const report = covered(rule, [opened('/etc/shadow', 0), opened('/etc/passwd', 0)]);
  expect(marks(report)).toEqual(['+- open.file.path == "/etc/shadow"', '+n open.file.path =~ "/etc/*"']);
  expect(percentOf(report)).toBe(100);
});

test('with an iterator variable each element is looked at, and decides where no other one matches', () => {
  const rule = testRule(
    'exec.file.name == "sh" && process.ancestors[A].file.name == "nginx" && process.ancestors[A].uid == 33',
  );
  const two = (first: number, second: number): CanonicalRecord => ({
    Type: 'exec',
    Values: { 'exec.file.name': 'sh' },
    Ancestors: [
      { 'file.name': 'nginx', uid: first },
      { 'file.name': 'nginx', uid: second },
    ],
  });
  // Either element alone would do: what is asked of it does not decide, and what is asked of the process does.
  expect(marks(covered(rule, [two(33, 33)]))).toEqual([
    '+· exec.file.name == "sh"',
    '·· process.ancestors[A].file.name == "nginx"',
    '·· process.ancestors[A].uid == 33',
  ]);
  expect(marks(covered(rule, [two(33, 0), two(0, 0)]))).toEqual([
    '+· exec.file.name == "sh"',
    '+· process.ancestors[A].file.name == "nginx"',
    '+- process.ancestors[A].uid == 33',
  ]);
});

test('a rule for several event types is one rule, and the guard that agents add is no condition of it', () => {
  const rule = testRule('fim.write.file.path == "/etc/passwd" && process.uid != 0');
  const report = covered(rule, [
    { Type: 'chmod', Values: { 'chmod.file.path': '/etc/passwd', 'process.uid': 1 } },
    { Type: 'unlink', Values: { 'unlink.file.path': '/etc/passwd', 'process.uid': 0 } },
  ]);
  expect(report.rules).toHaveLength(1);
  expect(marks(report)).toEqual(['+· fim.write.file.path == "/etc/passwd"', '+- process.uid != 0']);
});

test('a condition that the event leaves unknown has not been seen', () => {
  const rule = testRule('open.file.path == "/etc/shadow" && process.uid != 0');
  const event = { Type: 'open', Values: { 'open.file.path': '/etc/shadow' }, Unknown: ['process.uid'] };
  expect(marks(covered(rule, [event]))).toEqual([
    '·· open.file.path == "/etc/shadow"',
    '·· process.uid != 0',
  ]);
});

test('a rule that no test meets is in the report with all that is missing', () => {
  const report = covered(testRule('open.file.path == "/a" && process.uid != 0'), []);
  expect(marks(report)).toEqual(['·· open.file.path == "/a"', '·· process.uid != 0']);
  expect(report.rules[0]?.conditions.map(missingInWords)).toEqual([
    ['no test looks at it'],
    ['no test looks at it'],
  ]);
  expect(percentOf(report)).toBe(0);
});
