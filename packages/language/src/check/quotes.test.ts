import { describe, expect, it } from 'vitest';
import { check, fixed } from '../test-check.ts';

/** A text with one mistake, and the text after its fix where there is one. */
describe('the type is mended', () => {
  it.each([
    ['process.uid == "0"', 'process.uid == 0'],
    ['process.uid in ["0", "1000"]', 'process.uid in [0, 1000]'],
    ['connect.addr.ip == "10.0.0.1"', 'connect.addr.ip == 10.0.0.1'],
    ['connect.addr.ip == "10.0.0.0/8"', 'connect.addr.ip == 10.0.0.0/8'],
    ['connect.addr.ip not in ["10.0.0.0/8", "::1"]', 'connect.addr.ip not in [10.0.0.0/8, ::1]'],
    ['exec.file.name == 7', 'exec.file.name == "7"'],
    ['dns.question.name in [10.0.0.1, 10.0.0.2]', 'dns.question.name in ["10.0.0.1", "10.0.0.2"]'],
  ])('by quotes: %s', (text, after) => {
    const [problem] = check(text).problems;
    expect(problem?.code).toBe('type/expected');
    expect(problem && fixed(text, problem)).toBe(after);
    expect(check(after).problems).toEqual([]);
  });

  it.each([
    'process.uid == "root"',
    'process.uid == "007"',
    'connect.addr.ip in ["10.0.0.1", "localhost"]',
    'connect.addr.ip == "10.0.0.300"',
    'exec.file.name == process.uid',
  ])('not by quotes: %s', (text) => {
    const [problem] = check(text).problems;
    expect(problem?.code).toBe('type/expected');
    expect(problem?.fix).toBeUndefined();
  });

  it.each([
    ['!exec.file.name == "a"', '!(exec.file.name == "a")'],
    ['not exec.file.name in ["a"] && exec.uid == 0', 'not (exec.file.name in ["a"]) && exec.uid == 0'],
    ['exec.uid == 0 && !process.uid > 7', 'exec.uid == 0 && !(process.uid > 7)'],
  ])('by brackets: %s', (text, after) => {
    const [problem] = check(text).problems;
    expect(problem && fixed(text, problem)).toBe(after);
    expect(check(after).problems).toEqual([]);
  });

  it('not by brackets where there is no comparison', () => {
    expect(check('!exec.file.name').problems[0]?.fix).toBeUndefined();
  });
});
