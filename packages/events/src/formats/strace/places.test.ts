import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stretchOf } from '../../reading/piece.ts';
import { parseArguments } from './arguments.ts';
import { readCall } from './call.ts';
import { Places } from './places.ts';

const usual = fc.constantFrom(
  'NULL',
  '0',
  '-1',
  '0x7f7335f88000',
  '0644',
  '18446744073709551615',
  '"/etc/passwd"',
  '""',
  'PROT_READ|PROT_WRITE',
  '3</etc/ld.so.cache>',
  'AT_FDCWD</tmp>',
  '4<TCP:[127.0.0.1:1->127.0.0.1:80]>',
  '5</dev/null<char 1:3>>',
);
const unusual = fc.constantFrom(
  '"a\\n"',
  '"cut"...',
  '["a", "b"]',
  '{flags=0}',
  'flags=CLONE_FS',
  '8192*1024',
  '1<<CAP_CHOWN',
  'O_RDONLY|0x8000',
  '3</tmp/gone>(deleted)',
  '3</a\\tb>',
  'FOO</tmp>',
  '9999999999</tmp>',
  'makedev(0x1, 0x3)',
  '/* 3 vars */',
  '0x',
  '...',
  '"no end',
  '3</no end',
);
const separators = fc.constantFrom(', ', ', ', ', ', ',', ',  ', ' , ', ' => ', '');
const argumentsText = (one: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(one, separators), { maxLength: 10 }).map((all) => all.flat().slice(0, -1).join(''));

it('the arguments of a usual call are those that the parser reads', () => {
  const all = fc.oneof(argumentsText(usual), argumentsText(fc.oneof(usual, unusual)));
  fc.assert(
    fc.property(all, (given) => {
      const stretch = stretchOf(`f(${given}) = 0`);
      const read = readCall('f', stretch, () => undefined);
      const parsed = parseArguments(stretch, 2);
      expect(read?.items).toEqual(read === undefined ? undefined : parsed?.items);
      expect(read?.items.map((_, at) => read.item(at))).toEqual(read?.items);
      expect(read?.item(read.items.length)).toBeUndefined();
      const places = new Places();
      if (places.find(stretch, 2)) expect(places.end).toBe(parsed?.end);
    }),
    { numRuns: 3000 },
  );
});

it('structures, lists and escapes are left to the parser', () => {
  const isUsual = (given: string): boolean => new Places().find(stretchOf(`f(${given}) = 0`), 2);
  expect(isUsual('AT_FDCWD</tmp>, "/etc/hosts", O_RDONLY|O_CLOEXEC, 0666')).toBe(true);
  expect(['{sa_family=AF_INET}', '["a"]', '"a\\n"', '"cut"...', 'flags=CLONE_FS'].filter(isUsual)).toEqual(
    [],
  );
});
