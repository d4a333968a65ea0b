import { describe, expect, test } from 'vitest';
import { caseRunner } from '../run/case-runner.ts';
import { tested } from '../test-mutation.ts';
import { type TestRuleSet, testRule } from '../test-rule-set.ts';
import { macroMutants } from './macro-mutants.ts';
import { type Mutant, withChange } from './mutant.ts';
import type { MutationReport } from './report.ts';
import { ruleMutants } from './rule-mutants.ts';
import { runMutation } from './run-mutation.ts';

function says({ ruleSet }: TestRuleSet): readonly string[] {
  const own = ruleSet.rules.filter(({ id }) => id === 'tested');
  return Array.from(ruleMutants(own, ruleSet), ({ mutant }) => mutant.says);
}

function survivors({ rules }: MutationReport): readonly string[] {
  return rules.flatMap((rule) => rule.survivors.map(({ mutant }) => mutant.says));
}

const shadow = 'open.file.path == "/etc/shadow" && process.uid != 0';
const fires = '  - { name: a, events: [{ open: /etc/shadow, process.uid: 33 }], expect: tested }\n';
const root = '  - { name: b, events: [{ open: /etc/shadow, process.uid: 0 }], expect: none }\n';
const other = '  - { name: c, events: [{ open: /etc/passwd, process.uid: 33 }], expect: none }\n';

describe('what is changed', () => {
  test.each<[expression: string, changes: readonly string[]]>([
    [
      shadow,
      [
        '`open.file.path == "/etc/shadow"` is `open.file.path != "/etc/shadow"`',
        '`open.file.path == "/etc/shadow"` is `open.file.path == "/etc/shadow2"`',
        '`open.file.path == "/etc/shadow"` is `open.file.path == ~"/etc/*"`',
        '`open.file.path == "/etc/shadow"` is `open.file.path == "/ETC/SHADOW"`',
        '`process.uid != 0` is left out',
        '`&&` is `||`',
        '`process.uid != 0` is `process.uid == 0`',
        '`process.uid != 0` is `process.uid != 1`',
      ],
    ],
    [
      'exec.file.name in ["nc", "ncat"]',
      [
        '`exec.file.name in ["nc", "ncat"]` is `exec.file.name not in ["nc", "ncat"]`',
        '`"nc"` is left out of the list',
        '`"ncat"` is left out of the list',
      ],
    ],
    [
      'open.flags & (O_CREAT | O_TRUNC) > 0',
      [
        '`(O_CREAT | O_TRUNC)` is left out',
        '`O_CREAT` is left out',
        '`O_TRUNC` is left out',
        '`open.flags & (O_CREAT | O_TRUNC) > 0` is `open.flags & (O_CREAT | O_TRUNC) >= 0`',
        '`open.flags & (O_CREAT | O_TRUNC) > 0` is `open.flags & (O_CREAT | O_TRUNC) <= 0`',
        '`open.flags & (O_CREAT | O_TRUNC) > 0` is `open.flags & (O_CREAT | O_TRUNC) > 1`',
      ],
    ],
    [
      'open.file.path =~ "/tmp/*"',
      [
        '`open.file.path =~ "/tmp/*"` is `open.file.path !~ "/tmp/*"`',
        '`open.file.path =~ "/tmp/*"` is `open.file.path =~ "/tmp/**"`',
      ],
    ],
    [
      '!process.is_kworker && exec.args in [r"^-i$"]',
      [
        '`!process.is_kworker` is left out',
        'this `!` is left out',
        '`&&` is `||`',
        '`exec.args in [r"^-i$"]` is `exec.args not in [r"^-i$"]`',
        '`exec.args in [r"^-i$"]` is `exec.args in [r"-i$"]`',
        '`exec.args in [r"^-i$"]` is `exec.args in [r"^-i"]`',
      ],
    ],
    [
      'connect.addr.ip in [10.0.0.0/8]',
      [
        '`connect.addr.ip in [10.0.0.0/8]` is `connect.addr.ip not in [10.0.0.0/8]`',
        '`connect.addr.ip in [10.0.0.0/8]` is `connect.addr.ip in [10.0.0.0/7]`',
        '`connect.addr.ip in [10.0.0.0/8]` is `connect.addr.ip in [10.0.0.0/9]`',
      ],
    ],
  ])('%s', (expression, changes) => {
    expect([...says(testRule(expression))].sort()).toEqual([...changes].sort());
  });

  test('what agents would reject is not tried', () => {
    // Without its first condition the rule would be about no event type.
    expect(says(testRule(shadow))).not.toContainEqual('`open.file.path == "/etc/shadow"` is left out');
  });
});

