/** The texts under which instances of a scope, such as processes, keep their variables. */
import { type Undecided, undecided } from '@secl/evaluation';
import { isUnknown, type SlotValue } from '@secl/model';

export interface InstanceKey {
  readonly key: string;
  /** Of a process: the key of the same PID without a name. */
  readonly nameless: string | undefined;
}

const noPid = undecided('process.pid');

/** A process without a known name goes by its PID: better than to lose it. Without a PID there is none. */
export function processKey(host: string, pid: SlotValue, comm: SlotValue): InstanceKey | Undecided {
  if (isUnknown(pid)) return noPid;
  const nameless = `process\u0000${host}\u0000${String(pid)}\u0000`;
  return {
    key: isUnknown(comm) ? nameless : `${nameless}=${String(comm).replaceAll('\u0000', '')}`,
    nameless,
  };
}

/** Remembers its last answer: rule after rule, and event after event, asks for the same process. */
export function rememberingProcessKey(): typeof processKey {
  let last: { readonly host: string; readonly pid: SlotValue; readonly comm: SlotValue } | undefined;
  let answer: InstanceKey | Undecided = noPid;
  return (host, pid, comm) => {
    if (last === undefined || last.pid !== pid || last.comm !== comm || last.host !== host) {
      last = { host, pid, comm };
      answer = processKey(host, pid, comm);
    }
    return answer;
  };
}
