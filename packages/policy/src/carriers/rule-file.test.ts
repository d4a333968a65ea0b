import { describe, expect, it } from 'vitest';
import { readCarrier } from './read-carrier.ts';
import { ignoredIn, readMarked } from './test-carrier.ts';

describe('a rule file', () => {
  it('is one rule; its tests are no part of it', () => {
    const text = `name: shell
expression: >-
  exec.file.name == "sh"
tests:
  - description: a shell
    data: {type: exec, values: {exec.file.name: sh}}
    expected: true
`;
    expect(readMarked('rules/shell.yaml', text)).toMatchObject({
      policies: { 'rules/shell.yaml': ['shell: exec.file.name == "sh"'] },
      problems: [],
    });
  });

  it('cannot hold what only policy files hold', () => {
    const text = 'name: shell\nexpression: exec.pid > 0\nfilters: [os == "linux"]\n«expresion»: x\n';
    const { carried, problems } = readMarked('shell.yaml', text);
    expect(ignoredIn(carried)).toEqual(['shell: filters']);
    expect(carried[0]?.file.rules[0]?.filters).toEqual([]);
    expect(problems).toEqual(['policy/unknown-key']);
  });

  it('with a value of another type is lost', () => {
    const { carried, problems } = readMarked('shell.yaml', 'name: shell\nexpression: «[exec.pid > 0]»\n');
    expect(problems).toEqual(['policy/wrong-type']);
    expect(carried[0]?.file.unreadable).toBeDefined();
  });
});

describe('a macro file', () => {
  it('is an expression, under the name of the file', () => {
    expect(readMarked('rules/shells.macro', '["sh", "bash"]\n').policies).toEqual({
      'rules/shells.macro': ['macro shells = ["sh", "bash"]'],
    });
  });

  it.each(['["sh", "bash"]', '\ufeff# shells\n["sh",\n  "bash"]\n', '  ["sh", "bash"]\r\n'])(
    'has its places in the file: %j',
    (text) => {
      const [carried] = readCarrier('shells.macro', text);
      const expression = carried?.file.macros[0]?.expression;
      const start = expression?.value.indexOf('"bash"') ?? -1;
      const range = expression?.scalar.map.toSource({ start, end: start + 6 });
      expect(text.slice(range?.start, range?.end)).toBe('"bash"');
      // There is no syntax that edits could be encoded in.
      expect(carried?.home.readOnly).toBe(true);
    },
  );

  it('or YAML like in a policy', () => {
    expect(readMarked('shells.macro', 'id: my_shells\nvalues: [sh, bash]\n').policies).toEqual({
      'shells.macro': ['macro my_shells = […]'],
    });
  });
});
