import type { CanonicalRecord } from '@secl/events';
import { expect, test } from 'vitest';
import { run, testRule } from '../test-rule-set.ts';
import { CoverageCollector } from './collector.ts';
import type { ActionCoverage, RuleCoverage } from './report.ts';

const killing = `    actions:
      - filter: process.container.id != "" && process.uid != 0
        kill: { signal: SIGKILL, scope: process }
`;

function covered(actions: string, records: readonly CanonicalRecord[]): RuleCoverage | undefined {
  const { ruleSet, files } = testRule('exec.file.name == "sh"', actions);
  const collector = new CoverageCollector();
  collector.addRuleSet(ruleSet, files);
  run(
    { ruleSet, files },
    records,
    (...verdict) => collector.onVerdict(...verdict),
    (...asked) => collector.onAction(...asked),
  );
  return collector.report().rules.find(({ id }) => id === 'tested');
}

/** Each condition with `+` and `-` where it was seen true and false and deciding, `·` where not, `n` where it cannot. */
function marks(action: ActionCoverage | undefined): readonly string[] {
  return (action?.conditions ?? []).map(({ text, sides }) => {
    const mark = (side: 'true' | 'false', sign: string): string =>
      sides[side].decided > 0 ? sign : sides[side].impossible ? 'n' : '·';
    return `${mark('true', '+')}${mark('false', '-')} ${text}`;
  });
}

const started = (name: string, container: string, uid: number): CanonicalRecord => ({
  Type: 'exec',
  Values: { 'exec.file.name': name, 'process.container.id': container, 'process.uid': uid },
});

test('the filter of an action is seen deciding on matches of its rule', () => {
  const rule = covered(killing, [started('sh', 'abc', 1), started('sh', '', 1), started('sh', 'abc', 0)]);
  const [kill] = rule?.actions ?? [];
  expect(kill).toMatchObject({ action: 'kill', role: 'filter', events: 3, matches: 1 });
  expect(marks(kill)).toEqual(['+- process.container.id != ""', '+- process.uid != 0']);
});

test('what the rule does not match says nothing of its actions', () => {
  const rule = covered(killing, [started('ls', 'abc', 1)]);
  expect(rule?.actions[0]).toMatchObject({ events: 0, matches: 0 });
  expect(marks(rule?.actions[0])).toEqual(['·· process.container.id != ""', '·· process.uid != 0']);
});

test('its conditions are counted with those of the rule', () => {
  expect(covered('', [started('sh', 'abc', 1)])).toMatchObject({ sidesSeen: 1, sidesToSee: 2, actions: [] });
  expect(covered(killing, [started('sh', 'abc', 1)])).toMatchObject({ sidesSeen: 3, sidesToSee: 6 });
});

test('what the rule has decided already no event can show in a filter', () => {
  const repeating = killing.replace('process.uid != 0', 'exec.file.name == "sh"');
  expect(marks(covered(repeating, [])?.actions[0])).toEqual([
    '·· process.container.id != ""',
    '·n exec.file.name == "sh"',
  ]);
});

test('the condition whose truth a variable stores is one, too, behind the filter of its action', () => {
  const storing = `    actions:
      - filter: process.container.id != ""
        set: { name: as_root, expression: process.uid == 0, default_value: false, scope: process }
`;
  const rule = covered(storing, [started('sh', 'abc', 0), started('sh', '', 1)]);
  expect(rule?.actions.map(({ action, role }) => [action, role])).toEqual([
    ['set process.as_root', 'filter'],
    ['set process.as_root', 'value'],
  ]);
  expect(rule?.actions.map(marks)).toEqual([['+- process.container.id != ""'], ['+· process.uid == 0']]);
});

test('a filter reads what an action before it has set', () => {
  const chained = `    actions:
      - set: { name: seen, value: true, scope: process }
      - filter: \${process.seen}
        kill: { signal: SIGKILL, scope: process }
`;
  expect(covered(chained, [started('sh', '', 0)])?.actions[0]).toMatchObject({ events: 1, matches: 1 });
});
