import { expect, it } from 'vitest';
import { splitArguments } from './arguments.ts';

it.each<[text: string, list: readonly string[]]>([
  ['-t 1 -m bash', ['-t', '1', '-m', 'bash']],
  ['-g "daemon off;"', ['-g', 'daemon off;']],
  ['-c "a b" -x "c d"', ['-c', 'a b', '-x', 'c d']],
  ['-c "echo "a" && b"', ['-c', 'echo "a" && b']],
  ['-c "echo "a b""', ['-c', 'echo "a b"']],
  ['-c "echo "a b" c"', ['-c', 'echo "a b" c']],
  // Without a blank inside, the quotes are the program's own.
  ['"quoted" x', ['"quoted"', 'x']],
  // An empty argument is two blanks in a row, or one at an end.
  ['-n  x', ['-n', '', 'x']],
  ['-n ', ['-n', '']],
  // Nothing closes it.
  ['say "hello you', ['say', '"hello', 'you']],
])('%s', (text, list) => {
  expect(splitArguments(text)).toEqual(list);
});

it('takes quotes without end in its stride', () => {
  const start = performance.now();
  splitArguments('" '.repeat(20_000));
  splitArguments(`${'"a '.repeat(10_000)}${'b" '.repeat(10_000)}`);
  expect(performance.now() - start).toBeLessThan(2000);
});
