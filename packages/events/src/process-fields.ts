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

/** Fields of a process as they are now, and what they were made of. */
interface Described {
  readonly image: Process['image'];
  readonly path: string | undefined;
  readonly credentials: Process['credentials'];
  readonly comm: string | undefined;
  readonly createdAt: bigint | undefined;
  readonly hasExecuted: boolean;
  readonly parent: Process | undefined;
  readonly wasRunning: boolean | undefined;
  readonly fields: Readonly<Record<string, Value>>;
}

export type Describe = (process: Process) => Readonly<Record<string, Value>>;

/**
 * The same for one tree, made anew only when something of the process has changed. The objects are shared between
 * records, also as ancestors.
 */
export function processDescriber(): Describe {
  const made = new WeakMap<Process, Described>();
  return (process) => {
    const { image, credentials, comm, createdAt, hasExecuted, parent, wasRunning } = process;
    const path = image?.path;
    const last = made.get(process);
    if (
      last !== undefined &&
      last.image === image &&
      last.path === path &&
      last.credentials === credentials &&
      last.comm === comm &&
      last.createdAt === createdAt &&
      last.hasExecuted === hasExecuted &&
      last.parent === parent &&
      last.wasRunning === wasRunning
    ) {
      return last.fields;
    }
    const fields = processFields(process);
    made.set(process, {
      image,
      path,
      credentials,
      comm,
      createdAt,
      hasExecuted,
      parent,
      wasRunning,
      fields,
    });
    return fields;
  };
}

/**
 * What all events of a process have in common: its fields below `process.`, and how it was recorded. Made once for as
 * long as the fields stay the same. `without`: a field that is of the process and of no matter to its events.
 */
export function sharedByEvents(platform: string, without?: string): (fields: RecordElement) => RecordElement {
  const made = new WeakMap<object, RecordElement>();
  return (fields) => {
    let shared = made.get(fields);
    if (shared === undefined) {
      const all: Record<string, Value> = {};
      for (const key in fields) {
        const value = fields[key];
        if (value !== undefined && key !== without) {
          all[`process.${key}`] = value;
        }
      }
      all['event.os'] = platform;
      all['event.async'] = false;
      shared = all;
      made.set(fields, shared);
    }
    return shared;
  };
}

/** The ancestors of a process from its parent outwards; the same list as long as they stay the same. */
export function lineage(describe: Describe): (process: Process) => readonly RecordElement[] {
  const made = new WeakMap<Process, readonly RecordElement[]>();
  const isStill = (list: readonly RecordElement[], process: Process): boolean => {
    let each = process.parent;
    for (const element of list) {
      if (each === undefined || describe(each) !== element) {
        return false;
      }
      each = each.parent;
    }
    return each === undefined;
  };
  return (process) => {
    if (process.parent === undefined) {
      return NONE;
    }
    const last = made.get(process);
    if (last !== undefined && isStill(last, process)) {
      return last;
    }
    const all: RecordElement[] = [];
    const seen = new Set<Process>([process]);
    for (
      let each: Process | undefined = process.parent;
      each !== undefined && !seen.has(each);
      each = each.parent
    ) {
      seen.add(each);
      all.push(describe(each));
    }
    made.set(process, all);
    return all;
  };
}

const NONE: readonly RecordElement[] = [];
