import { describe, expect, it } from 'vitest';
import { enterRules } from './enter-rules.ts';

/** What an editor with steps of two blanks makes of Enter at the end of a line: where the next one begins. */
function columnAfter(line: string): number | undefined {
  const rule = enterRules.find(({ before }) => before.test(line));
  if (rule === undefined) return undefined;
  return line.length - line.trimStart().length + (rule.indent ? 2 : 0) + rule.append.length;
}

describe('after Enter, the next line begins', () => {
  it('below the key of a list item', () => {
    expect(columnAfter('  - id: shell')).toBe(4);
    expect(columnAfter('  - "id": shell')).toBe(4);
    expect(columnAfter('- id: shell')).toBe(2);
  });

  it('one step further in where that key opens something', () => {
    expect(columnAfter('      - set:')).toBe(10);
    expect(columnAfter('  - expression: |-')).toBe(6);
    expect(columnAfter('  - expression: >2')).toBe(6);
  });

  it('one step further in, in a block of text', () => {
    expect(columnAfter('    expression: |-')).toBe(6);
  });

  it('where the editor says for everything else', () => {
    for (const line of ['rules:', '    id: a', '    - "text"', '    - text', 'a | b', '# - id: a'])
      expect(columnAfter(line)).toBeUndefined();
  });
});
