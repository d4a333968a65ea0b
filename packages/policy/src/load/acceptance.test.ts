import { describe, expect, it } from 'vitest';
import { fates, loadPolicies, type Options, ruleOf } from '../test-kit/load-policies.ts';

const fate = (key: string, options: Options = {}): string | undefined =>
  fates(loadPolicies(ruleOf('exec.pid > 0', key), options)).a;

const host = { os: 'linux', 'kernel.version.major': 5, 'os.is_rhel': false, envs: ['DD_ENV=prod'] };

describe('agent_version', () => {
  it.each([
    ['">= 7.68"', 'loaded'],
    ['< 7.68', 'filtered by agent_version'],
    ['7.50', 'filtered by agent_version'],
    ['< 7.40 || >= 7.60', 'loaded'],
    ['"~7.60, != 7.68"', 'filtered by agent_version'],
    ['""', 'loaded'],
    ['">= 7.57 &&"', 'error: failed to parse agent version constraint: improper constraint: >= 7.57 &&'],
  ])('%s on 7.68.0: %s', (constraint, expected) => {
    expect(fate(`agent_version: ${constraint}`)).toBe(expected);
  });

  it('does not see the pre-release of the agent', () => {
    expect(fate('agent_version: ">= 7.68"', { agent: '7.68.0-rc.3+git.5' })).toBe('loaded');
  });

  it('is asked before filters', () => {
    expect(fate('agent_version: < 7\nfilters: ["broken =="]')).toBe('filtered by agent_version');
  });
});

describe('filters', () => {
  it.each([
    ['[os == "linux"]', 'loaded'],
    ['[os == "windows"]', 'filtered by rule_filter'],
    ['[os == "windows", kernel.version.major >= 5]', 'loaded'],
    ['["os == \\"linux\\" && kernel.version.major > 5"]', 'filtered by rule_filter'],
    ['["\\"DD_ENV=prod\\" in envs"]', 'loaded'],
    ['[]', 'loaded'],
    ['[os.is_rhel]', 'filtered by rule_filter'],
  ])('%s: %s', (filters, expected) => {
    expect(fate(`filters: ${filters}`, { host })).toBe(expected);
  });

  it.each([
    ['nosuch == 1', 'error: field `nosuch` not found'],
    ['exec.pid > 0', 'error: field `exec.pid` not found'],
    ['os = "linux"', expect.stringMatching(/^error: filter `os = "linux"` error: /)],
  ])('that cannot be read reject the rule: %s', (filter, expected) => {
    expect(fate(`filters: ['${filter}']`, { host })).toEqual(expected);
  });

  it.each([
    [
      'kernel.version.mayor > 4',
      '7.68.0',
      '`kernel.version.mayor` is not a fact of the host, and filters see nothing else: did you mean `kernel.version.major`?',
    ],
    ['exec.pid > 0', '7.68.0', '`exec.pid` is not a fact of the host, and filters see nothing else'],
    ['hostname == "a"', '7.50.0', 'filters know `hostname` since agent 7.56, this is 7.50.0'],
  ])('that names what is no fact says so: %s', (filter, agent, reason) => {
    const { problems } = loadPolicies(ruleOf('exec.pid > 0', `filters: ['${filter}']`), { host, agent });
    expect(problems.map(({ message }) => message)).toEqual([
      `the filter \`${filter}\` is refused: ${reason}`,
    ]);
  });

  it('of agents before 7.41 know no facts at all', () => {
    expect(fate('filters: [os == "linux"]', { host, agent: '7.40.0' })).toBe('error: field `os` not found');
  });
});

describe('a fact that the target leaves out', () => {
  it('leaves the rule undecided and is named', () => {
    const options = { host: { os: 'linux' } };
    expect(fate('filters: [kernel.version.major >= 5]', options)).toBe('undecided: kernel.version.major');
  });

  it('does not matter where another filter or the rest of the expression decides', () => {
    const options = { host: { os: 'linux' } };
    expect(fate('filters: [kernel.version.major >= 5, os == "linux"]', options)).toBe('loaded');
    expect(fate('filters: [os == "linux", kernel.version.major >= 5]', options)).toBe('loaded');
    expect(fate(`filters: ['os == "windows" && kernel.version.major >= 5']`, options)).toBe(
      'filtered by rule_filter',
    );
  });

  it('does not save a rule that is wrong anyway', () => {
    const text = ruleOf('exec.nosuch == 1', 'filters: [kernel.version.major >= 5]');
    expect(fates(loadPolicies(text)).a).toMatch(/^error: .*`exec.nosuch` not found/);
  });

  it('keeps the rule from the engine', () => {
    expect(loadPolicies(ruleOf('exec.pid > 0', 'filters: [os == "linux"]')).rules).toEqual([]);
  });

  it('that a macro asks for leaves the rules undecided that use it, those of other macros not', () => {
    const text = `
macros:
  - {id: shells, values: [sh], filters: [os == "linux"]}
  - {id: is_shell, expression: process.file.name in shells}
  - {id: others, values: [ls]}
rules:
  - {id: direct, expression: exec.file.name in shells}
  - {id: nested, expression: exec.pid > 0 && is_shell}
  - {id: other, expression: exec.file.name in others}`;
    expect(fates(loadPolicies(text))).toEqual({
      direct: 'undecided: os',
      nested: 'undecided: os',
      other: 'loaded',
    });
  });

  it('that an override asks for leaves the rule undecided', () => {
    const override = ruleOf(
      '',
      'combine: override\nfilters: [os == "linux"]\noverride_options: {fields: [every]}',
    );
    const files = { 'default.policy': ruleOf('exec.pid > 0'), 'custom.policy': override };
    expect(fates(loadPolicies(files))).toEqual({ a: 'undecided: os' });
  });
});
