/** What the parts of an address mean. */
import type { Fleet } from './fleet.ts';
import type { State } from './state.ts';

export const cardOf = (kind: 'host' | 'rule', name: string): string => `${kind}:${name}`;

/** The host or task whose card is open, else -1. */
export function memberOf(fleet: Fleet, card: string): number {
  return card.startsWith('host:') ? fleet.indexOfName(card.slice('host:'.length)) : -1;
}

/** The rule whose card is open, else -1. */
export function ruleOf(fleet: Fleet, card: string): number {
  return card.startsWith('rule:') ? fleet.indexOfRule(card.slice('rule:'.length)) : -1;
}

/** What leaves the members of one group. */
export function groupFilter(kind: string, name: string): Partial<State> {
  if (kind === 'cluster') return { cluster: name };
  if (kind === 'agent') return { version: name };
  return { in: `${kind}:${name}` };
}
