import { applyEdits, readYaml } from '@secl/text';
import { describe, expect, it } from 'vitest';
import { formatScalars } from './document.ts';
import type { FormatOptions } from './expression.ts';
import { expressionScalars } from './expression-scalars.ts';

function format(text: string, options: FormatOptions = {}): string {
  const scalars = expressionScalars(readYaml('a.policy', text).root);
  const result = applyEdits(text, formatScalars(text, scalars, options).edits);
  const again = expressionScalars(readYaml('a.policy', result).root);
  expect(formatScalars(result, again, options).edits, 'formatting twice').toEqual([]);
  return result;
}

describe('a policy document', () => {
  it('has its expressions formatted and everything else kept byte for byte', () => {
    const text = `# our rules
version:   1.2.3
macros:
- id: shells   # all of them
  expression: '["sh","bash"]'
rules:
  - expression:   exec.file.name=="a"
    id:    one
    actions:
      - filter: "process.uid==0"
        set: { name: x, expression: 'process.pid|1' }
    tags: {  a: b }
`;
    expect(format(text)).toBe(`# our rules
version:   1.2.3
macros:
- id: shells   # all of them
  expression: '["sh", "bash"]'
rules:
  - expression:   exec.file.name == "a"
    id:    one
    actions:
      - filter: "process.uid == 0"
        set: { name: x, expression: 'process.pid | 1' }
    tags: {  a: b }
`);
  });

  it('gets a literal for an expression that goes to several lines, and its own comment stays on the first', () => {
    const text = `rules:
  - id: one
    expression: exec.file.name == "sh" && process.uid == 0 && process.file.path == "/usr/bin/id" # YAML's comment
    every: 1m
`;
    expect(format(text, { width: 60 })).toBe(`rules:
  - id: one
    expression: |- # YAML's comment
      exec.file.name == "sh"
      && process.uid == 0
      && process.file.path == "/usr/bin/id"
    every: 1m
`);
  });

  it('never keeps a folded scalar for several lines', () => {
    const text = `rules:
  - id: one
    expression: >
      exec.file.name == "sh"
      && process.uid == 0
      && process.file.path == "/usr/bin/id"

  - id: two
    expression: >-
      exec.file.name == "sh"
      && process.uid == 0
`;
    expect(format(text, { width: 70 })).toBe(`rules:
  - id: one
    expression: |-
      exec.file.name == "sh"
      && process.uid == 0
      && process.file.path == "/usr/bin/id"

  - id: two
    expression: >-
      exec.file.name == "sh"
      && process.uid == 0
`);
  });

  it('keeps a literal with its indentation and the line break at its end', () => {
    const text = `rules:
- id: one
  expression: |
       exec.file.name=="sh" # a shell
         &&   process.uid == 0
- id: two
`;
    expect(format(text)).toBe(`rules:
- id: one
  expression: |
       exec.file.name == "sh" # a shell
       && process.uid == 0
- id: two
`);
  });

  it('turns escaped line breaks into lines', () => {
    const text =
      'rules:\n  - id: one\n    expression: "exec.file.name == \\"sh\\" # shell\\n&& process.uid == 0"\n';
    expect(format(text)).toBe(`rules:
  - id: one
    expression: |-
      exec.file.name == "sh" # shell
      && process.uid == 0
`);
  });

  it('keeps Windows line ends', () => {
    const text =
      'rules:\r\n  - id: one\r\n    expression: exec.file.name == "sh" && process.uid == 0\r\n    every: 1m\r\n';
    expect(format(text, { width: 40 })).toBe(
      'rules:\r\n  - id: one\r\n    expression: |-\r\n      exec.file.name == "sh"\r\n      && process.uid == 0\r\n    every: 1m\r\n',
    );
  });

  it('keeps an expression on one line where no literal can stand', () => {
    const text = `rules: [{ id: one, expression: 'exec.file.name=="sh"   && process.uid == 0' }]\n`;
    expect(format(text, { width: 30 })).toBe(
      `rules: [{ id: one, expression: 'exec.file.name == "sh" && process.uid == 0' }]\n`,
    );
  });

  it('leaves an expression with comments alone where no literal can stand', () => {
    const text = `rules: [{ id: one, expression: "a=='x' # why\\n && b==1" }]\n`.replaceAll("'", '\\"');
    expect(format(text)).toBe(text);
  });

  it('keeps an expression on one line where a literal would take in the comments behind it', () => {
    const text = `rules:
  - id: one
    expression: exec.file.name=="sh" && process.uid == 0
      # a comment of the policy
    every: 1m
`;
    expect(format(text, { width: 40 })).toBe(text.replace('=="sh"', ' == "sh"'));
  });

  it('changes an anchored expression once, and no alias', () => {
    const text = `macros:
  - id: a
    expression: &same process.uid==0
rules:
  - id: one
    expression: *same
`;
    expect(format(text)).toBe(text.replace('uid==0', 'uid == 0'));
  });

  it('says which expressions it cannot read, and leaves them', () => {
    const text =
      'rules:\n  - id: one\n    expression: exec.file.name = "sh"\n  - id: two\n    expression: a==1\n';
    const scalars = expressionScalars(readYaml('a.policy', text).root);
    const { edits, unreadable } = formatScalars(text, scalars);
    expect(unreadable.map((scalar) => scalar.value)).toEqual(['exec.file.name = "sh"']);
    expect(applyEdits(text, edits)).toBe(text.replace('a==1', 'a == 1'));
  });

  it('passes over what is not shaped like a policy', () => {
    for (const text of [
      '',
      'rules: 1',
      'rules: [1, {expression: [a]}]',
      '- a',
      'rules:\n  - actions: {set: a}',
    ]) {
      expect(expressionScalars(readYaml('a.policy', text).root)).toEqual([]);
    }
  });
});
