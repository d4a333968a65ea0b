import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runLine } from '../../scripts/docs/shell.ts';
import { root } from '../house/rooms.ts';

/** The tests that lie beside the rules, run as their readers run them. */
const run = (command: string): ReturnType<typeof runLine> =>
  runLine(command, { folder: join(root, 'rules-library') });

it('every rule has tests, they pass, and every condition is seen to decide', async () => {
  const { output, code } = await run('secl test --require-tests --coverage --threshold 100');
  expect(output).toMatch(/condition coverage 100 %/);
  expect(code).toBe(0);
});

it('no change of a rule goes unnoticed', async () => {
  const { output, code } = await run('secl test --mutate --threshold 100');
  expect(output).toMatch(/mutation 100 %/);
  expect(code).toBe(0);
}, 180_000);

it('there is nothing to say of it under the strict preset', async () => {
  const { output, code } = await run('secl lint --max-warnings 0');
  expect(output).toMatch(/^no problems in /);
  expect(code).toBe(0);
});
