import { expect, test } from 'vitest';
import { runMutation } from '../mutation/run-mutation.ts';
import { readTestFile } from '../read/read-test-file.ts';
import { tested } from '../test-mutation.ts';
import { type TestRuleSet, testRule } from '../test-rule-set.ts';
import { propose, proposing } from './propose.ts';
import { withoutSurvivors } from './without-survivors.ts';
import { writtenTests } from './written-tests.ts';

const rule = testRule(
  'exec.file.name == "sh"',
  `    actions:
      - filter: process.container.id != ""
        kill: { signal: SIGKILL, scope: process }
      - set: { name: as_root, expression: process.uid == 0, default_value: false, scope: process }
`,
);

function proposed({ ruleSet, files }: TestRuleSet) {
  const proposal = propose('tested', proposing(ruleSet, files));
  if ('reason' in proposal) throw new Error(proposal.reason);
  return proposal;
}

test('a case is proposed for each condition of an action, which says what is done', () => {
  const { cases, notFound } = proposed(rule);
  expect(notFound).toEqual([]);
  expect(cases.slice(2).map(({ name, expected }) => [name, expected.actions ?? expected.variables])).toEqual([
    [
      'fires, does kill with process.container.id != ""',
      [{ rule: 'tested', done: ['set process.as_root', 'kill'] }],
    ],
    [
      'fires, does not kill without process.container.id != ""',
      [{ rule: 'tested', done: ['set process.as_root'] }],
    ],
    ['fires, sets process.as_root to true with process.uid == 0', [{ name: 'process.as_root', value: true }]],
    [
      'fires, sets process.as_root to false without process.uid == 0',
      [{ name: 'process.as_root', value: false }],
    ],
  ]);
});

test('they are written as they hold', () => {
  const { text, lost } = writtenTests(proposed(rule), { ruleSet: rule.ruleSet, comment: [] });
  expect(lost).toEqual([]);
  expect(text).toContain(`\
    expect:
      fires: [tested]
      actions:
        tested: [set process.as_root, kill]
`);
  expect(text).toContain('      variables:\n        process.as_root: false\n');
});

test('with cases for what they would not notice, no change of an action goes unnoticed', async () => {
  const { ruleSet, files } = rule;
  const proposal = await withoutSurvivors(proposed(rule), ruleSet, files);
  const { text } = writtenTests(proposal, { ruleSet, comment: [] });
  const [, cases = ''] = text.split('cases:\n');
  const report = await runMutation([tested(rule, cases)]);
  expect(report.rules.flatMap(({ survivors }) => survivors.map(({ mutant }) => mutant.says))).toEqual([]);
});

test('what is stored in a cgroup is proposed in one, where it is; and actions with one filter are told once', () => {
  const set = (name: string, field: string): string =>
    `      - filter: process.pid != 0\n        set: { name: ${name}, field: ${field}, append: true, scope: cgroup }\n`;
  const actions = `    actions:\n${set('args', 'process.args')}${set('parents', 'process.parent.file.path')}`;
  const { cases } = proposed(testRule('exec.comm == "id" && process.args not in ${cgroup.args}', actions));
  const ofActions = cases.flatMap(({ name, expected }) =>
    expected.actions === undefined ? [] : [[name, expected.actions[0]?.done]],
  );
  expect(ofActions).toEqual([
    ['fires, does set cgroup.args with process.pid != 0', ['set cgroup.args', 'set cgroup.parents']],
    ['fires, does not set cgroup.args without process.pid != 0', []],
  ]);
  const near = cases.find(({ name }) => name === 'silent without process.args not in ${cgroup.args}');
  // The rule itself has noted the arguments, on an event before.
  expect(near?.story.map(({ variables }) => variables)).toEqual([{}, {}]);
});

test('changes that are told in the same words have names of their own', async () => {
  const both = testRule(
    'rename.file.path in [~"/etc/pki/**", "/etc/x"] || rename.file.destination.path in [~"/etc/pki/**", "/etc/x"]',
  );
  const whole = await withoutSurvivors(proposed(both), both.ruleSet, both.files);
  const { text } = writtenTests(whole, { ruleSet: both.ruleSet, comment: [] });
  expect(readTestFile('a_test.yaml', text).problems).toEqual([]);
  expect(
    whole.cases.filter(({ name }) => name.includes('left out of the list')).map(({ name }) => name),
  ).toEqual([
    'fires, not if ~"/etc/pki/**" is left out of the list',
    'fires, not if ~"/etc/pki/**" is left out of the list (2)',
  ]);
});
