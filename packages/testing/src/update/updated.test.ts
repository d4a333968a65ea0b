import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultsOf } from '../test-case.ts';
import { updated } from './updated.ts';

const policy = `
rules:
  - id: a
    expression: exec.file.name in ["sh", "bash"]
  - id: b
    expression: exec.file.name in ["sh", "ls"]
  - id: broken
    expression: exec.file.nam == "sh"
`;

const failuresOf = (text: string) => resultsOf(policy, text).flatMap(({ failures }) => failures);
const written = (text: string): string => updated('a_test.yaml', text, failuresOf(text)).text;
const reasons = (text: string) =>
  updated('a_test.yaml', text, failuresOf(text)).left.map(({ reason }) => reason);

describe('an expectation is written anew', () => {
  it.each<[what: string, before: string, after: string]>([
    ['one rule', 'expect: a', 'expect: [a, b]'],
    ['a list', 'expect: [x]  # why', 'expect: [a, b]  # why'],
    [
      'a list in lines',
      'expect:\n      - x\n      - a\n    # end',
      'expect:\n      - a\n      - b\n    # end',
    ],
    ['a list in lines below its key', 'expect:\n    - x', 'expect:\n    - a\n    - b'],
    [
      'in a mapping',
      'expect: { rules: none, counts: { a: 7 } }',
      'expect: { rules: [a, b], counts: { a: 1 } }',
    ],
    ['with quotes', 'expect: "a"', 'expect: [a, b]'],
  ])('%s', (_, before, after) => {
    const around = (expected: string): string =>
      `# head\ncases:\n  - events: [{ exec: sh }]\n    ${expected}\n  - { name: other, events: [{ exec: x }], expect: none }\n`;
    expect(written(around(before))).toBe(around(after));
  });

  it('and is none where nothing matches', () => {
    const text = 'cases:\n  - events: [{ exec: id }]\n    expect:\n      - a\n';
    expect(written(text)).toBe('cases:\n  - events: [{ exec: id }]\n    expect: none\n');
  });

  it('with the line ends that the file has', () => {
    const text = 'cases:\r\n  - events: [{ exec: sh }]\r\n    expect:\r\n      - x\r\n';
    expect(written(text)).toBe(
      'cases:\r\n  - events: [{ exec: sh }]\r\n    expect:\r\n      - a\r\n      - b\r\n',
    );
  });
});

describe('an expectation is left as it is', () => {
  it('where it names a rule that does not load: a test would pass that says nothing of it any more', () => {
    const text = 'cases:\n  - events: [{ exec: sh }]\n    expect: [broken]\n';
    expect(written(text)).toBe(text);
  });

  it.each<[why: string, text: string, reason: string]>([
    [
      'with comments in it',
      'cases:\n  - events: [{ exec: sh }]\n    expect:\n      - x # why\n      - y\n',
      'there are comments in it',
    ],
    [
      'filled in from a table',
      'cases:\n  - { variants: [{ r: x }], events: [{ exec: sh }], expect: [<r>] }\n',
      'it is filled in from a table',
    ],
    [
      'where variants differ',
      'cases:\n  - { variants: [{ w: sh }, { w: ls }], events: [{ exec: <w> }], expect: none }\n',
      'its variants, or its targets, come out differently',
    ],
    [
      'shared by an anchor',
      'cases:\n  - { events: [{ exec: sh }], expect: &x [a] }\n  - { name: y, events: [{ exec: sh }], expect: *x }\n',
      'it is shared by an anchor',
    ],
  ])('%s', (_, text, reason) => {
    expect({ text: written(text), told: reasons(text).includes(reason) }).toEqual({ text, told: true });
  });
});

it('what is written anew passes, and comes to rest', () => {
  const program = fc.constantFrom('sh', 'bash', 'ls', 'id');
  const ids = fc.subarray(['a', 'b', 'x']);
  const layout = fc.constantFrom('flow', 'block', 'one');
  const anyCase = fc.tuple(program, ids, layout);
  fc.assert(
    fc.property(fc.array(anyCase, { minLength: 1, maxLength: 4 }), (cases) => {
      const text = `cases:\n${cases.map(([who, expected, how], index) => `  - name: n${index}\n    events: [{ exec: ${who} }]\n    expect: ${shown(expected, how)}\n`).join('')}`;
      const after = written(text);
      expect(failuresOf(after)).toEqual([]);
      expect(written(after)).toBe(after);
    }),
    { numRuns: 100 },
  );
});

function shown(ids: readonly string[], how: string): string {
  const [first] = ids;
  if (first === undefined) return 'none';
  if (how === 'one' && ids.length === 1) return first;
  return how === 'block' ? `\n${ids.map((id) => `      - ${id}`).join('\n')}` : `[${ids.join(', ')}]`;
}
