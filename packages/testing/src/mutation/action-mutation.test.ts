import { expect, test } from 'vitest';
import { caseRunner } from '../run/case-runner.ts';
import { tested } from '../test-mutation.ts';
import { testRule } from '../test-rule-set.ts';
import { actionMutants } from './action-mutants.ts';
import type { MutationReport } from './report.ts';
import { runMutation } from './run-mutation.ts';

const killing = testRule(
  'exec.file.name == "sh"',
  `    actions:
      - filter: process.container.id != ""
        kill: { signal: SIGKILL, scope: process }
`,
);
const storing = testRule(
  'exec.file.name == "sh"',
  `    actions:
      - set: { name: as_root, expression: process.uid == 0, default_value: false, scope: process }
  - id: reads
    expression: open.file.path == "/x" && \${process.as_root}
`,
);

function survivors({ rules }: MutationReport): readonly string[] {
  return rules.flatMap((rule) =>
    rule.survivors.filter(({ mutant }) => mutant.action !== undefined).map(({ mutant }) => mutant.says),
  );
}

const inContainer = '{ exec: sh, process.container.id: abc }';

test('a change of a filter goes unnoticed where no case says what is done', async () => {
  const cases = `  - { name: a, events: [${inContainer}], expect: tested }\n`;
  expect(survivors(await runMutation([tested(killing, cases)]))).toEqual([
    '`process.container.id != ""` is `process.container.id == ""`, which decides whether `kill` is done',
    '`process.container.id != ""` is `process.container.id != "x"`, which decides whether `kill` is done',
  ]);
});

test('a case that says what is done notices it', async () => {
  const cases = `\
  - { name: a, events: [{ exec: sh, process.container.id: x }], expect: { actions: { tested: kill } } }
  - { name: b, events: [{ exec: sh }], expect: { fires: tested, actions: { tested: none } } }
`;
  expect(survivors(await runMutation([tested(killing, cases)]))).toEqual([]);
});

test('an event is named on which the rule matches and the filter comes out otherwise', async () => {
  const cases = `  - { name: a, events: [${inContainer}], expect: { actions: { tested: kill } } }\n`;
  const report = await runMutation([tested(killing, cases)]);
  const [survivor] = report.rules.flatMap((rule) => rule.survivors.filter(({ mutant }) => mutant.action));
  expect(survivor?.mutant).toMatchObject({
    says: '`process.container.id != ""` is `process.container.id != "x"`, which decides whether `kill` is done',
    action: { name: 'kill', role: 'filter' },
  });
  expect(survivor?.matchesNow).toBe(true);
  expect(survivor?.shows?.values).toMatchObject({ 'exec.file.name': 'sh', 'process.container.id': 'x' });
});

test('what a variable stores is noticed by what it holds, or by rules that read it', async () => {
  const first = '  - { name: a, events: [{ exec: sh, process.uid: 0 }], expect: tested }\n';
  const held =
    '  - { name: b, events: [{ exec: sh, process.uid: 1 }], expect: { variables: { process.as_root: false } } }\n';
  const read =
    '  - { name: c, events: [{ exec: sh, process.uid: 0, process.pid: 7 }, { open: /x, process.pid: 7, process.comm: sh }], expect: [tested, reads] }\n';
  expect(survivors(await runMutation([tested(storing, first)]))).toHaveLength(2);
  expect(survivors(await runMutation([tested(storing, held + read)]))).toEqual([]);
});

test('with a survivor in the place of its action every case comes as before, and with no other change', async () => {
  const set = tested(
    killing,
    `\
  - { name: a, events: [{ exec: sh, process.container.id: abc }], expect: { actions: { tested: kill } } }
  - { name: b, events: [{ exec: ls }], expect: none }
`,
  );
  const { ruleSet, cases } = set;
  const unnoticed = new Set(survivors(await runMutation([set])));
  const mutants = actionMutants(ruleSet.rules, ruleSet);
  expect(mutants.length).toBeGreaterThan(1);
  for (const { mutant, inActions = [] } of mutants) {
    const changed = new Map(inActions.map(({ of, loaded }) => [of.rule, loaded]));
    const rules = ruleSet.rules.map((rule) => changed.get(rule) ?? rule);
    const run = caseRunner({ ...ruleSet, rules }, { explain: false });
    const passes = cases.every(({ prepared }) => run(prepared).outcome === 'passed');
    expect({ says: mutant.says, passes }).toEqual({ says: mutant.says, passes: unnoticed.has(mutant.says) });
  }
});
