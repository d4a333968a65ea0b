import { describe, expect, it } from 'vitest';
import { flagsOf, optionsOf } from './arguments-of-process.ts';

describe('flags and options of a process', () => {
  it.each<[argv: string, flags: string, options: string]>([
    ['-la /tmp', 'l a la', 'la=/tmp'],
    ['--force -r', 'force r', ''],
    ['--port=80 -p 81 x', 'p', 'port=80 p=81'],
    ['-p -q', 'p q', ''],
    ['- -- ---x', '-x', ''],
    ['-a-b c', 'a-b', 'a-b=c'],
    ['-o=x', '', 'o=x'],
    ['plain', '', ''],
    ['-é 1', 'é', 'é=1'],
  ])('of "%s" are "%s" and "%s"', (argv, flags, options) => {
    expect(flagsOf(argv.split(' ')).join(' ')).toBe(flags);
    expect(optionsOf(argv.split(' ')).join(' ')).toBe(options);
  });

  it('an option may have an empty value', () => {
    expect(optionsOf(['-x', ''])).toEqual(['x=']);
  });
});
