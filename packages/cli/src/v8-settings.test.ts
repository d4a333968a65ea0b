import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { tellV8 } from './v8-settings.ts';

/** What `--expose-gc` gives to every context that is made from then on. */
const hasGc = (): boolean => runInNewContext('typeof gc') === 'function';

test('a V8 that nobody has looked at is told nothing', () => {
  expect(tellV8('--expose-gc', '14.1.146.11-node.4')).toBe(false);
  expect(tellV8('--expose-gc', '12.4.254.21-node.33')).toBe(false);
  expect(hasGc()).toBe(false);
});

test('the V8 of Node.js 24 is told its settings', () => {
  expect(tellV8('--expose-gc', '13.6.233.17-node.47')).toBe(true);
  expect(hasGc()).toBe(true);
  tellV8('--no-expose-gc', '13.6.233.17-node.47');
});
