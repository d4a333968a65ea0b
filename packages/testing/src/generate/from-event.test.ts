import type { CanonicalRecord } from '@secl/events';
import { expect, test } from 'vitest';
import { testRule } from '../test-rule-set.ts';
import { caseFromEvent } from './from-event.ts';
import type { ProposedCase } from './proposed.ts';
import { writtenTests } from './written-tests.ts';

function caseOf(expression: string, record: CanonicalRecord, beside = ''): ProposedCase {
  const { ruleSet } = testRule(expression, beside);
  const rules = ruleSet.rules.filter(({ id }) => id === 'tested');
  return caseFromEvent({ record, variables: { 'process.seen': true, other: 1 } }, rules, ruleSet, 'an event');
}

const exec: CanonicalRecord = {
  Type: 'exec',
  Values: {
    'process.file.path': '/usr/bin/curl',
    'process.file.name': 'curl',
    'process.argv': ['-s'],
    'process.uid': 33,
    'process.gid': 33,
  },
  Ancestors: [{ 'file.path': '/usr/bin/sh', pid: 3 }, { 'file.path': '/usr/sbin/nginx', pid: 2 }, { pid: 1 }],
  Unknown: ['exec.*', 'process.ancestors.*', 'process.tty_name'],
};

test('what the rule reads is kept, and what tells the event from others', () => {
  const { story, expected } = caseOf('exec.file.name == "curl" && process.uid == 33', exec);
  expect(story[0]).toMatchObject({
    values: {
      'process.file.path': '/usr/bin/curl',
      'process.file.name': 'curl',
      'process.argv': ['-s'],
      'process.uid': 33,
    },
    ancestors: [{ 'file.path': '/usr/bin/sh' }, { 'file.path': '/usr/sbin/nginx' }],
    variables: {},
  });
  expect(Object.keys(story[0]?.values ?? {})).not.toContain('process.gid');
  expect(expected).toEqual({ fires: ['tested'], silent: [], undecided: [] });
});

test('a value that is given under another name is not unknown', () => {
  expect(caseOf('exec.file.name == "curl"', exec).story[0]?.unknown).toEqual([]);
});

test('what the first ancestor gives of the parent is not unknown', () => {
  const record = { ...exec, Unknown: ['process.parent.*'] };
  const { story, expected } = caseOf('exec.file.name == "curl" && process.parent.pid == 3', record);
  expect(story[0]?.unknown).toEqual([]);
  expect(expected.fires).toEqual(['tested']);
});

test('what the recording did not know stays unknown, and the outcome open', () => {
  const { story, expected } = caseOf('exec.file.name == "curl" && process.tty_name == ""', exec);
  expect(story[0]?.unknown).toEqual(['process.tty_name']);
  expect(expected.undecided).toEqual(['tested']);
});

test('ancestors are kept as far as they are known, where the rule looks at them', () => {
  const { story } = caseOf('exec.file.name == "curl" && process.ancestors.pid == 1', exec);
  expect(story[0]).toMatchObject({
    ancestors: [
      { 'file.path': '/usr/bin/sh', pid: 3 },
      { 'file.path': '/usr/sbin/nginx', pid: 2 },
      { pid: 1 },
    ],
    unknown: ['process.ancestors.*'],
  });
});

test('an ancestor of which nothing is kept is left out, unless they are counted', () => {
  const nameless = { ...exec, Ancestors: [{ pid: 3 }], Unknown: [] };
  expect(caseOf('exec.file.name == "curl"', nameless).story[0]?.ancestors).toEqual([]);
  const counted = 'exec.file.name == "curl" && process.ancestors.length == 1';
  expect(caseOf(counted, nameless)).toMatchObject({
    story: [{ ancestors: [{}] }],
    expected: { fires: ['tested'] },
  });
});

test('variables that the rule reads are given as they were', () => {
  const setter = `\
  - id: setter
    expression: open.file.path == "/a"
    actions: [{ set: { name: seen, value: true, scope: process } }]
`;
  const { story } = caseOf('exec.file.name == "curl" && $' + '{process.seen} == true', exec, setter);
  expect(story[0]?.variables).toEqual({ 'process.seen': true });
});

test('a rule that does not match stays silent in the test', () => {
  const { expected } = caseOf('exec.file.name == "wget"', exec);
  expect(expected.silent).toEqual([{ rule: 'tested', because: undefined }]);
});

test('what the event is about is kept, though the rule asks for another thing of it', () => {
  const Values = { 'connect.addr.ip': '203.0.113.9', 'connect.addr.port': 443, 'process.uid': 5 };
  const { story } = caseOf('connect.addr.family == AF_INET', { Type: 'connect', Values });
  expect(story[0]?.values).toEqual({ 'connect.addr.ip': '203.0.113.9', 'connect.addr.port': 443 });
});

test('flags and options of arguments that are told are not told again', () => {
  const { ruleSet } = testRule('exec.args_options in ["d=2001"] && exec.file.name == "touch"');
  const Values = {
    'process.file.path': '/usr/bin/touch',
    'process.file.name': 'touch',
    'process.argv': ['-d', '2001', 'x'],
    'process.args': '-d 2001 x',
    'process.args_flags': ['d'],
    'process.args_options': ['d=2001'],
  };
  const rules = ruleSet.rules.filter(({ id }) => id === 'tested');
  const one = caseFromEvent({ record: { Type: 'exec', Values }, variables: {} }, rules, ruleSet, 'an event');
  const { text } = writtenTests({ rules: ['tested'], cases: [one], notFound: [] }, { ruleSet, comment: [] });
  expect(text).toContain('      - exec: /usr/bin/touch -d 2001 x\n    expect: tested\n');
});