describe('what tests notice', () => {
  test('tests for each condition notice that it is missing', async () => {
    const rules = testRule(shadow);
    const report = await runMutation([tested(rules, fires + root + other)]);
    expect(survivors(report)).toEqual([]);
    expect(report.rules[0]?.noticed).toBe(8);
  });

  test('a test that only fires does not, and an event says what would', async () => {
    const report = await runMutation([tested(testRule(shadow), fires)]);
    expect(
      report.rules.flatMap((rule) => rule.survivors.map(({ mutant, event }) => `${mutant.says}: ${event}`)),
    ).toEqual(
      [
        '`open.file.path == "/etc/shadow"` is `open.file.path == ~"/etc/*"`: an open event with open.file.path "/etc/some-file", process.uid 1',
        '`&&` is `||`: an open event with open.file.path "/etc/shadow", process.uid 0',
        '`process.uid != 0` is left out: an open event with open.file.path "/etc/shadow", process.uid 0',
        '`process.uid != 0` is `process.uid != 1`: an open event with open.file.path "/etc/shadow", process.uid 1',
      ].sort(byPlace(report)),
    );
  });

  test('flags are told by their names in it, and times by how long ago they are', async () => {
    const rules = testRule('open.flags & (O_CREAT | O_TRUNC) > 0 && process.created_at > 5s');
    const created =
      '{ name: a, events: [{ open: /a, flags: O_CREAT, process.created_at: 9s ago }], expect: tested }';
    const report = await runMutation([tested(rules, `  - ${created}\n`)]);
    const events = report.rules.flatMap((rule) => rule.survivors.map(({ event }) => event));
    expect(events).toContain('an open event with open.flags O_TRUNC, process.created_at 6s before it');
  });

  test('a change that means the same is not held against the tests', async () => {
    const rules = testRule('open.file.path in ["/etc/shadow"] && open.file.path =~ "/etc/*"');
    const report = await runMutation([tested(rules, fires + other)]);
    expect(report.rules[0]?.equivalent).toBeGreaterThan(0);
    expect(survivors(report)).not.toContainEqual('`open.file.path =~ "/etc/*"` is left out');
  });

  test('a macro is changed for all rules that use it', async () => {
    const macros = 'macros:\n  - { id: hashes, values: [/etc/shadow, /etc/gshadow] }\n';
    const report = await runMutation([
      tested(testRule('open.file.path in hashes && process.uid != 0', macros), fires + root + other),
    ]);
    expect(survivors(report)).toEqual(['`"/etc/gshadow"` is left out of the list']);
  });

  test('a change of a rule is noticed by what another rule makes of its variable', async () => {
    const rules = testRule(
      'exec.file.name == "curl"',
      `\
    actions: [{ set: { name: fetched, value: true, scope: process } }]
  - id: second
    expression: $` +
        `{process.fetched} == true && connect.addr.port == 4444
`,
    );
    const cases = `\
  - name: a
    events:
      - { exec: curl(5) }
      - { connect: ":4444", by: curl(5), expect: { fires: second } }
`;
    const report = await runMutation([tested(rules, cases)]);
    const ofRule = report.rules.find(({ id }) => id === 'tested');
    expect(ofRule?.survivors.map(({ mutant }) => mutant.says)).not.toContainEqual(
      '`exec.file.name == "curl"` is `exec.file.name != "curl"`',
    );
  });

  test('a rule that matches by either of two files is noticed where it matches by none', async () => {
    const rules = testRule('fim.write.file.path in ["/a", "/b"]');
    const renamed = '  - { name: a, events: [{ rename: /a -> /b }], expect: tested }\n';
    const report = await runMutation([tested(rules, renamed)]);
    // Without either path the other file still makes the rule match.
    expect(survivors(report)).toEqual(['`"/a"` is left out of the list', '`"/b"` is left out of the list']);
  });

  test('rules that no test looks at, and cases that do not pass, are told', async () => {
    const rules = testRule(shadow, '  - id: lonely\n    expression: unlink.file.path == "/a"\n');
    const wrong = '  - { name: d, events: [{ open: /etc/shadow, process.uid: 0 }], expect: tested }\n';
    const report = await runMutation([tested(rules, fires + wrong)]);
    expect({ unmet: report.unmet, notPassing: report.notPassing }).toEqual({
      unmet: ['lonely'],
      notPassing: 1,
    });
  });

  test('when the time is up, what was not reached is told', async () => {
    const goThrough = async () => [];
    const report = await runMutation([tested(testRule(shadow), fires)], { goThrough });
    expect(report).toMatchObject({ rules: [], notReached: ['tested'] });
  });
});

