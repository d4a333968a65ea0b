import { ownText } from '../../own-text.ts';
import type { Process, ProcessTree } from '../../process-tree.ts';
import { frontOf } from './call-front.ts';
import type { AuditRecord } from './line.ts';
import type { Processes } from './process.ts';
import type { Session, Sessions } from './session.ts';

/** Who made a call. */
export interface Caller {
  readonly process: Process;
  readonly session: Session;
}

/**
 * Processes with the text in which records speak of them. Most records of a process say the same of it, to the letter: where
 * the process has not changed since, nothing new is in it.
 */
export interface Callers {
  /** `undefined` where something may be new. */
  known(call: AuditRecord): Caller | undefined;
  /** All that the record says of its process is known of the process by now. */
  remember(call: AuditRecord, caller: Caller): void;
}

interface Remembered extends Caller, Pick<Process, 'image' | 'comm' | 'credentials' | 'parent'> {
  readonly text: string;
  readonly path: string | undefined;
}

const MOST = 2048;
/** Of one process: each key of a rule makes another text. */
const MOST_TEXTS = 4;

export function callers(tree: ProcessTree, processes: Processes, sessions: Sessions): Callers {
  const byPid = new Map<number, Remembered[]>();

  return {
    known(call) {
      const front = frontOf(call);
      const found = front === undefined ? undefined : saidBy(call, front.callerStart, byPid.get(front.pid));
      if (found === undefined) {
        return undefined;
      }
      const { process, session } = found;
      const isStill =
        tree.find(process.pid) === process &&
        process.image === found.image &&
        process.image?.path === found.path &&
        process.comm === found.comm &&
        process.credentials === found.credentials &&
        process.parent === found.parent &&
        sessions.last(process) === session;
      if (!isStill) {
        return undefined;
      }
      processes.seen(process);
      return found;
    },
    remember(call, { process, session }) {
      const front = frontOf(call);
      const { image, comm, credentials, parent } = process;
      // Who has no parent where the record names one is looked at each time.
      if (front === undefined || parent === undefined) {
        return;
      }
      if (byPid.size >= MOST) byPid.clear();
      const text = ownText(call.text.slice(front.callerStart, call.end));
      const caller = { text, process, session, image, comm, credentials, parent, path: image?.path };
      byPid.set(front.pid, [caller, ...(byPid.get(front.pid) ?? []).slice(0, MOST_TEXTS - 1)]);
    },
  };
}

/** With what a record ends, from a place on. */
function saidBy(
  { text, end }: AuditRecord,
  from: number,
  known: readonly Remembered[] | undefined,
): Remembered | undefined {
  return known?.find((each) => end - from === each.text.length && text.startsWith(each.text, from));
}
