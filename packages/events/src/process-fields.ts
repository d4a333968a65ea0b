import { flagsOf, optionsOf } from './arguments-of-process.ts';
import { baseName } from './paths.ts';
import type { Process } from './process-tree.ts';
import type { RecordElement } from './record.ts';

type Value = RecordElement[string];

/**
 * Fields of a process below `process.`, `ptrace.tracee.` or an element of ancestors: what is known of it, and what
 * follows from that (`name` from `path`, `args` from `argv`).
 */
export function processFields(process: Process): Record<string, Value> {
  const { image, credentials, parent } = process;
  const fields: Record<string, Value> = { pid: process.pid };
  const set = (key: string, value: Value | undefined): void => {
    if (value !== undefined) {
      fields[key] = value;
    }
  };
  set('ppid', parent?.pid);
  set('comm', process.comm);
  set('created_at', process.createdAt);
  if (process.hasExecuted || (parent !== undefined && process.wasRunning !== true)) {
    fields.is_exec = process.hasExecuted;
    fields.is_thread = !process.hasExecuted;
  }
  set('uid', credentials.uid);
  set('euid', credentials.euid);
  set('fsuid', credentials.fsuid);
  set('gid', credentials.gid);
  set('egid', credentials.egid);
  set('fsgid', credentials.fsgid);
  set('cap_effective', credentials.capEffective);
  set('cap_permitted', credentials.capPermitted);
  if (image !== undefined) {
    set('file.path', image.path);
    fields['file.name'] = image.path === undefined ? image.name : baseName(image.path);
    set('argv0', image.argv0);
    if (image.argv !== undefined) {
      fields.argv = image.argv;
      fields.args = image.argv.join(' ');
      fields.args_flags = flagsOf(image.argv);
      fields.args_options = optionsOf(image.argv);
      fields.args_truncated = image.argsTruncated;
    }
    if (image.envp !== undefined) {
      fields.envp = image.envp;
      fields.envs = image.envp.map((each) => each.split('=', 1)[0] ?? '');
      fields.envs_truncated = false;
    }
  }
  return fields;
}

/**
 * The same for one tree, made anew only when something of the process has changed. The objects are shared between
 * records, also as ancestors.
 */
export function processDescriber(): (process: Process) => Readonly<Record<string, Value>> {
  const made = new WeakMap<
    Process,
    { readonly of: readonly unknown[]; readonly fields: Record<string, Value> }
  >();
  return (process) => {
    const { image, credentials, comm, createdAt, hasExecuted, parent, wasRunning } = process;
    const of = [image, image?.path, credentials, comm, createdAt, hasExecuted, parent, wasRunning];
    const last = made.get(process);
    if (last?.of.every((each, index) => each === of[index])) {
      return last.fields;
    }
    const fields = processFields(process);
    made.set(process, { of, fields });
    return fields;
  };
}

const asOfProcess = new WeakMap<object, Readonly<Record<string, Value>>>();

/** The same fields below `process.`, made once for as long as they stay the same. */
export function belowProcess(fields: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  const known = asOfProcess.get(fields);
  if (known !== undefined) {
    return known;
  }
  const made = Object.fromEntries(Object.entries(fields).map(([key, value]) => [`process.${key}`, value]));
  asOfProcess.set(fields, made);
  return made;
}
