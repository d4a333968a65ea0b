import { describe, expect, it } from 'vitest';
import { readPolicy } from './read-policy.ts';

const codes = (...lines: readonly string[]): readonly string[] =>
  readPolicy('a.policy', `rules:\n${lines.map((line) => `  ${line}\n`).join('')}`).problems.map(
    ({ code, place }) => `${code} ${place.range.start}`,
  );
const rule = 'expression: exec.file.name == "x"';

describe('one mistake in YAML is one problem', () => {
  it.each([
    [
      'an item that stands deeper',
      ['- id: a', `  ${rule}`, ' - id: b', `   ${rule}`],
      'text/yaml-indentation',
    ],
    ['a key that stands less deep', ['- id: a', rule, '- id: b', `  ${rule}`], 'text/yaml-indentation'],
    [
      'a text that is not indented',
      ['- id: a', '  expression: |', '  exec.pid > 0', '- id: b', `  ${rule}`],
      'text/yaml-syntax',
    ],
    [
      'a text that ends early',
      ['- id: a', '  expression: >', '    exec.pid > 0', '  && exec.pid > 1', '- id: b', `  ${rule}`],
      'text/yaml-syntax',
    ],
  ])('%s', (_, lines, code) => {
    expect(codes(...lines)).toEqual([expect.stringMatching(new RegExp(`^${code} `))]);
  });

  it('a text without quotes that begins with `!` is a tag', () => {
    const read = (text: string) => readPolicy('a.policy', `rules:\n  - id: a\n    expression: ${text}\n`);
    const [tag, ...more] = read('!exec.file.name == "sh"').problems;
    expect([tag?.code, more]).toEqual(['policy/yaml-tag', []]);
    expect(tag?.message).toContain('agents read `== "sh"`');
    expect(read('!process.is_kworker && exec.pid > 0').problems.map(({ code }) => code)).toEqual([
      'text/yaml-syntax',
    ]);
    expect(read("'!(exec.pid > 0)'").problems).toEqual([]);
    expect(read('!!str exec.pid > 0').problems).toEqual([]);
  });

  it('and two are two', () => {
    const found = codes(
      '- id: a',
      '  description: x: y',
      `  ${rule}`,
      '- id: b',
      '  description: x: y',
      `  ${rule}`,
    );
    expect(found).toHaveLength(2);
  });

  it('and what is wrong elsewhere in the file is still told', () => {
    const found = codes(
      '- id: a',
      '  description: x: y',
      `  ${rule}`,
      '- id: b',
      '  filters: x',
      '  nosuch: 1',
    );
    expect(found.map((each) => each.split(' ')[0])).toEqual([
      'text/yaml-syntax',
      'policy/unknown-key',
      'policy/wrong-type',
    ]);
  });
});
