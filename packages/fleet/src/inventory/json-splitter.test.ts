import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestRecord } from './input.ts';
import { jsonSplitter } from './json-splitter.ts';

/** The records of a text that comes in pieces of this size; what is broken by its reason and line. */
function recordsOf(text: string, size: number): readonly unknown[] {
  const splitter = jsonSplitter();
  const found = [];
  for (let start = 0; start < text.length; start += size)
    found.push(...splitter.push(text.slice(start, start + size)));
  found.push(...splitter.end());
  return found.map((record) =>
    record.ok
      ? record.value
      : `${[record.line, record.column].filter((each) => each !== undefined).join(':')}: ${record.reason}`,
  );
}

describe('what is a record', () => {
  test.each<[what: string, text: string, records: readonly unknown[]]>([
    ['an element of a list', '[{"a": 1}, {"a": [2]}]', [{ a: 1 }, { a: [2] }]],
    [
      'an element below a key of APIs, and what stands beside',
      '{"data": [{"a": 1}], "meta": {"n": 2}}',
      [{ a: 1 }, { meta: { n: 2 } }],
    ],
    [
      'an object with lists of other names',
      '{"policies": [1, 2], "agent": {"data": [3]}}',
      [{ policies: [1, 2], agent: { data: [3] } }],
    ],
    ['each of several values', '{"a": 1}\n{"a": 2}{"data": [{"a": 3}]}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['brackets in texts are none', '[{"a": "]}\\"[{"}]', [{ a: ']}"[{' }]],
  ])('%s', (_, text, records) => {
    for (const size of [1, 2, 5, 1000]) expect(recordsOf(text, size)).toEqual(records);
  });

  test('where it is, by its line', () => {
    expect(recordsOf('{"hosts": [\n  {"a": 1},\n  {"a": x},\n  7\n]}', 3)).toEqual([
      { a: 1 },
      '3:9: `x` stands where a value is due',
      '4: `7` is no object',
    ]);
  });
});

test('a record that never ends does not fill the memory', () => {
  const splitter = jsonSplitter();
  const piece = '1,'.repeat(500_000);
  const pieces = Math.ceil(longestRecord / piece.length) + 1;
  let [found] = splitter.push('[[');
  for (let pushed = 0; pushed < pieces && found === undefined; pushed++) [found] = splitter.push(piece);
  expect(found).toEqual({ ok: false, reason: 'it is too long', line: 1 });
});

test('a line of many megabytes takes time in proportion to its length', () => {
  const millisecondsFor = (records: number): number => {
    const record = JSON.stringify({
      hostname: 'web',
      tags: Array.from({ length: 20 }, (_, tag) => `k:${tag}`),
    });
    const text = `[${Array.from({ length: records }, () => record).join(',')}]`;
    const once = (): number => {
      const before = performance.now();
      expect(recordsOf(text, text.length)).toHaveLength(records);
      return performance.now() - before;
    };
    // The least of several: what else the machine does only adds to it.
    return Math.min(once(), once(), once(), once());
  };
  // In proportion it is 8 times as long; 64 times where each string looks at the whole line.
  expect(millisecondsFor(16_000)).toBeLessThan(25 * millisecondsFor(2000) + 100);
});

test('any list in any pieces is what JSON.parse makes of it', () => {
  const value = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
  fc.assert(
    fc.property(
      fc.array(value),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(undefined, 1),
      (list, size, indent) => {
        const text = JSON.stringify(list, undefined, indent);
        expect(recordsOf(text, size)).toEqual(JSON.parse(text));
      },
    ),
  );
});

test('any text ends, and nothing is thrown', () => {
  const noise = fc
    .array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '\n', 'a', '1', '"data"', ' '))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(noise, fc.integer({ min: 1, max: 9 }), (text, size) => {
      expect(recordsOf(text, size)).toEqual(recordsOf(text, 1000));
    }),
  );
});
