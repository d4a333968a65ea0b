import { compileRule, isUndecided } from '@secl/evaluation';
import { builtinVariables, checkRule, parseRule } from '@secl/language';
import { missingFields } from '@secl/logic';
import { catalogue, emptyEvent, type Field, nothingUnknown, type Scalar, UNKNOWN } from '@secl/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/**
 * What is said of a rule before a replay must hold on every event of the recording. Random rules are judged with random
 * fields missing, and evaluated on random events in which those fields are unknown.
 */
const linux = catalogue('linux');
const scope = { catalogue: linux, facts: linux.at(68), macros: new Map(), variables: builtinVariables };

const names = ['process.uid', 'process.gid', 'process.euid', 'process.egid'] as const;
const number = fc.constantFrom(0, 1);
const leaf = fc.oneof(
  fc.tuple(fc.constantFrom(...names), fc.constantFrom('==', '!='), number).map((words) => words.join(' ')),
  fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).map(([a, b]) => `${a} + ${b} == 1`),
  fc.constantFrom('true', 'false'),
);
const { condition } = fc.letrec<{ condition: string; part: string }>((tie) => ({
  condition: fc
    .array(fc.tuple(tie('part'), fc.constantFrom('&&', '||')), { minLength: 1, maxLength: 4 })
    .map((parts) =>
      parts.flatMap(([part, operator], index) => (index === 0 ? [part] : [operator, part])).join(' '),
    ),
  part: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie('condition').map((inner) => `(${inner})`),
    tie('condition').map((inner) => `!(${inner})`),
    tie('condition').map((inner) => `(${inner}) == true`),
    tie('condition').map((inner) => `(${inner}) != (process.uid == 0)`),
  ),
}));
const assignment = fc.record(Object.fromEntries(names.map((name) => [name, number])));

test('no event says more about a rule than was promised', () => {
  const seen = { 'can-match': 0, 'can-be-ruled-out': 0, 'never-decided': 0 };
  const input = [
    fc.subarray([...names]),
    condition,
    fc.array(assignment, { minLength: 6, maxLength: 6 }),
  ] as const;
  const property = fc.property(...input, (missing, expression, events) => {
    const rule = checkRule(parseRule(expression), scope);
    expect(rule.problems.map(({ message }) => message)).toEqual([]);
    const compiled = compileRule(rule, linux);
    if (rule.condition === undefined || compiled === undefined) return;
    const knows = (field: Field): boolean => !missing.some((name) => name === field.name);
    const judged = missingFields(rule.condition, { knows, hasTimes: true });
    seen[judged.best]++;
    for (const values of events) {
      const verdict = compiled.evaluate(contextOf(values, missing));
      const found = { expression, missing, values, judged, verdict };
      if (verdict === true) expect(found).toMatchObject({ judged: { best: 'can-match', needed: [] } });
      if (verdict === false) expect(judged.best, JSON.stringify(found)).not.toBe('never-decided');
      if (isUndecided(verdict)) expect(judged.missing.length, JSON.stringify(found)).toBeGreaterThan(0);
    }
  });
  fc.assert(property, { numRuns: 3000, seed: 7 });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
});

function contextOf(values: Readonly<Record<string, Scalar>>, missing: readonly string[]) {
  const event = emptyEvent(linux, nothingUnknown(linux));
  for (const [name, value] of Object.entries(values)) {
    const slot = linux.field(name)?.slot;
    if (slot !== undefined) event.slots[slot] = missing.includes(name) ? UNKNOWN : value;
  }
  return { event, now: undefined, variables: { read: () => 0 }, register: 0 };
}
