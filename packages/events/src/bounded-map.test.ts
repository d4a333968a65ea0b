import { expect, it } from 'vitest';
import { BoundedMap } from './bounded-map.ts';

const present = (map: BoundedMap<number>, keys: string): string =>
  [...keys].filter((key) => map.get(key) !== undefined).join('');

it('forgets first what was set longest ago', () => {
  const map = new BoundedMap<number>(3);
  for (const key of 'abcad') map.set(key, 1);
  expect(present(map, 'abcd')).toBe('acd');
});

it('keeps what has ended until enough others have', () => {
  const map = new BoundedMap<number>(100, 2);
  for (const key of 'abcd') map.set(key, 1);
  map.end('a');
  map.end('b');
  expect(present(map, 'abcd')).toBe('abcd');
  map.end('c');
  expect(present(map, 'abcd')).toBe('bcd');
});
