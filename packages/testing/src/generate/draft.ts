/** An event that is being made up: only what matters, in the words of the canonical form. */
import type { CanonicalRecord, RecordElement, RecordValue } from '@secl/events';
import type { Example } from '@secl/logic';
import { catalogue, int64, type Value } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { filledElement, filledIn } from '../events/fill-in.ts';

export interface Draft {
  readonly type: string;
  /** By field; elements of other iterators than ancestors by the iterator's name. */
  readonly values: Readonly<Record<string, RecordValue>>;
  /** From the parent outwards, keys without `process.ancestors.`. */
  readonly ancestors: readonly RecordElement[];
  /** Given, where no event before it sets them. */
  readonly variables: Readonly<Record<string, Value>>;
  /** What a recording did not know. */
  readonly unknown: readonly string[];
}

/** When made up events happen, in nanoseconds since 1970: where tests begin that do not say it. */
export const draftTime = BigInt(Date.UTC(2026, 0, 1)) * 1_000_000n;

export const second = 1_000_000_000n;
export const millisecond = 1_000_000n;
const longest = 366n * 86_400n * second;

/** How long ago it is, in nanoseconds; undefined for what is no time of about now. */
export function ageOf(value: int64.Int): bigint | undefined {
  const age = draftTime - BigInt(value);
  return age < 0n || age > longest ? undefined : age;
}

const ancestorsName = 'process.ancestors';

export function draftOf(example: Example, eventType: string): Draft {
  const values: Record<string, RecordValue> = Object.fromEntries(example.fields);
  for (const [name, age] of example.ages) {
    const since = typeof age === 'bigint' || typeof age === 'number' ? age : 0;
    values[name] = int64.subtract(int64.canonical(draftTime), since);
  }
  let ancestors: readonly RecordElement[] = [];
  for (const [iterator, all] of example.elements) {
    const elements = all.map((element) =>
      Object.fromEntries([...element].map(([name, value]) => [name.slice(iterator.length + 1), value])),
    );
    if (iterator === ancestorsName) ancestors = elements;
    else values[iterator] = elements;
  }
  return {
    type: eventType,
    values,
    ancestors,
    variables: Object.fromEntries(example.variables),
    unknown: [],
  };
}

/** As tests are run: with what belongs together filled in (spec/events.md, Canonical event). */
export function recordOf(
  { type, values, ancestors, variables, unknown }: Draft,
  { target }: Pick<RuleSet, 'target'>,
): CanonicalRecord {
  const whole = catalogue(target.platform);
  const origin = target.origin === undefined ? {} : { 'event.origin': target.origin };
  return {
    Type: type,
    Time: draftTime,
    Values: filledIn({ ...origin, ...values }, whole),
    ...(ancestors.length === 0
      ? {}
      : { Ancestors: ancestors.map((each) => filledElement(each, ancestorsName, whole)) }),
    ...(Object.keys(variables).length === 0 ? {} : { Variables: variables }),
    ...(unknown.length === 0 ? {} : { Unknown: unknown }),
  };
}
