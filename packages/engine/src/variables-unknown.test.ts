import { describe, expect, it } from 'vitest';
import { mark, markAndHit, open } from './test-kit/mark-and-hit.ts';
import { type Happening, play } from './test-kit/play.ts';

describe('what is not known', () => {
  const text = markAndHit('value: 1, scope: process', '${process.x} == 1');

  it('makes the variable of an undecided rule unknown, in its scope only', () => {
    const doubtful = mark({ unknown: ['exec.file.name'], values: {} });
    const { 'exec.file.name': _, ...values } = doubtful.values ?? {};
    expect(play(text, [{ ...doubtful, values }, open(), open({ values: { 'process.pid': 99 } })])).toEqual([
      'mark?',
      'hit?',
      '',
    ]);
  });

  it('does not matter where the variable had that value before', () => {
    const doubtful: Happening = {
      unknown: ['exec.file.name'],
      values: { 'process.pid': 10, 'process.comm': 'a' },
    };
    expect(play(text, [mark(), doubtful, open()])).toEqual(['mark', 'mark?', 'hit']);
  });

  it('is over when the variable is set for certain', () => {
    const doubtful: Happening = {
      unknown: ['exec.file.name'],
      values: { 'process.pid': 10, 'process.comm': 'a' },
    };
    expect(play(text, [doubtful, mark(), open()])).toEqual(['mark?', 'mark', 'hit']);
  });

  it('an unknown value is stored as such', () => {
    const from = markAndHit('field: exec.uid, scope: process', '${process.x} == 1');
    expect(play(from, [mark({ unknown: ['process.uid'] }), open()])).toEqual(['mark', 'hit?']);
  });

  it('of the container makes the variable unknown in every container', () => {
    const inContainer = markAndHit('value: 1, scope: container', '${container.x} == 1');
    const known = { 'container.id': 'c1' };
    expect(play(inContainer, [mark({ unknown: ['container.id'] }), open({ values: known })])).toEqual([
      'mark',
      'hit?',
    ]);
    expect(
      play(inContainer, [
        mark({ unknown: ['container.id'] }),
        mark({ values: known }),
        open({ values: known }),
      ]),
    ).toEqual(['mark', 'mark', 'hit']);
  });

  it('of the process too', () => {
    const unnamed: Happening = { unknown: ['process.pid'], values: { 'exec.file.name': 'mark' } };
    expect(play(text, [unnamed, open()])).toEqual(['mark', 'hit?']);
  });
});
