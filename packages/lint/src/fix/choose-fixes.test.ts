import { applyEdits, type TextEdit } from '@secl/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding.ts';
import { chooseFixes } from './choose-fixes.ts';

/** A finding whose fix writes `text` over each of the ranges. */
function finding(text: string, ...ranges: readonly (readonly [start: number, end: number])[]): Finding {
  const edits = ranges.map(([start, end]) => ({ place: { document: 'f', range: { start, end } }, text }));
  return {
    code: 'pitfall/x',
    category: 'pitfall',
    severity: 'warning',
    message: text,
    place: { document: 'f', range: { start: 0, end: 0 } },
    related: [],
    fix: { kind: 'safe', title: text, edits },
    subject: '',
    ruleSets: [],
    targets: [],
  };
}

const chosen = (...findings: readonly Finding[]): readonly string[] =>
  chooseFixes(findings, ['safe']).applied.map(({ message }) => message);

describe('of fixes', () => {
  it('the first of two that overlap is taken', () => {
    expect(chosen(finding('a', [0, 5]), finding('b', [3, 8]), finding('c', [9, 10]))).toEqual(['a', 'c']);
  });

  it('those that touch wait, too', () => {
    expect(chosen(finding('a', [3, 3]), finding('b', [3, 3]))).toEqual(['a']);
  });

  it('one is taken as a whole or not at all', () => {
    expect(chosen(finding('a', [0, 2]), finding('b', [10, 11], [1, 3]), finding('c', [10, 11]))).toEqual([
      'a',
      'c',
    ]);
  });

  it('one that several findings share is applied once, for all of them', () => {
    const { edits, applied } = chooseFixes([finding('a', [0, 2]), finding('a', [0, 2])], ['safe']);
    expect([edits.length, applied.length]).toEqual([1, 2]);
  });

  it('those that are taken go together, whatever they are', () => {
    const range = fc.tuple(fc.nat(20), fc.nat(5)).map(([start, length]) => [start, start + length] as const);
    const some = fc.array(fc.tuple(fc.constantFrom('x', 'yy', ''), fc.array(range, { maxLength: 3 })));
    fc.assert(
      fc.property(some, (given) => {
        const findings = given.flatMap(([text, ranges]) => {
          // A fix does not overlap itself.
          const apart = ranges.filter((each, at) =>
            ranges.slice(0, at).every((one) => one[1] < each[0] || each[1] < one[0]),
          );
          return [finding(text, ...apart)];
        });
        const { edits, applied, postponed } = chooseFixes(findings, ['safe']);
        const texts = edits.map(({ location, text }): TextEdit => ({ range: location.range, text }));
        expect(() => applyEdits('.'.repeat(30), texts)).not.toThrow();
        const fixes = findings.filter(({ fix }) => (fix?.edits.length ?? 0) > 0);
        expect(applied.length + postponed.length).toBe(fixes.length);
      }),
    );
  });
});
