import { describe, expect, it } from 'vitest';
import { wantsColour } from './output.ts';

describe('colour', () => {
  it('is for terminals', () => {
    expect(wantsColour({}, true)).toBe(true);
    expect(wantsColour({}, false)).toBe(false);
  });

  it('is not for terminals that call themselves dumb', () => {
    expect(wantsColour({ TERM: 'dumb' }, true)).toBe(false);
  });

  it('is refused by NO_COLOR with any value but the empty one', () => {
    expect(wantsColour({ NO_COLOR: '1' }, true)).toBe(false);
    expect(wantsColour({ NO_COLOR: '' }, true)).toBe(true);
  });

  it('is forced by FORCE_COLOR, also into a pipe and against NO_COLOR', () => {
    expect(wantsColour({ FORCE_COLOR: '1' }, false)).toBe(true);
    expect(wantsColour({ FORCE_COLOR: '1', NO_COLOR: '1' }, false)).toBe(true);
  });

  it('is refused by FORCE_COLOR=0', () => {
    expect(wantsColour({ FORCE_COLOR: '0' }, true)).toBe(false);
  });
});
