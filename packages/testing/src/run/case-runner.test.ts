import { describe, expect, it } from 'vitest';
import { preparedCases, resultsOf, rulesOf } from '../test-case.ts';
import { caseRunner } from './case-runner.ts';

const policy = `
rules:
  - id: shell
    expression: exec.file.name == "sh"
    actions: [{ set: { name: seen, value: true, scope: process, ttl: 10s } }]
  - id: again
    expression: exec.file.name == "sh" && \${process.seen}
  - id: shadow
    expression: open.file.path == "/etc/shadow" && (open.flags == 0 || process.uid == 0)
  - id: secret
    expression: open.file.path == "/etc/secret"
    silent: true
`;

/** What came of one case: its outcome, and what came otherwise. */
function outcomeOf(events: string, expected: string): readonly string[] {
  const [result] = resultsOf(policy, `cases: [{ events: [${events}], expect: ${expected} }]`);
  return [result?.outcome ?? '', ...(result?.failures ?? []).map(({ message }) => message)];
}

describe('a set of rules', () => {
  it('is exact', () => {
    expect(outcomeOf('{ exec: sh }', '[shell, again]')).toEqual(['passed']);
    expect(outcomeOf('{ exec: sh }', 'shell')).toEqual(['failed', '`again` matches and is not expected to']);
    expect(outcomeOf('{ exec: ls }', 'shell')).toEqual([
      'failed',
      '`shell` is expected to match and does not',
    ]);
  });

  it('of all events holds what any of them matches', () => {
    expect(outcomeOf('{ exec: ls }, { exec: sh }', '[shell, again]')).toEqual(['passed']);
    expect(outcomeOf('{ exec: ls }, { exec: cat }', 'shell')).toEqual([
      'failed',
      '`shell` is expected to match and no event makes it',
    ]);
  });

  it('that is exceeded by a rule that is to be silent is told once', () => {
    expect(outcomeOf('{ exec: sh }', '{ rules: shell, silent: [again] }')).toEqual([
      'failed',
      '`again` matches and is not expected to',
    ]);
  });

  it('speaks of the rules that its file is about', () => {
    const [prepared] = preparedCases('cases: [{ events: [{ exec: sh }], expect: shell }]', rulesOf(policy));
    const run = caseRunner(rulesOf(policy), { isAbout: (id) => id === 'shell' });
    expect(prepared && run(prepared).outcome).toBe('passed');
  });
});

describe('a case', () => {
  it('begins without variables of the case before', () => {
    const once =
      '{ events: [{ exec: sh }], expect: { variables: { process.seen: true }, counts: { again: 1 } } }';
    const results = resultsOf(policy, `cases:\n  - ${once}\n  - ${once.replace('{ ', '{ name: other, ')}\n`);
    expect(results.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  });

  it('has a clock of its own', () => {
    const later = (after: string) =>
      outcomeOf(`{ exec: sh }, { exec: sh, after: ${after} }`, '{ variables: { process.seen: true } }');
    expect(later('9s')).toEqual(['passed']);
    expect(
      outcomeOf('{ exec: sh }, { open: /x, by: sh, after: 11s }', '{ variables: { process.seen: false } }'),
    ).toEqual(['passed']);
  });

  it('is undecided where nothing came otherwise and something may', () => {
    const open = '{ open: /etc/shadow, process.uid: 33, unknown: [open.flags] }';
    expect(outcomeOf(open, 'shadow')).toEqual([
      'undecided',
      '`shadow` is expected to match and cannot be decided: that needs open.flags',
    ]);
    expect(outcomeOf(open, '{ counts: { shadow: 1 } }')[0]).toBe('undecided');
    expect(outcomeOf(open, '{ counts: { shadow: 2 } }')[0]).toBe('failed');
    expect(outcomeOf(`${open}, { exec: sh }`, '{ fires: [shadow, secret] }')[0]).toBe('failed');
  });

  it('that is silent by what the agent sends still matches', () => {
    expect(outcomeOf('{ open: /etc/secret }', '{ fires: secret, sent: { secret: 0 } }')).toEqual(['passed']);
  });
});

describe('silent because of a condition', () => {
  const because = (event: string, condition: string) =>
    outcomeOf(event, `{ silent: { shadow: '${condition}' } }`);

  it('holds where the rule would match but for it', () => {
    expect(because('{ open: /etc/passwd }', 'open.file.path == "/etc/shadow"')).toEqual(['passed']);
    expect(because('{ open: /etc/shadow, flags: O_RDWR, process.uid: 33 }', 'open.flags == 0')).toEqual([
      'passed',
    ]);
    expect(
      because(
        '{ open: /etc/shadow, flags: O_RDWR, process.uid: 33 }',
        'open.flags   ==  0 || process.uid == 0',
      ),
    ).toEqual(['passed']);
  });

  it('fails where something else keeps it silent as well', () => {
    const [, message] = because('{ open: /etc/passwd, flags: O_RDWR, process.uid: 33 }', 'open.flags == 0');
    expect(message).toBe(
      '`shadow` is silent because of `open.flags == 0`, and of more: `open.file.path == "/etc/shadow"`',
    );
  });

  it('fails where the condition is true', () => {
    const [, message] = because('{ open: /etc/passwd }', 'open.flags == 0');
    expect(message).toBe(
      '`shadow` is silent, and not because of `open.flags == 0`, which is true: `open.file.path == "/etc/shadow"`',
    );
  });
});

describe('a rule that is not there', () => {
  it.each([
    [
      'expect: { counts: { shel: 0 } }',
      '`shel`: 0 matches expected, 0 came (no rule has this id: did you mean `shell`?)',
    ],
    [
      'expect: { sent: { shel: 0 } }',
      '`shel`: 0 events sent expected, 0 came (no rule has this id: did you mean `shell`?)',
    ],
    [
      'expect: { actions: { shel: none } }',
      'what `shel` does is expected, and no rule has this id: did you mean `shell`?',
    ],
    [
      'expect: { silent: shel }',
      '`shel` is expected to stay silent, and could not match: no rule has this id: did you mean `shell`?',
    ],
  ])('is told: %s', (expected, message) => {
    const [result] = resultsOf(policy, `cases: [{ events: [{ exec: ls }], ${expected} }]`);
    expect(result?.failures.map((each) => each.message)).toEqual([message]);
  });
});

it('an event that happens often is told once, by the first time that came otherwise', () => {
  const text = 'cases: [{ events: [{ exec: ls, times: 3, expect: shell }] }]';
  const [result] = resultsOf(policy, text);
  expect(result?.failures.map(({ happening }) => happening?.number)).toEqual([1]);
});

it('a watcher hears every verdict of its rules, and of others the matches', () => {
  const ruleSet = rulesOf(policy);
  const [prepared] = preparedCases(
    'cases: [{ events: [{ exec: ls }, { exec: sh }], expect: { fires: shell } }]',
    ruleSet,
  );
  const heard: string[] = [];
  if (prepared !== undefined)
    caseRunner(ruleSet)(prepared, {
      rules: new Set(['shell']),
      onVerdict: (rule, _, verdict, __, { number }) => heard.push(`${number} ${rule.id} ${verdict}`),
    });
  expect(heard).toEqual(['1 shell false', '2 shell true', '2 again true']);
});
