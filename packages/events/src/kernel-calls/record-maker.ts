import type { Catalogue } from '@secl/model';
import { belowProcess, processDescriber } from '../process-fields.ts';
import { type Process, ProcessTree } from '../process-tree.ts';
import type { CanonicalRecord, RecordElement, RecordValue } from '../record.ts';
import type { Values } from './call.ts';

/** Who did it, when, and on which machine. */
export interface Circumstances {
  readonly process: Process;
  readonly tid?: number | undefined;
  readonly time: bigint | undefined;
  readonly host?: string | undefined;
}

export interface RecordMaker {
  readonly tree: ProcessTree;
  /** `undefined` where the catalogue has no such event type. Values win over what the tree says of the process. */
  make(type: string, values: Values, circumstances: Circumstances): CanonicalRecord | undefined;
  /** All that is known of a process, for events about another one. */
  target(pid: number): Readonly<Record<string, RecordValue>>;
}

/** Records of formats that say what happened, around one process tree. `unknown`: by event type what is left open. */
export function recordMaker(
  catalogue: Catalogue,
  unknown: ReadonlyMap<string, readonly string[]>,
): RecordMaker {
  const tree = new ProcessTree();
  const describe = processDescriber();
  const types = new Set(catalogue.eventTypes.map((type) => type.name));

  const ancestors = (process: Process): readonly RecordElement[] => {
    const all: RecordElement[] = [];
    const seen = new Set<Process>([process]);
    for (let each = process.parent; each !== undefined && !seen.has(each); each = each.parent) {
      seen.add(each);
      all.push(describe(each));
    }
    return all;
  };

  return {
    tree,
    make(type, values, { process, tid, time, host }) {
      if (!types.has(type)) {
        return undefined;
      }
      const all: Record<string, RecordValue> = { ...belowProcess(describe(process)) };
      all['event.os'] = catalogue.platform;
      all['event.async'] = false;
      if (time !== undefined) {
        all['event.timestamp'] = time;
      }
      if (tid !== undefined) {
        all['process.tid'] = tid;
      }
      for (const key in values) {
        const value = values[key];
        if (value !== undefined) {
          all[key] = value;
        }
      }
      return {
        Type: type,
        ...(time !== undefined && { Time: time }),
        ...(host !== undefined && { Host: host }),
        Values: all,
        Ancestors: ancestors(process),
        Unknown: unknown.get(type) ?? [],
      };
    },
    target(pid) {
      const process = pid > 0 ? tree.find(pid) : undefined;
      if (process === undefined) {
        return pid > 0 ? { pid } : {};
      }
      const above = ancestors(process);
      return { ...describe(process), ...(above.length > 0 && { ancestors: above }) };
    },
  };
}
