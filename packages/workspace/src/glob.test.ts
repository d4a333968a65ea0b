import { describe, expect, it } from 'vitest';
import { globRoot, globTest, isGlob } from './glob.ts';

describe('a pattern', () => {
  it.each([
    ['*.policy', 'base.policy', true],
    ['*.policy', 'rules/base.policy', false],
    ['rules/*.policy', 'rules/base.policy', true],
    ['**/*.policy', 'base.policy', true],
    ['**/*.policy', 'a/b/c.policy', true],
    ['rules/**', 'rules/a/b.policy', true],
    ['rules/**', 'rules', false],
    ['rules/**/x.policy', 'rules/x.policy', true],
    ['rule?.policy', 'rule1.policy', true],
    ['rule[0-9].policy', 'rule7.policy', true],
    ['rule[!0-9].policy', 'rule7.policy', false],
    ['{linux,windows}/*.policy', 'windows/base.policy', true],
    ['{linux,windows}/*.policy', 'macos/base.policy', false],
    ['a{b,c{d,e}}.policy', 'ab.policy', false],
    ['*.policy', '.hidden.policy', false],
    ['**/*.policy', '.git/x.policy', false],
    ['.*.policy', '.hidden.policy', true],
    ['a+b(c).policy', 'a+b(c).policy', true],
    ['a.policy', 'aXpolicy', false],
    ['../shared/*.policy', '../shared/a.policy', true],
  ])('%s and %s: %s', (pattern, path, matches) => {
    expect(globTest(pattern)(path)).toBe(matches);
  });

  it('is searched from the directory in front of its first wildcard', () => {
    expect(['rules/*.policy', '*.policy', '/etc/*/x', 'a/b/**/c', '../x/?.policy'].map(globRoot)).toEqual([
      'rules',
      '.',
      '/etc',
      'a/b',
      '../x',
    ]);
  });

  it('is told from a name', () => {
    expect(['a.policy', 'a-b_c.policy', '[x].policy', 'a*', '{a}'].map(isGlob)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});
