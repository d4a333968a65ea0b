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
