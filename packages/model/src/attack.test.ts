import { expect, test } from 'vitest';
import { attack } from './attack.ts';

test('techniques know their tactics, and all of these have names', () => {
  expect(attack().techniques.get('T1003.008')).toMatchObject({
    name: '/etc/passwd and /etc/shadow',
    tactics: ['TA0006'],
  });
  const unnamed = [...attack().techniques.values()]
    .flatMap((technique) => technique.tactics)
    .filter((id) => !attack().tactics.has(id));
  expect(unnamed).toEqual([]);
});

test('a retired technique leads to the one that is in force now', () => {
  expect(attack().replacement('T1086')).toBe('T1059.001');
  expect(attack().replacement('T1150'), 'replaced twice').toBe('T1647');
  expect(attack().replacement('T1059')).toBeUndefined();
});
