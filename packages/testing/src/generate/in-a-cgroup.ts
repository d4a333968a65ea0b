import type { Catalogue } from '@secl/model';
import type { LoadedRule } from '@secl/policy';
import type { Draft } from './draft.ts';

/** By which an event is in a cgroup, as agents of different versions call it. */
const inodes = ['cgroup.file.inode', 'process.cgroup.file.inode'] as const;

/** The event in a cgroup: without one, nothing is stored there (spec/secl.md, Variables). */
export function inACgroup(draft: Draft, catalogue: Catalogue): Draft {
  const isThere = inodes.some((name) => draft.values[name] !== undefined);
  const name = inodes.find((each) => catalogue.field(each) !== undefined);
  if (isThere || name === undefined) return draft;
  return { ...draft, values: { ...draft.values, [name]: 1 } };
}

/** Whether the rule stores something there on agents of the rule set. */
export function storesInCgroup({ actions }: LoadedRule): boolean {
  return actions.some(({ acts, definition }) => acts && definition.value.set?.scope?.value === 'cgroup');
}

/** Whether the event is asked for what was stored there. */
export function readsFromCgroup({ variables }: Draft): boolean {
  return Object.keys(variables).some((name) => name.startsWith('cgroup.'));
}
