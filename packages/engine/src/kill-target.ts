import type { Event } from '@secl/model';
import type { KillDefinition } from '@secl/policy';
import { textOf, type Whereabouts } from './process-keys.ts';

/** Whom a `kill` would have killed. What the recording does not know is undefined. */
export type KillTarget =
  | { readonly scope: 'process'; readonly pid: string | undefined; readonly comm: string | undefined }
  /** All processes of the container; an empty id where the process is in none. */
  | { readonly scope: 'container'; readonly id: string | undefined }
  | { readonly scope: 'cgroup'; readonly id: string | undefined };

export function killTarget(kill: KillDefinition, event: Event, slots: Whereabouts): KillTarget {
  const scope = kill.scope?.value;
  if (scope === 'container') return { scope, id: textOf(event, slots.container) };
  if (scope === 'cgroup') return { scope, id: textOf(event, slots.cgroup) };
  return { scope: 'process', pid: textOf(event, slots.pid), comm: textOf(event, slots.comm) };
}
