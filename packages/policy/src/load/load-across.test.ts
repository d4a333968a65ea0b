import { parseConstraint } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../read/read-policy.ts';
import { fates, ruleOf, targetOf } from '../test-kit/load-policies.ts';
import { inWordsOf } from './admitted.ts';
import { load } from './load.ts';
import type { RuleSet } from './loaded.ts';
import type { Target } from './target.ts';

/** A target that leaves its version open, within a range where one is given. */
function openTarget(range?: string): Target {
  const base = { ...targetOf({ host: { os: 'linux' } }), agentVersion: undefined };
  if (range === undefined) return base;
  const parsed = parseConstraint(range);
  if (!parsed.ok) throw new Error(parsed.error);
  return { ...base, agentRange: parsed.constraint };
}

const loadOpen = (policy: string, range?: string): RuleSet =>
  load([readPolicy('custom.policy', policy)], openTarget(range));

/** What becomes of each rule on which agents, in the order of the file. */
const outcomes = ({ verdicts }: RuleSet): readonly (readonly string[])[] =>
  verdicts.map(({ state }) =>
    state.status === 'undecided' && state.byAgents !== undefined
      ? state.byAgents.map(({ agents, state: on }) => `${on?.status ?? 'merged'}: ${inWordsOf(agents)}`)
      : [state.status],
  );

const messages = ({ problems }: RuleSet): readonly string[] => problems.map(({ message }) => message);

describe('a rule on a target whose agent version is open', () => {
  it('loads where all agents load it, and runs', () => {
    const set = loadOpen(ruleOf('exec.file.path == "/bin/a"'));
    expect(fates(set)).toEqual({ a: 'loaded' });
    expect(set.rules.map(({ id }) => id)).toEqual(['a']);
    expect(set.target.agentVersion).toBeUndefined();
  });

  it('is undecided where some agents lack a field, does not run, and says which agents load it', () => {
    const set = loadOpen(ruleOf('connect.addr.port == 4444'));
    expect(fates(set)).toEqual({ a: 'undecided: the agent version' });
    expect(outcomes(set)).toEqual([['loaded: 7.60 and newer', 'rejected: 7.59 and older']]);
    expect(set.rules).toEqual([]);
  });

  it('is decided within a range in which agents agree', () => {
    const rule = ruleOf('connect.addr.port == 4444');
    expect(outcomes(loadOpen(rule, '>= 7.60'))).toEqual([['loaded']]);
    expect(outcomes(loadOpen(rule, '< 7.60'))).toEqual([['rejected']]);
    expect(outcomes(loadOpen(rule, '7.58 - 7.61'))).toEqual([
      ['loaded: 7.60 to 7.61', 'rejected: 7.58 to 7.59'],
    ]);
  });

  it('is rejected where all agents reject it, be it for different reasons', () => {
    const set = loadOpen(ruleOf('exec.file.nam == "a"', 'filters: [os.is_cos]'));
    expect(fates(set).a).toMatch(/^error: /);
    expect(set.verdicts[0]?.state).toMatchObject({
      problems: [{ code: 'name/unknown-field' }, { code: 'policy/filter' }],
    });
  });

  it('needs the facts of the host as well, where some agents ask for them', () => {
    const set = loadOpen(ruleOf('exec.file.name == "x"', 'filters: [kernel.version.major == 5]'));
    expect(fates(set)).toEqual({ a: 'undecided: the agent version, kernel.version.major' });
    expect(outcomes(set)).toEqual([['undecided: 7.41 and newer', 'rejected: 7.40 and older']]);
  });

  it('needs only the facts of the host where all agents ask for them', () => {
    const rule = ruleOf('exec.file.name == "x"', 'filters: [kernel.version.major == 5]');
    expect(fates(loadOpen(rule, '>= 7.41'))).toEqual({ a: 'undecided: kernel.version.major' });
  });
});

describe('the agent_version of a definition', () => {
  it.each([
    ['>= 7.50.2', ['loaded: 7.50.2 and newer', 'filtered: 7.50.1 and older']],
    ['!= 7.50.0', ['loaded: 7.50.1 and newer, 7.49 and older', 'filtered: 7.50.0']],
    ['7.50.x', ['filtered: 7.51 and newer, 7.49 and older', 'loaded: 7.50']],
    ['7.83', ['loaded: 7.83', 'filtered: 7.82 and older']],
    ['>= 7', ['loaded']],
    ['< 7', ['filtered']],
  ])('cuts at its patch releases: %s', (constraint, expected) => {
    expect(outcomes(loadOpen(ruleOf('exec.file.name == "x"', `agent_version: "${constraint}"`)))).toEqual([
      expected,
    ]);
  });

  it('that ends a range of patch releases does not speak of those beyond', () => {
    const rule = ruleOf('exec.file.name == "x"', 'agent_version: ">= 7.50.2"');
    expect(outcomes(loadOpen(rule, '>= 7.50.1 <= 7.50.3'))).toEqual([
      ['loaded: 7.50.2 to 7.50.3', 'filtered: 7.50.1'],
    ]);
  });

  it('gives two definitions of a rule to different agents: neither is loaded by all', () => {
    const policy = `rules:
  - {id: a, agent_version: "< 7.60", expression: exec.file.name == "x"}
  - {id: a, expression: exec.file.name == "y"}`;
    expect(outcomes(loadOpen(policy))).toEqual([
      ['filtered: 7.60 and newer', 'loaded: 7.59 and older'],
      ['loaded: 7.60 and newer', 'merged: 7.59 and older'],
    ]);
  });

  it('of a macro leaves the rules open that use it', () => {
    const policy = `macros:
  - {id: shells, values: [sh], agent_version: ">= 7.50"}
rules:
  - {id: user, expression: exec.file.name in shells}
  - {id: other, expression: exec.file.name == "sh"}`;
    expect(outcomes(loadOpen(policy))).toEqual([
      ['loaded: 7.50 and newer', 'rejected: 7.49 and older'],
      ['loaded'],
    ]);
  });
});

describe('what comes out beside verdicts', () => {
  it('is said once: plainly where all agents have it, with the agents where only some do', () => {
    expect(messages(loadOpen(ruleOf('exec.file.nam == 1')))).toEqual([
      '`exec.file.nam` is not a field, constant or macro: did you mean `exec.file.name`?',
    ]);
    expect(messages(loadOpen(ruleOf('connect.addr.port == 4444')))).toEqual([
      '`connect.addr.port` does not exist on agents 7.59 and older: it exists since 7.60',
    ]);
  });

  it('counts an action as dropped that some agents drop, and says which', () => {
    const { dropped, rules } = loadOpen(
      ruleOf('exec.file.name == "x"', 'actions: [{set: {name: port, field: connect.addr.port}}]'),
    );
    expect(dropped.map(({ agent, problem }) => [agent, problem.message])).toEqual([
      ['field `connect.addr.port` not found', expect.stringMatching(/ \(agents: 7\.59 and older\)$/)],
    ]);
    expect(rules[0]?.actions).toHaveLength(1);
  });

  it('counts a macro as failed that some agents cannot compile', () => {
    const { failedMacros, macros } = loadOpen(
      'macros:\n  - {id: from_shell, expression: connect.addr.port == 4444}\n',
    );
    expect(failedMacros.map(({ id, problems: [first] }) => [id, first?.message])).toEqual([
      ['from_shell', '`connect.addr.port` does not exist on agents 7.59 and older: it exists since 7.60'],
    ]);
    expect([...macros.keys()]).toEqual(['from_shell']);
  });
});
