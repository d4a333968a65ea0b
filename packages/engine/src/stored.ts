/** One value of a variable, as it is kept between events, and what `ttl` and `size` leave of it. */
import { type Undecided, undecided } from '@secl/evaluation';
import type { Scalar, Value } from '@secl/model';
import type { VariableDefinition } from '@secl/policy';

/** Times are nanoseconds since 1970; undefined where the recording has none. */
export interface Stored {
  readonly value: Value | Undecided;
  readonly setAt: bigint | undefined;
  /** When each member of an array was added, in the order of `value`. */
  readonly addedAt: readonly (bigint | undefined)[];
}

export function isUndecidedValue(value: Value | Undecided): value is Undecided {
  return typeof value === 'object' && 'needs' in value;
}

/** Without what has outlived its ttl; undefined where that was all. Without times nobody knows. */
export function alive(
  { value, setAt, addedAt }: Stored,
  { ttl = 0n }: VariableDefinition,
  now: bigint | undefined,
): Value | Undecided | undefined {
  if (ttl <= 0n || isUndecidedValue(value)) return value;
  if (now === undefined) return undecided('event time');
  const expired = (since: bigint | undefined): boolean => since !== undefined && now - since > ttl;
  if (typeof value === 'object') return value.filter((_, index) => !expired(addedAt[index]));
  return expired(setAt) ? undefined : value;
}

/** Arrays only grow, keep each member once, and lose the least recently added beyond their size. */
export function addMember(
  before: Stored,
  added: readonly Scalar[],
  definition: VariableDefinition,
  now: bigint | undefined,
): Stored {
  const { value, addedAt } = before;
  // Once it is not known what an array holds, it never is again.
  if (isUndecidedValue(value)) return before;
  const members = new Map<Scalar, bigint | undefined>();
  const held = typeof value === 'object' ? value : [value];
  for (const [index, member] of held.entries()) members.set(member, addedAt[index]);
  for (const member of added) {
    members.delete(member);
    members.set(member, now);
  }
  const { ttl = 0n, size } = definition;
  const isAlive = (since: bigint | undefined): boolean =>
    ttl <= 0n || since === undefined || now === undefined || now - since <= ttl;
  const kept = [...members].filter(([, since]) => isAlive(since)).slice(-size);
  return { value: kept.map(([member]) => member), setAt: now, addedAt: kept.map(([, since]) => since) };
}
