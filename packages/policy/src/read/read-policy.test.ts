import { describe, expect, it } from 'vitest';
import { marked } from '../test-kit/load-policies.ts';
import { kindOf, readPolicy } from './read-policy.ts';

const read = (text: string) => readPolicy('custom.policy', text);

describe('a policy file', () => {
  it('is read with the place of everything that it says', () => {
    const text = `version: 1.2.3
macros:
  - id: shells
    values: [sh, "bash"]
rules:
  - id: first
    expression: exec.pid > 0
  - id: second
    expression: "open.file.path == \\"/x\\""
    every: 1m
    silent: yes
`;
    const { version, macros, rules, problems } = read(text);
    const said = ({ range }: { range: { start: number; end: number } }, offset: number) =>
      text.slice(range.start + offset, range.end + offset);
    expect({ version, problems }).toEqual({ version: '1.2.3', problems: [] });
    expect(macros[0]?.values?.map((value) => [value.value, said(value, macros[0]?.offset ?? 0)])).toEqual([
      ['sh', 'sh'],
      ['bash', '"bash"'],
    ]);
    const [, second] = rules;
    expect(second?.id && said(second.id, second.offset)).toBe('second');
    expect(second?.expression).toMatchObject({ value: 'open.file.path == "/x"' });
    expect(second?.every?.value).toBe(60_000_000_000n);
    expect(second?.silent?.value).toBe(true);
  });

  it('keeps the source text of what a key wants as text', () => {
    const text =
      'rules:\n  - id: 012\n    agent_version: 7.50\n    expression: 1.0\n    tags: {k: 1, l: yes}\n';
    const [rule] = read(text).rules;
    expect(rule).toMatchObject({
      id: { value: '012' },
      agentVersion: { value: '7.50' },
      expression: { value: '1.0' },
      tags: [
        { key: 'k', value: '1' },
        { key: 'l', value: 'yes' },
      ],
    });
  });

  it.each([
    ['true', true],
    ['yes', true],
    ['on', true],
    ['y', true],
    ['False', false],
    ['no', false],
    ['off', false],
  ])('reads `disabled: %s` as %s', (word, value) => {
    expect(read(`rules:\n  - id: a\n    disabled: ${word}\n`).rules[0]?.disabled?.value).toBe(value);
  });

  it.each([
    ['10m', 600_000_000_000n],
    ['1000', 1000n],
    ['0', 0n],
  ])('reads `every: %s` as %d nanoseconds', (text, value) => {
    expect(read(`rules:\n  - id: a\n    every: ${text}\n`).rules[0]?.every?.value).toBe(value);
  });

  it('takes a key with nothing behind it for no key', () => {
    const [rule] = read('rules:\n  - id: a\n    expression:\n    every: ~\n    actions: null\n').rules;
    expect(rule).toMatchObject({ expression: undefined, every: undefined, actions: [] });
  });
});

