import { compileRule } from '@secl/evaluation';
import { builtinVariables, checkRule, parseRule } from '@secl/language';
import { accepts, approvers } from '@secl/logic';
import { catalogue, emptyEvent, nothingUnknown, type Scalar } from '@secl/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/**
 * An approver is a promise: the kernel drops events whose value it does not approve, so on such an event the rule must be
 * false. Random rules on `open` are judged, and evaluated on random events.
 */
const linux = catalogue('linux');
const scope = { catalogue: linux, facts: linux.at(68), macros: new Map(), variables: builtinVariables };

const paths = ['', '/a', '/b', '/etc/a', '/etc/x/a', '/etc/x/b', '/etc/x/y/a'];
const names = ['', 'a', 'b', 'ab', 'ba'];
const flags = [0, 1, 2, 3, 64, 65, 577, 1024, -1, 2 ** 40];
const ids = [0, 1, 999, 1000, 1001, 4294967295, 2n ** 62n];

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const listOf = (members: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(members, { minLength: 1, maxLength: 3 }).map((each) => `[ ${each.join(', ')} ]`);
const quoted = (values: readonly string[]): fc.Arbitrary<string> =>
  oneOf(...values).map((value) => `"${value}"`);
const comparison = oneOf('==', '!=', '<', '<=', '>', '>=');
const equality = oneOf('==', '!=');
const membership = oneOf('in', 'not in');
const text = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((words) => words.join(' '));
const mask = oneOf('O_CREAT', '1', '3', '(O_CREAT|O_TRUNC)', 'O_CREAT | O_WRONLY', '3 & 6', '-1');
const glob = oneOf('~"/etc/*/a"', '~"/etc/**"', '~"/*/a"', '~"/etc/x/*"', '~"/a"');

const leaf: fc.Arbitrary<string> = fc.oneof(
  text(oneOf('open.file.path'), equality, quoted(paths)),
  text(oneOf('open.file.path'), equality, glob),
  text(oneOf('open.file.path'), membership, listOf(fc.oneof(quoted(paths), glob))),
  text(oneOf('open.file.name'), equality, quoted(names)),
  text(oneOf('open.file.name'), oneOf('=~', '!~'), quoted(['a*', '*b', 'a'])),
  text(oneOf('open.file.name'), membership, listOf(fc.oneof(quoted(names), oneOf('r"^a"', '~"*b"')))),
  text(oneOf('open.flags'), comparison, oneOf(...flags).map(String)),
  text(oneOf('open.flags'), membership, listOf(oneOf(...flags).map(String))),
  text(oneOf('open.flags &'), mask, comparison, oneOf('0', '1', '64', 'O_CREAT', '-1')),
  text(oneOf('0', '64'), comparison, mask, oneOf('& open.flags')),
  text(oneOf('process.auid'), comparison, oneOf(...ids).map(String)),
  text(oneOf(...ids).map(String), comparison, oneOf('process.auid')),
  text(oneOf('process.auid'), membership, listOf(oneOf(...ids).map(String))),
  oneOf(
    'process.uid == 0',
    'process.is_kworker',
    'open.file.name == process.comm',
    'open.flags == process.auid',
  ),
);

const { condition } = fc.letrec<{ condition: string; part: string; chain: string }>((tie) => ({
  condition: fc.oneof({ maxDepth: 4 }, leaf, tie('chain')),
  chain: fc
    .array(fc.tuple(tie('part'), oneOf('&&', '&&', '||')), { minLength: 2, maxLength: 4 })
    .map((parts) =>
      parts.flatMap(([part, operator], index) => (index === 0 ? [part] : [operator, part])).join(' '),
    ),
  part: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie('condition').map((inner) => `(${inner})`),
    tie('condition').map((inner) => `!(${inner})`),
    text(
      tie('condition').map((inner) => `(${inner})`),
      equality,
      oneOf('true', 'false', '(process.uid == 0)'),
    ),
  ),
}));

const event = fc.record({
  'open.file.path': oneOf(...paths),
  'open.file.name': oneOf(...names),
  'open.flags': oneOf<Scalar>(...flags),
  'process.auid': oneOf<Scalar>(...ids),
  'process.uid': oneOf(0, 1),
  'process.comm': oneOf(...names),
  'process.is_kworker': fc.boolean(),
});

test('with a value that an approver does not approve, no rule is true', () => {
  let promises = 0;
  let refusals = 0;
  const property = fc.property(
    condition,
    fc.array(event, { minLength: 8, maxLength: 8 }),
    (expression, events) => {
      const rule = checkRule(parseRule(expression), scope);
      expect(rule.problems.map(({ message }) => message)).toEqual([]);
      const compiled = compileRule(rule, linux);
      if (rule.condition === undefined || compiled === undefined) return;
      const filtering = approvers(rule.condition, 'open', scope.facts);
      if (filtering.kind !== 'approved') return;
      for (const values of events) {
        const verdict = compiled.evaluate(contextOf(values));
        for (const approver of filtering.approvers) {
          const value = values[approver.field.name as keyof typeof values];
          promises++;
          if (accepts(approver.values, value)) continue;
          refusals++;
          expect({ expression, values, refusedBy: approver.field.name, verdict }).toMatchObject({
            verdict: false,
          });
        }
      }
    },
  );
  fc.assert(property, { numRuns: 4000, seed: 7 });
  // The property is about something: approvers were found, and they refused events.
  expect(promises).toBeGreaterThan(1000);
  expect(refusals).toBeGreaterThan(500);
});

function contextOf(values: Readonly<Record<string, Scalar>>) {
  const made = emptyEvent(linux, nothingUnknown(linux));
  made.type = 'open';
  for (const [name, value] of Object.entries(values)) {
    const slot = linux.field(name)?.slot;
    if (slot !== undefined) made.slots[slot] = value;
  }
  return { event: made, now: undefined, variables: { read: () => 0 }, register: 0 };
}
