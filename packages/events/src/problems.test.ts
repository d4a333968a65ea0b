import { describe, expect, it } from 'vitest';
import { eventProblems } from './problems.ts';

describe('every kind of problem', () => {
  it.each(Object.entries(eventProblems))('%s says what, why, and what to do instead', (code, kind) => {
    expect(code).toMatch(/^events\/[a-z0-9-]+$/);
    expect(kind.title).not.toBe('');
    expect(kind.message).toMatch(/^[a-z`{]/);
    expect(kind.explanation).toMatch(/\.$/);
    expect(kind.avoid).not.toBe(kind.prefer);
  });
});
