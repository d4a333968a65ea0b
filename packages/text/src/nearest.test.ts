import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest.ts';

describe('nearestName', () => {
  const names = ['open.file.path', 'open.file.name', 'open.flags', 'exec.file.path'];

  it.each([
    ['open.file.pth', 'open.file.path'],
    ['open.flag', 'open.flags'],
    ['opne.flags', 'open.flags'],
    ['something.else', undefined],
    ['', undefined],
  ])('of %s is %s', (name, nearest) => {
    expect(nearestName(name, names)).toBe(nearest);
  });
});
