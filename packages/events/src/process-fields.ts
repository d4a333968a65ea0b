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
  if (parent !== undefined) fields.ppid = parent.pid;
  if (process.comm !== undefined) fields.comm = process.comm;
  if (process.createdAt !== undefined) fields.created_at = process.createdAt;
  if (process.hasExecuted || (parent !== undefined && process.wasRunning !== true)) {
    fields.is_exec = process.hasExecuted;
    fields.is_thread = !process.hasExecuted;
  }
  const { uid, euid, fsuid, gid, egid, fsgid, capEffective, capPermitted } = credentials;
  if (uid !== undefined) fields.uid = uid;
  if (euid !== undefined) fields.euid = euid;
  if (fsuid !== undefined) fields.fsuid = fsuid;
  if (gid !== undefined) fields.gid = gid;
  if (egid !== undefined) fields.egid = egid;
  if (fsgid !== undefined) fields.fsgid = fsgid;
  if (capEffective !== undefined) fields.cap_effective = capEffective;
  if (capPermitted !== undefined) fields.cap_permitted = capPermitted;
  if (image !== undefined) {
    if (image.path !== undefined) fields['file.path'] = image.path;
    fields['file.name'] = image.path === undefined ? image.name : baseName(image.path);
    if (image.argv0 !== undefined) fields.argv0 = image.argv0;
    if (image.argv !== undefined) {
      fields.argv = image.argv;
      fields.args = image.argv.join(' ');
      fields.args_flags = flagsOf(image.argv);
      fields.args_options = optionsOf(image.argv);
      fields.args_truncated = image.argsTruncated;
    }
    if (image.envp !== undefined) {
      fields.envp = image.envp;
      fields.envs = image.envp.map(nameOfVariable);
      fields.envs_truncated = false;
    }
  }
  return fields;
}

function nameOfVariable(variable: string): string {
  const end = variable.indexOf('=');
  return end < 0 ? variable : variable.slice(0, end);
}

/** What was last told of a process, and what it was made of. */
export interface Described {
  readonly image: Process['image'];
  readonly path: string | undefined;
  readonly credentials: Process['credentials'];
  readonly comm: string | undefined;
  readonly createdAt: bigint | undefined;
  readonly hasExecuted: boolean;
  readonly parent: Process | undefined;
  readonly wasRunning: boolean | undefined;
  readonly fields: RecordElement;
  /** Made when an event needs them. */
  shared: RecordElement | undefined;
  ancestors: readonly RecordElement[] | undefined;
}

/**
 * The fields of a process, made anew only when something of it has changed. The objects are shared between records, also
 * as ancestors.
 */
export function fieldsOf(process: Process): RecordElement {
  return described(process).fields;
}

function described(process: Process): Described {
  const { described: last, image, credentials, comm, createdAt, hasExecuted, parent, wasRunning } = process;
  const path = image?.path;
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
    return last;
  }
  const now: Described = {
    image,
    path,
    credentials,
    comm,
    createdAt,
    hasExecuted,
    parent,
    wasRunning,
    fields: processFields(process),
    shared: undefined,
    ancestors: undefined,
  };
  process.described = now;
  return now;
}

/**
 * What all events of a process have in common: its fields below `process.`, and how it was recorded. The same object as
 * long as the fields stay the same.
 */
export function sharedByEvents(process: Process, platform: string): RecordElement {
  const now = described(process);
  now.shared ??= withOrigin(now.fields, platform);
  return now.shared;
}

const names = new Map<string, string>();

/** Fields of processes are few, and have the same names each time. */
function ofProcess(key: string): string {
  let name = names.get(key);
  if (name === undefined) {
    name = `process.${key}`;
    names.set(key, name);
  }
  return name;
}

function withOrigin(fields: RecordElement, platform: string): RecordElement {
  const shared: Record<string, Value> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) {
      shared[ofProcess(key)] = value;
    }
  }
  shared['event.os'] = platform;
  shared['event.async'] = false;
  return shared;
}

/** The ancestors of a process from its parent outwards; the same list as long as they stay the same. */
export function ancestorsOf(process: Process): readonly RecordElement[] {
  if (process.parent === undefined) {
    return NONE;
  }
  const now = described(process);
  if (now.ancestors === undefined || !isStill(now.ancestors, process)) {
    now.ancestors = above(process);
  }
  return now.ancestors;
}

const NONE: readonly RecordElement[] = [];

function isStill(list: readonly RecordElement[], process: Process): boolean {
  let each = process.parent;
  for (const element of list) {
    if (each === undefined || fieldsOf(each) !== element) {
      return false;
    }
    each = each.parent;
  }
  return each === undefined;
}

function above(process: Process): readonly RecordElement[] {
  const all: RecordElement[] = [];
  const seen = new Set<Process>([process]);
  for (let each = process.parent; each !== undefined && !seen.has(each); each = each.parent) {
    seen.add(each);
    all.push(fieldsOf(each));
  }
  return all;
}
