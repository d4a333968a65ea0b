import { applyEdits } from '@secl/text';
import { describe, expect, it } from 'vitest';
import { loadPolicies } from '../test-kit/load-policies.ts';

/** The policy after the fixes of all its problems. */
function fixed(text: string): string {
  const edits = loadPolicies(text).problems.flatMap(({ fix }) => fix?.edits ?? []);
  return applyEdits(
    text,
    edits.map(({ place, text: written }) => ({ range: place.range, text: written })),
  );
}

describe('a fix of an expression', () => {
  it('is written with the escapes of a double-quoted scalar', () => {
    const rule = (expression: string): string => `rules:\n  - id: a\n    expression: "${expression}"\n`;
    expect(fixed(rule("exec.file.name == 'sh'"))).toBe(rule('exec.file.name == \\"sh\\"'));
  });

  it('keeps the style of a single-quoted one', () => {
    const rule = (expression: string): string => `rules:\n  - id: a\n    expression: '${expression}'\n`;
    expect(fixed(rule('exec.file.name = "sh"'))).toBe(rule('exec.file.name == "sh"'));
  });
});
