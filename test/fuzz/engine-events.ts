import type { CanonicalRecord, RecordElement } from '@secl/events';
import type { Field, Value } from '@secl/model';
import type { Dice } from './dice.ts';
import type { Pool } from './engine-rules.ts';
import { someValue } from './engine-values.ts';

const ancestors = 'process.ancestors';

/** An event of the pool's type: some fields given, some unknown, with or without a time and ancestors. */
export function recordOf(pool: Pool, dice: Dice): CanonicalRecord {
  const own = pool.fields.filter((field) => field.iterator === null && field.lengthOf === null);
  const Values = { 'process.pid': dice.below(3), ...givenOf(own, dice, (field) => field.name) };
  const elements = dice.chance(5) ? 99 + dice.below(4) : dice.chance(25) ? 0 : dice.below(5);
  const ofAncestors = pool.fields.filter((field) => field.iterator === ancestors && field.lengthOf === null);
  return {
    Type: pool.eventType,
    ...(dice.chance(80) && { Time: 1_800_000_000_000_000_000n + BigInt(dice.below(1000)) }),
    Values,
    Ancestors: Array.from({ length: elements }, (): RecordElement => {
      return givenOf(ofAncestors, dice, (field) => field.name.slice(ancestors.length + 1));
    }),
    ...(dice.chance(50) && { Unknown: unknownOf(pool, dice) }),
    ...(dice.chance(10) && { Variables: { 'process.seen': true } }),
  };
}

/** An event that says of other fields than the last that they are not known, and mostly gives no value for them. */
export function doubtfulRecordOf(pool: Pool, dice: Dice): CanonicalRecord {
  const record = recordOf(pool, dice);
  const Unknown = [...new Set([...unknownOf(pool, dice), ...unknownOf(pool, dice)])];
  const given = Object.entries(record.Values ?? {});
  const Values = Object.fromEntries(given.filter(([name]) => !Unknown.includes(name) || dice.chance(20)));
  return { ...record, Values, Unknown };
}

function givenOf(
  fields: readonly Field[],
  dice: Dice,
  keyOf: (field: Field) => string,
): Readonly<Record<string, Value>> {
  const given: Record<string, Value> = {};
  for (const field of fields) {
    if (dice.chance(30)) continue;
    const one = (): ReturnType<typeof someValue> => someValue(field, dice);
    given[keyOf(field)] = field.list ? dice.some([0], 0, 3).map(one) : one();
  }
  return given;
}

function unknownOf(pool: Pool, dice: Dice): readonly string[] {
  const names = pool.fields.filter((field) => field.lengthOf === null).map((field) => field.name);
  return [
    ...new Set([
      ...dice.some(names, 0, 4),
      ...dice.some([ancestors, `${ancestors}.length`, 'process.*', 'container.*'], 0, 1),
    ]),
  ];
}
