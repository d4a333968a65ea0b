/** Where an event says which process, container and cgroup it is about. */
import type { Catalogue, Event, SlotValue } from '@secl/model';
import { isUnknown } from '@secl/model';

export interface Whereabouts {
  readonly pid: number;
  readonly comm: number;
  readonly container: number;
  readonly cgroup: number;
  readonly cgroupInode: number;
  readonly cgroupMount: number;
  readonly ancestors: number;
  readonly ancestorPid: number;
  readonly ancestorComm: number;
}

/** Slots; -1 for what the platform does not have. Windows has no `comm`: there a process goes by its file's name. */
export function whereaboutsIn(catalogue: Catalogue): Whereabouts {
  const slot = (...names: string[]): number =>
    names.map((name) => catalogue.field(name)?.slot).find((each) => each !== undefined) ?? -1;
  return {
    pid: slot('process.pid'),
    comm: slot('process.comm', 'process.file.name'),
    container: slot('container.id', 'process.container.id'),
    cgroup: slot('cgroup.id', 'process.cgroup.id'),
    cgroupInode: slot('cgroup.file.inode', 'process.cgroup.file.inode'),
    cgroupMount: slot('cgroup.file.mount_id', 'process.cgroup.file.mount_id'),
    ancestors: catalogue.iterators.find((each) => each.name === 'process.ancestors')?.index ?? -1,
    ancestorPid: slot('process.ancestors.pid'),
    ancestorComm: slot('process.ancestors.comm', 'process.ancestors.file.name'),
  };
}

/** The text of a scalar slot; undefined where the recording does not know it. */
export function textOf(event: Event, slot: number): string | undefined {
  const value: SlotValue = event.slots[slot] ?? '';
  return isUnknown(value) ? undefined : String(value);
}
