/** Fields that a key of a policy names (`field`, `limiter_token`), not an expression. */
import { type Reader, reader } from '@secl/evaluation';
import { type Node, readOf } from '@secl/language';
import type { Facts } from '@secl/model';

const nowhere: Node = { kind: 'hole', expected: 'operand', span: { start: 0, end: 0 } };

/** `eventType`: the rule's; a field of another one is zero. Undefined where this agent has no such field. */
export function readField(facts: Facts, name: string, eventType: string): Reader | undefined {
  const field = facts.field(name);
  return field === undefined ? undefined : reader(readOf(facts, field, nowhere), eventType);
}
