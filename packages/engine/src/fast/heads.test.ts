import { describe, expect, it } from 'vitest';
import { conditionOf } from '../test-kit/rules.ts';
import { headsOf } from './heads.ts';
import { headOf } from './value-index.ts';

describe('the head of a value', () => {
  it.each([
    ['/etc/passwd', '/etc/'],
    ['/etc/', '/etc/'],
    ['/etc', '/etc'],
    ['/', '/'],
    ['', ''],
    ['bash', 'bash'],
    ['a/b', 'a/b'],
  ])('%j is %j', (value, head) => {
    expect(headOf(value)).toBe(head);
  });
});

describe('the heads that a condition asks for', () => {
  const heads = (expression: string) => headsOf(conditionOf(expression));

  it('are those of its paths and of what stands before a `*`', () => {
    expect(heads('open.file.path in [ "/etc/passwd", ~"/etc/cron*", ~"/home/*/x", "/tmp" ]')).toEqual([
      '/etc/',
      '/home/',
      '/tmp',
    ]);
    expect(heads('open.file.path == "/a/b" || open.file.path == "/c/d"')).toEqual(['/a/', '/c/']);
    expect(heads('open.file.path == "/a/b" && open.file.path != "/c/d"')).toEqual(['/a/']);
  });

  it('are unknown where a value may begin in any way', () => {
    for (const expression of [
      'open.file.path != "/etc/passwd"',
      'open.file.path not in [ "/etc/passwd" ]',
      'open.file.path in [ "/etc/passwd", ~"*/passwd" ]',
      'open.file.path in [ "/etc/passwd", ~"/et*/passwd" ]',
      'open.file.path == ~"/**"',
      '!(open.file.path == "/etc/passwd")',
      'open.file.path == "/etc/passwd" || open.file.path != "/a"',
      'open.file.name == r"^/etc"',
      'dns.question.name == "example.com"', // in any case of letters
    ]) {
      expect(heads(expression), expression).toBeUndefined();
    }
  });
});