test('with a survivor in the place of its rule every case comes as before', async () => {
  const rules = testRule(
    'exec.file.name in shells && process.ancestors[A].file.name == "nginx" && process.ancestors[A].uid != 0',
    'macros:\n  - { id: shells, values: [sh, bash, dash] }\n',
  );
  const set = tested(
    rules,
    `\
  - { name: a, events: [{ exec: nginx > sh, ancestors: [{ uid: 33 }] }], expect: tested }
  - { name: b, events: [{ exec: nginx > ls, ancestors: [{ uid: 33 }] }], expect: none }
`,
  );
  const { ruleSet, files, cases } = set;
  const report = await runMutation([set]);
  const keyOf = ({ place, says: change }: Mutant): string => `${place.range.start} ${change}`;
  const unnoticed = new Set(
    report.rules.flatMap((rule) => rule.survivors.map(({ mutant }) => keyOf(mutant))),
  );
  const all = [...ruleMutants(ruleSet.rules, ruleSet), ...macroMutants('shells', ruleSet, files)];
  const outcomes = all.map(({ mutant, changed }) => {
    const changedRules = ruleSet.rules.map((rule) => {
      const version = changed(rule);
      return version === undefined ? rule : withChange(rule, version);
    });
    const run = caseRunner({ ...ruleSet, rules: changedRules }, { explain: false });
    return {
      change: keyOf(mutant),
      passes: cases.every(({ prepared }) => run(prepared).outcome === 'passed'),
    };
  });
  expect(unnoticed.size).toBeGreaterThan(3);
  // The other way round, too: what some case minds is no survivor.
  for (const { change, passes } of outcomes)
    expect({ change, passes }).toEqual({ change, passes: unnoticed.has(change) });
});

/** Survivors come in source order, which is not that of the list above. */
function byPlace(report: MutationReport): (a: string, b: string) => number {
  const order = survivors(report);
  const at = (text: string): number => order.findIndex((each) => text.startsWith(`${each}:`));
  return (a, b) => at(a) - at(b);
}

describe('a rule of which no test says anything', () => {
  const beside = `  - id: beside
    expression: open.file.path in ["/etc/shadow", "/etc/passwd"]
  - id: setting
    expression: exec.file.name == "nc"
    actions:
      - set: { name: nc, value: true, scope: process }
`;
  const rules = testRule(`${shadow} && !${'${process.nc}'}`, beside);
  const isAbout = (id: string): boolean => id === 'tested';

  test('is named as one that no test looks at, though events meet it', async () => {
    const report = await runMutation([tested(rules, fires, isAbout)]);
    expect(report.rules.map(({ id }) => id)).toEqual(['tested']);
    expect(report.unmet).toEqual(['beside', 'setting']);
  });

  test('is not one that sets what a rule reads of which some does', async () => {
    const nc =
      '  - { name: n, events: [{ exec: nc }, { open: /etc/shadow, by: nc, process.uid: 3 }], expect: none }\n';
    const { rules: changed, unmet } = await runMutation([tested(rules, nc, isAbout)]);
    expect(changed.map(({ id }) => id)).toEqual(['tested', 'setting']);
    expect(unmet).toEqual(['beside']);
  });

  test('is not one that an expectation names', async () => {
    const named = fires.replace('expect: tested', 'expect: { fires: [beside] }');
    const { rules: changed } = await runMutation([tested(rules, named, isAbout)]);
    expect(changed.map(({ id }) => id)).toEqual(['tested', 'beside']);
  });
});

test('the event that would tell has flags that an event can have, where such ones tell', async () => {
  const rules = testRule('open.flags & (O_CREAT | O_TRUNC) > 0');
  const created = '  - { name: a, events: [{ open: /a, flags: O_CREAT }], expect: tested }\n';
  const { rules: changed } = await runMutation([tested(rules, created)]);
  const events = changed.flatMap((rule) => rule.survivors.map(({ mutant, event }) => [mutant.says, event]));
  expect(events).toContainEqual([
    '`(O_CREAT | O_TRUNC)` is left out',
    'an open event with open.flags O_WRONLY',
  ]);
});

test('of a long list some members are left out, from its beginning to its end', () => {
  const members = Array.from({ length: 1000 }, (_, index) => `"f${index}"`);
  const left = says(testRule(`open.file.name in [${members.join(', ')}]`)).filter((each) =>
    each.includes('left out of the list'),
  );
  expect(left).toHaveLength(200);
  expect([left[0], left.at(-1)]).toEqual([
    '`"f0"` is left out of the list',
    '`"f995"` is left out of the list',
  ]);
});
