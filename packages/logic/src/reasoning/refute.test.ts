import { describe, expect, test } from 'vitest';
import { rule } from '../test-rule.ts';
import { all, any, type Formula } from './formula.ts';
import { formulaOf } from './proposition.ts';
import { areContradictory, effort } from './refute.ts';

function formula(text: string, holds = true): Formula {
  const { condition } = rule(text);
  return formulaOf(condition, holds, {
    eventType: 'open',
    element: '',
    variables: '',
    side: 'first',
    fileNames: 'several',
    fresh: 0,
  });
}

/** The last of its parts. */
const partOf = (whole: Formula | undefined): Formula | undefined =>
  whole?.kind === 'all' ? whole.parts.at(-1) : undefined;

describe('formulas of the same parts', () => {
  const [a, b] = [formula('process.uid == 1'), formula('process.gid == 2')];

  test('are one, whoever says it', () => {
    expect(all([a, b])).toBe(all([a, b]));
    const [first, second] = ['/a', '/b'].map((path) =>
      formula(`open.file.path == "${path}" && (process.uid == 1 || process.gid == 2)`),
    );
    expect(first).not.toBe(second);
    expect(partOf(first)).toBe(any([a, b]));
    expect(partOf(second)).toBe(any([a, b]));
  });

  test('differ by how they are joined, and by their order', () => {
    expect(all([a, b])).not.toBe(any([a, b]));
    expect(all([a, b])).not.toEqual(all([b, a]));
  });
});

describe('a question that was asked before', () => {
  const asked = (): readonly Formula[] => [
    formula('process.uid in [1, 2] || process.gid == 1'),
    formula('process.uid not in [1, 2]'),
    formula('process.gid != 1'),
  ];

  test('has the same answer, and takes the same effort', () => {
    const [first, second] = [effort(100), effort(100)];
    expect(areContradictory(asked(), first)).toBe(true);
    expect(areContradictory(asked(), second)).toBe(true);
    expect(first.left).toBeLessThan(100);
    expect(second.left).toBe(first.left);
  });

  test('is not answered by whoever has not the effort for it', () => {
    expect(areContradictory(asked(), effort(100))).toBe(true);
    expect(areContradictory(asked(), effort(1))).toBe(false);
    expect(areContradictory(asked(), effort(100))).toBe(true);
  });
});
