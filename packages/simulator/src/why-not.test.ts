import { describe, expect, it } from 'vitest';
import type { RunOptions } from './run.ts';
import { line } from './test-events.ts';
import { replayed } from './test-kit.ts';
import type { WhyNot } from './why-not.ts';

async function whyNot(
  rules: string,
  events: readonly string[],
  options: Partial<RunOptions> = {},
): Promise<WhyNot> {
  const { whyNot: all } = await replayed(
    rules,
    { 'a.jsonl': events.join('') },
    { why: ['rule'], ...options },
  );
  const [why] = all;
  if (why === undefined) throw new Error('the rule is there');
  return why;
}

const rule = (expression: string): string => `
macros:
  - {id: by_root, expression: 'process.uid == 0 && process.gid == 0'}
rules:
  - id: rule
    expression: ${expression}
`;
const exec = (second: string, name: string, uid: number, rest: object = {}): string =>
  line(
    'exec',
    second,
    { 'exec.file.name': name, 'process.uid': uid, 'process.file.path': `/bin/${name}` },
    rest,
  );

describe('why a rule did not match', () => {
  it('counts each condition that was not true, also those behind the first', async () => {
    const { events, matches, conditions } = await whyNot(rule('exec.file.name == "sh" && process.uid == 0'), [
      exec('01', 'ls', 0),
      exec('02', 'ls', 1),
      exec('03', 'sh', 1),
      exec('04', 'sh', 0),
    ]);
    expect({ events, matches }).toEqual({ events: 4, matches: 1 });
    expect(conditions.map(({ text, failed }) => `${text}: ${failed}`)).toEqual([
      'exec.file.name == "sh": 2',
      'process.uid == 0: 2',
    ]);
  });

  it('shows the three nearest misses: fewest failing conditions, then the latest', async () => {
    const { nearest } = await whyNot(rule('exec.file.name == "sh" && process.uid == 0'), [
      exec('01', 'ls', 0),
      exec('02', 'ls', 1),
      exec('03', 'sh', 1),
      exec('04', 'ls', 1),
      exec('05', 'ls', 0),
      exec('06', 'ls', 1),
    ]);
    expect(
      nearest.map(({ at, failing, conditions }) => `${at.line}: ${failing.length} of ${conditions}`),
    ).toEqual(['5: 1 of 2', '3: 1 of 2', '1: 1 of 2']);
    expect(nearest[0]).toMatchObject({
      process: '/bin/ls',
      source: expect.stringMatching(/^\{"Type":"exec","Time":"2026-03-01T10:00:05Z"/),
      failing: [
        {
          text: 'exec.file.name == "sh"',
          found: [{ name: 'exec.file.name', value: '"ls"' }],
          wanted: '"sh"',
        },
      ],
    });
  });

  it('says of other comparisons than == how the value was to compare', async () => {
    const { nearest } = await whyNot(
      rule('process.uid != 5 && process.gid > 7 && 8 <= process.pid && exec.file.name not in ["sh"]'),
      ['{"Type":"exec","Values":{"process.uid":5,"process.gid":7,"process.pid":7,"exec.file.name":"sh"}}\n'],
    );
    expect(nearest[0]?.failing.map(({ found, wanted }) => `${found[0]?.value}: ${wanted}`)).toEqual([
      '5: not 5',
      '7: > 7',
      '7: >= 8',
      '"sh": not ["sh"]',
    ]);
  });

  it('names of an || only the side that is nearest', async () => {
    const { nearest } = await whyNot(
      rule('(exec.file.name == "sh" && process.uid == 0) || exec.file.name == "bash"'),
      [exec('01', 'ls', 1)],
    );
    expect(nearest[0]?.failing.map(({ text }) => text)).toEqual(['exec.file.name == "bash"']);
  });

  it('looks into macros, and says in which one a condition stands', async () => {
    const { conditions, nearest } = await whyNot(rule('exec.file.name == "sh" && by_root'), [
      exec('01', 'sh', 7),
    ]);
    expect(conditions.map(({ text, failed }) => `${text}: ${failed}`)).toEqual([
      'exec.file.name == "sh": 0',
      'by_root: 1',
    ]);
    expect(nearest[0]?.failing).toMatchObject([
      {
        text: 'process.uid == 0',
        macro: 'by_root',
        found: [{ name: 'process.uid', value: '7' }],
        wanted: '0',
      },
    ]);
  });

  it('shows of a rule with an iterator variable the element that came nearest', async () => {
    const rules = rule(
      'exec.file.name == "ls" && process.ancestors[A].file.name == "sshd" && process.ancestors[A].uid == 0 && process.ancestors[A].gid == 0',
    );
    const Ancestors = [
      { 'file.name': 'sh', uid: 0, gid: 1 },
      { 'file.name': 'sshd', uid: 5, gid: 0 },
    ];
    const { withoutElements, nearest } = await whyNot(rules, [
      exec('01', 'ls', 0, { Ancestors: [] }),
      exec('02', 'ls', 0, { Ancestors }),
    ]);
    expect(withoutElements).toBe(1);
    expect(nearest).toMatchObject([
      {
        element: { iterator: 'process.ancestors', index: 1, count: 2 },
        failing: [{ text: 'process.ancestors[A].uid == 0' }],
      },
    ]);
  });

  it('tells undecided from false', async () => {
    const unknown = exec('01', 'sh', 0, { Unknown: ['process.gid'] });
    const { undecided, conditions, nearest } = await whyNot(
      rule('exec.file.name == "sh" && process.gid == 3'),
      [unknown],
    );
    expect(undecided).toBe(1);
    expect(conditions.map(({ failed, undecided: open }) => [failed, open])).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(nearest[0]?.failing).toMatchObject([
      { undecided: true, found: [{ name: 'process.gid', value: 'unknown' }] },
    ]);
  });

  it('adds up the conditions of a rule that is loaded for several event types', async () => {
    const { eventTypes, events, conditions, nearest } = await whyNot(
      rule('fim.write.file.name == "x" && process.uid == 0'),
      [
        line('rename', '01', { 'rename.file.name': 'y', 'process.uid': 1 }),
        line('unlink', '02', { 'unlink.file.name': 'y', 'process.uid': 1 }),
      ],
    );
    expect(eventTypes).toContain('rename');
    // A rename has two names that could be it: it is looked at twice, and is one event.
    expect(events).toBe(2);
    expect(nearest.map(({ at }) => at.line)).toEqual([2, 1]);
    expect(conditions.map(({ text, failed }) => `${text}: ${failed}`)).toContain('process.uid == 0: 3');
  });

  it.each([
    ['rejected', 'rules:\n  - {id: rule, expression: exec.file.nam == "sh"}'],
    ['filtered', 'rules:\n  - {id: rule, agent_version: < 7.40, expression: exec.file.name == "sh"}'],
  ])('a rule that is %s: says so and has seen nothing', async (status, rules) => {
    const why = await whyNot(rules, [exec('01', 'sh', 0)]);
    expect(why).toMatchObject({
      verdict: { state: { status } },
      eventTypes: [],
      events: 0,
      conditions: [],
      nearest: [],
    });
  });
});
