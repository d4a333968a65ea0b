import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeTree } from '../test-kit/describe-tree.ts';
import { parseItem } from './block-parser.ts';
import { readChunkWithLibrary } from './chunk-reading.ts';

const itemOf = (flow: string): string => `  - id: a\n    values: ${flow}\n    every: 1m\n`;

/** What our own reader makes of a value, where it dares to. */
const ours = (flow: string) => {
  const node = parseItem(itemOf(flow));
  return node && describeTree(node);
};

const judged = (flow: string) => {
  const reading = readChunkWithLibrary(itemOf(flow), 'items');
  return reading?.problems.length === 0 ? describeTree(reading.node) : undefined;
};

describe('a list in one line is read at once', () => {
  test.each([
    '[]',
    '[ ]',
    '{}',
    '[sh]',
    '[sh, bash , "a b", \'c # d\' ]',
    '[a b,c]',
    '[.profile, /etc/passwd, g++, a@b, 1.5, 0x1F, true, null]',
    '["", \'\']',
  ])('%s', (flow) => {
    expect(ours(flow)).toBeDefined();
    expect(ours(flow)).toEqual(judged(flow));
  });
});

test.each([
  '[a, [b]]',
  '[a: b]',
  '[a,]',
  '[-a]',
  '["\\n"]',
  "['it''s']",
  '[a # b',
  '[a]b',
  '{ a: b }',
  '[a,\n b]',
])('is left to the library: %j', (flow) => {
  expect(ours(flow)).toBeUndefined();
});

test('the library reads the same wherever we dare to', () => {
  const bits = fc.constantFrom(
    ...'abc019./+-_@ ,"\'#:&*!?|~<>=%\\é'.split(''),
    ', ',
    '", "',
    "','",
    'a, b',
    '[',
    ']',
  );
  let read = 0;
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 12 }), (parts) => {
      const flow = `[${parts.join('')}]`;
      const found = ours(flow);
      if (found === undefined) return;
      read++;
      expect({ flow, found }).toEqual({ flow, found: judged(flow) });
    }),
    { numRuns: 4000 },
  );
  expect(read).toBeGreaterThan(100);
});
