import { describe, expect, it } from 'vitest';
import { headCondition } from './head-condition.ts';

describe('the head of an expression', () => {
  it.each([
    ['exec.file.name == "a" && process.uid == 0', 'exec.file.name == "a" '],
    ['exec.file.name in ["a && b", ~"c*"]\n&& (x || y)', 'exec.file.name in ["a && b", ~"c*"]\n'],
    ['a && b || c', 'a '],
    ['!a && b', '!a '],
  ])('is what stands before the first `&&`: %s', (expression, head) => {
    expect(headCondition(expression)).toBe(head);
  });

  it.each([
    ['there is none', 'exec.file.name == "a"'],
    ['it is one of several ways', 'a || b && c'],
    ['words are its operators', 'a or b && c'],
    ['words end it', 'a and b && c'],
    ['it nests', '(a || b) && c'],
    ['a bit is asked for', 'open.flags & O_RDWR > 0 && c'],
    ['a comment may hide it', 'a # && b\n || c'],
    ['a comment of the other kind may hide it', 'a // && b\n || c'],
    ['a string has an escape', 'a == "\\" && b" || c'],
    ['it reads a variable', '${process.seen} && c'],
    ['a string is not closed', 'a == " && c'],
  ])('is not told where %s', (_, expression) => {
    expect(headCondition(expression)).toBeUndefined();
  });
});
