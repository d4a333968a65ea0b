import { type Catalogue, type Event, isUnknown, type SlotValue } from '@secl/model';

/** Who did what the event tells of; what is not known is empty. */
export interface ProcessOf {
  readonly pid: string;
  /** Path of the executable, or the name where the path is not known. */
  readonly process: string;
  readonly arguments: string;
  /** Names of the programs that led to it, the oldest first, without the process itself. */
  readonly lineage: readonly string[];
}

/** Further up is the machine's own start, which tells nobody anything. */
const nearestAncestors = 8;

/** Reads the process of an event. */
export function processReader(catalogue: Catalogue): (event: Event) => ProcessOf {
  const slot = (name: string): number => catalogue.field(name)?.slot ?? -1;
  const pid = slot('process.pid');
  const path = slot('process.file.path');
  const comm = slot('process.comm');
  const name = slot('process.file.name');
  const argv = slot('process.argv');
  const args = slot('process.args');
  const cmdline = slot('process.cmdline');
  const ancestors = catalogue.iterators.find((each) => each.name === 'process.ancestors')?.index ?? -1;
  const ancestorName = slot('process.ancestors.file.name');
  const ancestorComm = slot('process.ancestors.comm');
  return ({ slots, elements }) => {
    const text = (at: number): string => textOf(slots[at]);
    const chain = (elements[ancestors] ?? []).slice(0, nearestAncestors);
    return {
      pid: text(pid),
      process: text(path) || text(comm) || text(name),
      arguments: text(argv) || text(args) || text(cmdline),
      lineage: chain
        .map((each) => textOf(each[ancestorName]) || textOf(each[ancestorComm]))
        .filter((each) => each !== '')
        .reverse(),
    };
  };
}

function textOf(value: SlotValue | undefined): string {
  if (value === undefined || isUnknown(value) || value === 0) return '';
  return typeof value === 'object' ? value.join(' ') : String(value);
}