describe('what is wrong in a file', () => {
  it.each([
    ['«expresion: x»', 'policy/unknown-key', 'did you mean `expression`?'],
    ['«agentversion: x»', 'policy/unknown-key', 'did you mean `agent_version`?'],
    ['«colour: red»', 'policy/unknown-key', 'agents ignore it'],
    ['disabled: «"true"»', 'policy/wrong-type', 'takes `true` or `false`, without quotes, this is `true`'],
    ['filters: «os»', 'policy/wrong-type', 'takes a list of texts, this is `os`'],
    ['expression: «[a]»', 'policy/wrong-type', 'takes a text, this is a list'],
    ['priority: «high»', 'policy/wrong-type', 'takes an integer'],
    ['tags: «x»', 'policy/wrong-type', 'takes a mapping'],
    ['every: «1d»', 'policy/duration', 'unknown unit "d"'],
    ['every: «P1D»', 'policy/duration', 'they lose the whole file'],
    ['actions: [{set: {nmae: x}}]', 'policy/unknown-key', 'did you mean `name`?'],
    ['actions: [{kil: {}}]', 'policy/unknown-key', 'did you mean `kill`?'],
    ['actions: [{set: {name: x}, scope: process}]', 'policy/unknown-key', 'it belongs under `set`'],
    ['actions: [{scope: container, kill: {}}]', 'policy/unknown-key', 'it belongs under `kill`'],
    ['actions: [{set: {name: x, filter: a}}]', 'policy/unknown-key', 'it belongs beside `set`'],
    ['set: {name: x}', 'policy/unknown-key', 'it belongs under `actions`'],
    ['filter: [x]', 'policy/unknown-key', 'did you mean `filters`?'],
    ['fields: [all]', 'policy/unknown-key', 'it belongs under `override_options`'],
    ['constructor: x', 'policy/unknown-key', 'agents ignore it'],
  ])('%s: %s', (line, code, message) => {
    const text = `rules:\n  - id: a\n    ${line.replace(/[«»]/g, '')}\n`;
    const [problem, ...others] = read(text).problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code, message: expect.stringContaining(message) });
    const wanted = /«(.*)»/.exec(line)?.[1];
    const place = problem?.place.range ?? { start: 0, end: 0 };
    const key = wanted?.split(':')[0];
    if (wanted !== undefined)
      expect(text.slice(place.start, place.end)).toBe(code === 'policy/unknown-key' ? key : wanted);
  });

  it('at the top', () => {
    const text = 'rulez: []\nversion: 1\nfoo: 2\n';
    expect(marked(read(text).problems, text)).toEqual([
      'policy/unknown-key «rulez»',
      'policy/unknown-key «foo»',
    ]);
    expect(read(text).problems[0]?.message).toContain('did you mean `rules`?');
  });

  it('crashes agents when it is an empty item', () => {
    const text = 'rules:\n  - id: a\n    expression: x\n  - null\n';
    expect(marked(read(text).problems, text)).toEqual(['policy/empty-item «null»']);
  });
});

describe('a file that agents lose', () => {
  it.each([
    ['broken YAML', '    tags: {a: [}\n'],
    ['a value of another type', '    disabled: "true"\n'],
    ['a key that stands twice', '    id: b\n'],
  ])('for %s still says what rules it would have', (_, broken) => {
    const file = read(
      `rules:\n  - id: a\n    expression: exec.pid > 0\n${broken}  - id: z\n    expression: exec.pid > 1\n`,
    );
    expect(file.unreadable).toBeDefined();
    expect(file.rules.map((rule) => rule.expression?.value)).toEqual(['exec.pid > 0', 'exec.pid > 1']);
  });

  it.each([
    ['a `: ` in it', 'exec.args == "x": 1', 'makes a key of what stands before it'],
    ['quotes within quotes', '"exec.args == "x""', 'something stands behind the quote'],
  ])('for an expression with %s has one problem that says the way out', (_, expression, message) => {
    const { problems } = read(`rules:\n  - id: a\n    expression: ${expression}\n`);
    expect(problems.map((each) => each.code)).toEqual(['text/yaml-syntax']);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.message).toContain('below `|-`');
  });

  it('for a line that stands less deep than its item shows that line', () => {
    const text = 'rules:\n  - id: a\n   expression: exec.pid > 0\n';
    const { problems } = read(text);
    expect(problems.map(({ message }) => message)).toEqual([
      'wrong indentation: this line belongs to no item of the list; the keys of an item stand below its first one',
    ]);
    const { start, end } = problems[0]?.place.range ?? { start: 0, end: 0 };
    expect(text.slice(start, end)).toBe('expression: exec.pid > 0');
  });

  it.each([
    ['quotes', 'expression: «"»exec.comm == x\n    disabled: true'],
    ['single quotes', "description: it's\n    expression: «'»exec.comm == x"],
    ['braces', 'tags: «{»a: b\n    expression: exec.pid > 0'],
    ['brackets', 'filters: «[»os == "linux"\n    expression: exec.pid > 0'],
  ])('for %s without an end shows where they begin', (_, lines) => {
    const marked = `rules:\n  - id: a\n    ${lines}\n  - id: b\n    expression: exec.pid > 1\n`;
    const text = marked.replace(/[«»]/g, '');
    const [first, ...more] = read(text).problems;
    expect(more).toEqual([]);
    expect(first?.message).toMatch(/^not valid YAML: what begins with this `.` is not closed$/);
    expect(first?.place.range.start).toBe(marked.indexOf('«'));
  });

  it('for brackets in an expression in braces says what ends there', () => {
    const { problems } = read('rules: [{id: a, expression: exec.comm in ["sh"]}]\n');
    expect(problems.map(({ message }) => message)).toEqual([
      "not valid YAML: in brackets and braces a text without quotes ends at `[`; write it as `'…'`",
    ]);
  });

  it('for being empty or of another shape says so', () => {
    expect(read('').unreadable?.message).toContain('it is empty');
    expect(read('# only said\n\n').unreadable?.message).toContain('it is empty');
    expect(read('---\n').unreadable).toBeUndefined();
    expect(read('just text').unreadable?.message).toContain('it is no mapping');
  });
});

