import { describe, expect, test } from 'vitest';
import { entryValue, type Node } from './positioned-node.ts';
import { asBoolean, asInteger, isFloat, isNull, unlikeItsTag } from './typed.ts';
import { readYaml } from './yaml/read-yaml.ts';

function value(source: string): Node {
  const { root } = readYaml('p', `k: ${source}\n`);
  const found = root?.kind === 'mapping' ? entryValue(root, 'k') : undefined;
  if (found === undefined) throw new Error('no value');
  return found;
}
const scalar = (source: string) => {
  const node = value(source);
  if (node.kind !== 'scalar') throw new Error('no scalar');
  return node;
};

describe('what a boolean key reads', () => {
  test.each(['true', 'True', 'TRUE', 'yes', 'on', 'y', 'Y', 'ON', '"yes"', '! true', '!!bool "true"'])(
    '%s is true',
    (source) => {
      expect(asBoolean(scalar(source))).toBe(true);
    },
  );
  test.each(['false', 'no', 'off', 'N', "'off'"])('%s is false', (source) => {
    expect(asBoolean(scalar(source))).toBe(false);
  });
  test.each(['"true"', "'false'", 'tRUE', '1', '!!str true', 'nO', '!mine true', '! "true"'])(
    '%s is neither',
    (source) => {
      expect(asBoolean(scalar(source))).toBeUndefined();
    },
  );
});

describe('what an integer key reads', () => {
  test.each<[string, number | bigint]>([
    ['0', 0],
    ['-12', -12],
    ['+3', 3],
    ['0x1F', 31],
    ['0b101', 5],
    ['0o17', 15],
    ['017', 15],
    ['1_000', 1000],
    ['1.9', 1],
    ['089', 89],
    ['!!int "12"', 12],
    ['!!float "1.5"', 1],
    ['! 7', 7],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
  ])('%s is %s', (source, expected) => {
    expect(asInteger(scalar(source))).toBe(expected);
  });
  test.each(['"1"', '!!str 1', '!mine 1', 'a', '1h', '9223372036854775808', '1e30', '0x', '--1', '7.68.0'])(
    '%s is none',
    (source) => {
      expect(asInteger(scalar(source))).toBeUndefined();
    },
  );
});

describe('a number without an integer', () => {
  test.each(['1.5', '.5', '5.', '1e3', '08', '1_0.5', '9223372036854775808', '.inf', '-.Inf', '.NaN'])(
    'is %s',
    (source) => {
      expect(isFloat(scalar(source))).toBe(true);
    },
  );

  test.each(['5', '0x1e', '010', '1_000', '"1.5"', '_1', 'e3', '1.2.3'])('is not %s', (source) => {
    expect(isFloat(scalar(source))).toBe(false);
  });
});

describe('no value', () => {
  test.each(['', '~', 'null', 'NULL', '!!null ~', '!!null ""'])('%j is null', (source) => {
    expect(isNull(value(source))).toBe(true);
  });
  test.each(['"null"', '!!str', "''", 'nil', '[]'])('%j is a value', (source) => {
    expect(isNull(value(source))).toBe(false);
  });
});

describe('a scalar with a tag', () => {
  test.each([
    ['!!int x', '!!str'],
    ['!!int 1.5', '!!float'],
    ['!!int 18446744073709551616', '!!float'],
    ['!!bool yes', '!!str'],
    ['!!null x', '!!str'],
    ['!!float "true"', '!!bool'],
    ['!!bool', '!!null'],
    ['!!timestamp soon', '!!str'],
  ])('%s is a %s', (source, found) => {
    expect(unlikeItsTag(scalar(source))).toBe(found);
  });

  test.each([
    '!!int 0x1F',
    '!!int 18446744073709551615',
    '!!float 1',
    '!!float .inf',
    '!!bool "True"',
    '!!null ~',
    '!!str 12',
    '!mine x',
    '!!timestamp 2026-11-21',
    'x',
  ])('%s is what it says', (source) => {
    expect(unlikeItsTag(scalar(source))).toBeUndefined();
  });
});
