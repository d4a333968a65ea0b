import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { writeBehind } from './write-behind.ts';

const portion = (text: string): Uint8Array => new TextEncoder().encode(text);

it('writes one portion after the other, and waits for the one before only', async () => {
  const steps: string[] = [];
  const write = writeBehind(
    async (bytes) => {
      const text = new TextDecoder().decode(bytes);
      steps.push(`begins ${text}`);
      await wait(text === 'a' ? 20 : 1);
      steps.push(`ends ${text}`);
    },
    () => undefined,
  );
  await write(portion('a'));
  steps.push('b is made');
  await write(portion('b'));
  steps.push('c is made');
  await write(portion('c'));
  expect(steps.indexOf('b is made')).toBeLessThan(steps.indexOf('ends a'));
  expect(steps.indexOf('begins b')).toBeGreaterThan(steps.indexOf('ends a'));
  expect(steps.indexOf('c is made')).toBeGreaterThan(steps.indexOf('ends a'));
});

it('tells what went wrong once the portion is written', async () => {
  const errors: unknown[] = [];
  const write = writeBehind(
    async () => {
      throw new Error('disk full');
    },
    (error) => errors.push(error.message),
  );
  await write(portion('a'));
  await write(portion('b'));
  expect(errors).toEqual(['disk full']);
});
