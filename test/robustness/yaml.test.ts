import { describe, expect, it } from 'vitest';
import { loadBytes, loadText } from './loading.ts';

const shell = `rules:\n  - id: shell\n    expression: exec.file.name == "sh"\n`;

describe('anchors and aliases', () => {
  it('stand for what they name', () => {
    const text = `base: &shells '["sh", "bash"]'
macros:
  - id: shells
    expression: *shells
rules:
  - &rule
    id: a
    expression: exec.file.name in shells
  - <<: *rule
    id: b
`;
    expect(loadText(text).loaded).toEqual(['a', 'b']);
  });

  it.each([
    ['to nothing', 'rules:\n  - id: a\n    expression: *nowhere\n'],
    ['to what they stand in', 'rules: &rules\n  - id: a\n    expression: x\n    actions: *rules\n'],
  ])('%s lose the file', (_, text) => {
    expect(loadText(text).ruleSet.policies[0]?.state).toBe('error');
  });

  it('that multiply are stopped', () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const below = level === 0 ? '"x"' : `*a${level - 1}`;
      return `  - &a${level} [${Array.from({ length: 9 }, () => below).join(', ')}]`;
    });
    const { codes, ruleSet } = loadText(`bomb:\n${levels.join('\n')}\n${shell}`);
    expect(codes).toContain('text/yaml-alias-size');
    expect(ruleSet.policies[0]?.state).toBe('error');
  });
});

describe('what agents lose the whole file for', () => {
  it.each([
    ['a key that stands twice in a rule', 'rules:\n  - id: a\n    id: b\n    expression: exec.pid > 0\n'],
    ['a key that stands twice at the top', `${shell}rules: []\n`],
    ['a tab for indentation', 'rules:\n\t- id: a\n'],
    ['a quote that nobody closes', 'rules:\n  - id: "a\n    expression: exec.pid > 0\n'],
    ['a bool in quotes', `${shell}    disabled: "true"\n`],
    ['a list where a text is due', 'rules:\n  - id: [a]\n    expression: exec.pid > 0\n'],
    ['a duration in days', `${shell}    every: 1d\n`],
    ['a number beyond 64 bits', `${shell}    priority: 9223372036854775808\n`],
    ['nothing at all', ''],
    ['a text instead of a mapping', 'rules\n'],
    ['a list instead of a mapping', '- id: a\n  expression: exec.pid > 0\n'],
    ['rules that are no list', 'rules: {id: a}\n'],
    ['bytes of a program', '\u007fELF\u0002\u0001\u0001\0\0\0'],
    ['a control character', `${shell}    description: a\u0007b\n`],
  ])('%s', (_, text) => {
    const { ruleSet, file, loaded } = loadText(text);
    expect(file.unreadable?.severity).toBe('error');
    expect(ruleSet.policies[0]?.state).toBe('error');
    expect(loaded).toEqual([]);
  });
});

describe('what agents read all the same', () => {
  it.each([
    ['a byte order mark', `\ufeff${shell}`],
    ['line ends of Windows', shell.replaceAll('\n', '\r\n')],
    ['no line end at the end', shell.trimEnd()],
    ['comments everywhere', `# first\n${shell.replaceAll('\n', ' # more\n')}# last`],
    ['a document marker', `---\n${shell}`],
    ['a second document', `${shell}---\nrules:\n  - id: never\n    expression: exec.pid > 0\n`],
    ['keys that nobody knows', `${shell}    colour: red\nsize: 1\n`],
    ['another key order', 'rules:\n  - expression: exec.file.name == "sh"\n    id: shell\n'],
    ['flow style', '{"rules": [{"id": "shell", "expression": "exec.file.name == \\"sh\\""}]}'],
  ])('%s', (_, text) => {
    const { loaded, ruleSet } = loadText(text);
    expect(loaded).toEqual(['shell']);
    expect(ruleSet.policies[0]?.state).toBe('loaded');
  });

  it('line ends of Windows inside a literal scalar, because YAML makes them \\n', () => {
    const text =
      'rules:\r\n  - id: a\r\n    expression: |\r\n      exec.file.name == "sh" &&\r\n      exec.pid > 0\r\n';
    expect(loadText(text).loaded).toEqual(['a']);
  });

  it.each([
    ['little', [0xff, 0xfe], true],
    ['big', [0xfe, 0xff], false],
  ] as const)('UTF-16, %s end first', (_, mark, little) => {
    const bytes = Buffer.from(shell, 'utf16le');
    if (!little) bytes.swap16();
    expect(loadBytes(Buffer.concat([Buffer.from(mark), bytes])).loaded).toEqual(['shell']);
  });
});

describe('a file of items that are no rules', () => {
  it('says that an empty item crashes agents', () => {
    const { codes, loaded } = loadText(`${shell}  - null\n  -\n`);
    expect(codes).toContain('policy/empty-item');
    expect(loaded).toEqual(['shell']);
  });

  it.each(['rules: ~\n', 'rules:\n', 'macros: []\n', '{}', 'version: 1\n'])('has no rules: %j', (text) => {
    expect(loadText(text).ruleSet).toMatchObject({ verdicts: [], rules: [] });
  });
});

describe('200 MB in one line', () => {
  it('are refused at once, and not looked at', () => {
    const text = `rules: [${'x'.repeat(200 * 1024 * 1024)}]`;
    const start = performance.now();
    const { file } = loadText(text);
    expect(file.unreadable?.code).toBe('text/too-large');
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
