import type { Catalogue } from '@secl/model';
import type { RecordParts } from '../canonical/record-parts.ts';
import { rowOf } from '../canonical/row.ts';
import { ancestorsOf, fieldsOf, sharedByEvents } from '../process-fields.ts';
import { type Process, ProcessTree } from '../process-tree.ts';
import type { RecordElement, RecordValue } from '../record.ts';
import type { Values } from './call.ts';

/** Who did it, when, and on which machine. */
export interface Circumstances {
  readonly process: Process;
  readonly tid?: number | undefined;
  readonly time: bigint | undefined;
  readonly host?: string | undefined;
  /** Further values that all events of the process share. */
  readonly session?: { among(shared: RecordElement): RecordElement } | undefined;
}

export interface RecordMaker {
  readonly tree: ProcessTree;
  /** `undefined` where the catalogue has no such event type. Values win over what the tree says of the process. */
  make(type: string, values: Values, circumstances: Circumstances): RecordParts | undefined;
  /** All that is known of a process, for events about another one. */
  target(pid: number): Readonly<Record<string, RecordValue>>;
}

/** Records of formats that say what happened, around one process tree. `unknown`: by event type what is left open. */
export function recordMaker(
  catalogue: Catalogue,
  unknown: ReadonlyMap<string, readonly string[]>,
): RecordMaker {
  const tree = new ProcessTree();
  const types = new Set(catalogue.eventTypes.map((type) => type.name));

  return {
    tree,
    make(type, values, { process, tid, time, host, session }) {
      if (!types.has(type)) {
        return undefined;
      }
      const shared = sharedByEvents(process, catalogue.platform);
      return {
        type,
        time,
        host,
        shared: session === undefined ? shared : session.among(shared),
        tid,
        own: rowOf(values),
        ancestors: ancestorsOf(process),
        unknown: unknown.get(type) ?? [],
      };
    },
    target(pid) {
      const process = pid > 0 ? tree.find(pid) : undefined;
      if (process === undefined) {
        return pid > 0 ? { pid } : {};
      }
      const above = ancestorsOf(process);
      return { ...fieldsOf(process), ...(above.length > 0 && { ancestors: above }) };
    },
  };
}