describe('agents lose a file', () => {
  it.each([
    ['for a version that is a list', 'version: [1]\nrules: []\n'],
    ['for a duration with a fraction', 'rules: [{id: a, every: 1.5}]\n'],
    ['for a duration beyond 64 bits', 'rules: [{id: a, every: 9223372036854775808}]\n'],
    ['for the escaped slash of JSON', '{"rules": [{"id": "a", "expression": "\\/"}]}\n'],
    ['for the escaped surrogates of JSON', 'rules:\n  - id: "\\ud83d\\ude00"\n'],
    ['for another YAML than 1.1', '# c\n%YAML 1.2\n---\nrules: []\n'],
    ['for a text that a tag makes a number', 'rules: [{id: !!int a}]\n'],
    ['for one in a list', 'rules: [{id: a, filters: [!!float x]}]\n'],
    ['for one that is a key', 'rules: [{id: a, tags: {!!int x: y}}]\n'],
    ['for a tag of its own on a bool', 'rules: [{id: a, disabled: !mine true}]\n'],
    ['for a question mark in braces', 'rules: [{id: a, expression: exec.comm =~ r"ba?sh"}]\n'],
    ['for a word that a tag makes a bool', 'rules: [{id: a, disabled: !!bool yes}]\n'],
  ])('%s', (_, text) => {
    expect(read(text).unreadable).toBeDefined();
  });

  it.each([
    ['for YAML 1.1', '%YAML 1.1\n---\nrules: []\n'],
    ['for a text with two backslashes before a slash', 'rules: [{id: a, expression: "\\\\/\\\\ud83d"}]\n'],
    ['for a tagged number in quotes', 'rules: [{id: a, priority: !!int "12", disabled: ! true}]\n'],
    ['for a tag on a key that nobody reads', 'rules: [{id: a, idd: !!int x}]\n'],
    ['for braces over lines that stand too far left', 'rules: [\n{id: a,\nexpression: exec.pid > 0}]\n'],
    ['for a tagged bool in quotes', 'rules: [{id: a, disabled: !!bool "true"}]\n'],
  ])('not %s', (_, text) => {
    expect(read(text).unreadable).toBeUndefined();
  });
});

it('null in a list of texts, and as the key of a tag, is passed over', () => {
  const [rule] = read('rules: [{id: a, filters: [null, x, ~], tags: {~: b, k: null}}]\n').rules;
  expect(rule?.filters.map(({ value }) => value)).toEqual(['x']);
  expect(rule?.tags).toMatchObject([{ key: 'k', value: '' }]);
});

it('a tab that indents a line is one problem, whatever comes of it behind', () => {
  const text =
    'rules:\n  - id: a\n\texpression: open.file.path == "/x"\n  - id: b\n    expression: exec.pid > 0\n';
  expect(read(text).problems.map(({ code }) => code)).toEqual(['text/yaml-tab']);
});

describe('the kind of a policy', () => {
  it.each([
    ['default.policy', 'default'],
    ['policies/default.policy', 'default'],
    ['C:\\policies\\default.policy', 'default'],
    ['my-default.policy', 'custom'],
    ['a.policy', 'custom'],
  ])('of %s is %s', (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });
});
