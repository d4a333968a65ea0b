import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHash, plain, type State, toHash, views } from './state.ts';

describe('the address', () => {
  it('says nothing of what is as it was', () => {
    expect(toHash(plain)).toBe('#');
    expect(toHash({ ...plain, rule: 'a b', view: 'rules' })).toBe('#view=rules&rule=a+b');
  });

  it('holds every state', () => {
    const text = fc.string({ unit: 'grapheme' });
    const { view: _, ...others } = plain;
    const states = fc.record({
      view: fc.constantFrom(...views),
      ...Object.fromEntries(Object.keys(others).map((key) => [key, text])),
    });
    fc.assert(
      fc.property(states, (state) => {
        expect(fromHash(toHash(state as unknown as State))).toEqual(state);
      }),
    );
  });

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        expect(views).toContain(fromHash(hash).view);
      }),
    );
  });
});
