import { type Catalogue, type Event, isUnknown, type SlotValue } from '@secl/model';

/** Who did what the event tells of. */
export interface ProcessOf {
  readonly pid: string;
  readonly process: string;
  readonly arguments: string;
}

/** Reads the process of an event; what is not known is empty. */
export function processReader(catalogue: Catalogue): (event: Event) => ProcessOf {
  const slot = (name: string): number => catalogue.field(name)?.slot ?? -1;
  const pid = slot('process.pid');
  const path = slot('process.file.path');
  const comm = slot('process.comm');
  const name = slot('process.file.name');
  const argv = slot('process.argv');
  const args = slot('process.args');
  const cmdline = slot('process.cmdline');
  return ({ slots }) => {
    const text = (at: number): string => textOf(slots[at]);
    return {
      pid: text(pid),
      process: text(path) || text(comm) || text(name),
      arguments: text(argv) || text(args) || text(cmdline),
    };
  };
}

function textOf(value: SlotValue | undefined): string {
  if (value === undefined || isUnknown(value) || value === 0) return '';
  return typeof value === 'object' ? value.join(' ') : String(value);
}
