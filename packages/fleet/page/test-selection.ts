/** For tests: the page's fleet of a report, and what filters leave of it. */
import { pageDataOf } from '../src/page/page-data.ts';
import { reportOf } from '../src/test-fleet.ts';
import { type Fleet, readFleet } from './fleet.ts';
import { lookOf } from './looks.ts';
import { type Found, type Selection, select } from './select.ts';
import { plain, type State } from './state.ts';

export async function fleetOf(hosts: string, rules: Readonly<Record<string, string>>): Promise<Fleet> {
  const fleet = readFleet(JSON.stringify(pageDataOf(await reportOf(hosts, rules))));
  if (fleet === undefined) throw new Error('the page cannot read its data');
  return fleet;
}

export function found(fleet: Fleet, state: Partial<State>, before?: Found): Found {
  const work = select(fleet, { ...plain, ...state }, before);
  let next = work.next();
  while (next.done !== true) next = work.next();
  return next.value;
}

/** `one: a loaded, b rules in error`, group by group. */
export function told(fleet: Fleet, { groups, lens, members }: Selection): readonly string[] {
  return groups.map(({ name, isRest, start, end }) => {
    const own = [...members.slice(start, end)].map((member) => {
      const state = lens.states[lens.of(member)];
      return `${fleet.names[member]} ${state === undefined ? '' : lookOf(state).words}`;
    });
    return `${isRest ? '(rest)' : name}: ${own.join(', ')}`;
  });
}
