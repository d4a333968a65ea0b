import { describe, expect, it } from 'vitest';
import { directoryOf, inByteOrder, joinPath, normalPath } from './paths.ts';

describe('paths', () => {
  it.each([
    ['a/./b//c/..', 'a/b'],
    ['./a', 'a'],
    ['.', '.'],
    ['', '.'],
    ['a/..', '.'],
    ['../a/../../b', '../../b'],
    ['/a/../../b', '/b'],
    ['/', '/'],
  ])('%j is %j', (path, normal) => {
    expect(normalPath(path)).toBe(normal);
  });

  it('are seen from a directory', () => {
    expect(joinPath('..', 'rules/a.policy')).toBe('../rules/a.policy');
    expect(joinPath('.', './rules')).toBe('rules');
    expect(joinPath('x', '/etc/a.policy')).toBe('/etc/a.policy');
  });

  it('lie in directories', () => {
    expect(['a/b.policy', 'b.policy', '/b.policy', '../b.policy'].map(directoryOf)).toEqual([
      'a',
      '.',
      '/',
      '..',
    ]);
  });

  it('are ordered by code points, as bytes of UTF-8 are: not by UTF-16, not by a language', () => {
    expect(['b', 'a', 'B', 'a1', 'ä', '😀', '\uff5e'].sort(inByteOrder)).toEqual([
      'B',
      'a',
      'a1',
      'b',
      'ä',
      '\uff5e',
      '😀',
    ]);
  });
});
