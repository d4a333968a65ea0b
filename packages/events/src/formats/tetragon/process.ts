import { flagsOf, optionsOf } from '../../arguments-of-process.ts';
import { parseTime } from '../../canonical/time.ts';
import {
  integerAt,
  type JsonObject,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
  truthAt,
} from '../../foreign-json.ts';
import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import { baseName, resolvePath } from '../../paths.ts';
import { commOf } from '../../process-tree.ts';
import type { RecordElement } from '../../record.ts';
import { splitArguments } from './arguments.ts';

type Value = RecordElement[string];

/** The identity of a process for Tetragon: one run of one program. An exec in the same process has another. */
export interface Named {
  readonly execId: string;
  readonly parentExecId: string;
  readonly pid: number | undefined;
}

export function nameOf(process: JsonObject): Named {
  const pid = integerAt(process, 'pid');
  return {
    execId: textAt(process, 'exec_id') ?? '',
    parentExecId: textAt(process, 'parent_exec_id') ?? '',
    pid: typeof pid === 'number' ? pid : undefined,
  };
}

/**
 * What Tetragon tells of a process, as fields without prefix. Its JSON leaves out what is empty, so an absence says
 * something where Tetragon always looks, and nothing where a setting decides.
 */
export function tetragonProcess(process: JsonObject, names: NamesAsNumbers): Record<string, Value> {
  const fields: Record<string, Value> = {};
  const set = (key: string, value: Value | undefined): void => {
    if (value !== undefined) {
      fields[key] = value;
    }
  };
  const flags = new Set((textAt(process, 'flags') ?? '').split(' '));
  set('pid', integerAt(process, 'pid'));
  const started = parseTime(textAt(process, 'start_time') ?? '');
  set('created_at', started);
  set('auid', integerAt(process, 'auid'));
  Object.assign(fields, image(process, flags), credentialsOf(process, names));
  const ofBinary = objectAt(process, 'binary_properties');
  set('file.inode', integerAt(objectAt(objectAt(ofBinary, 'file'), 'inode'), 'number'));
  // Given for programs with the set-id bits only: then these are the file's owners.
  set('file.uid', integerAt(ofBinary, 'setuid'));
  set('file.gid', integerAt(ofBinary, 'setgid'));
  set('container.id', containerOf(process));
  const environment = objectsAt(process, 'environment_variables');
  if (environment.length > 0) {
    fields.envs = environment.map((each) => textAt(each, 'key') ?? '');
    fields.envp = environment.map((each) => `${textAt(each, 'key') ?? ''}=${textAt(each, 'value') ?? ''}`);
  }
  return fields;
}

/** The program and its arguments. */
function image(process: JsonObject, flags: ReadonlySet<string>): Record<string, Value> {
  const fields: Record<string, Value> = {};
  const binary = textAt(process, 'binary') ?? '';
  const path = binary === '' ? undefined : resolvePath(textAt(process, 'cwd'), binary);
  if (path !== undefined && !flags.has('truncFilename') && !flags.has('errorFilename')) {
    fields['file.path'] = path;
    fields['file.name'] = baseName(path);
  }
  const hasExecuted = flags.has('execve');
  // A process that was there before Tetragon may have been given another name by then.
  if (hasExecuted && !flags.has('procFS') && path !== undefined) {
    fields.comm = commOf(baseName(path));
  }
  if (hasExecuted || flags.has('clone')) {
    fields.is_exec = hasExecuted;
    fields.is_thread = !hasExecuted;
  }
  if (hasExecuted && path !== undefined) {
    fields.is_kworker = false;
  }
  if (!flags.has('errorArgs') && binary !== '') {
    const given = textAt(process, 'arguments') ?? '';
    const argv = given === '' ? [] : splitArguments(given);
    fields.argv = argv;
    fields.args = argv.join(' ');
    fields.args_flags = flagsOf(argv);
    fields.args_options = optionsOf(argv);
    fields.args_truncated = flags.has('truncArgs');
  }
  return fields;
}

const IDS = ['uid', 'gid', 'euid', 'egid', 'fsuid', 'fsgid'] as const;

/** All ids where credentials are exported; else one, and that is the effective user id. */
function credentialsOf(process: JsonObject, names: NamesAsNumbers): Record<string, Value> {
  const fields: Record<string, Value> = {};
  const effective = integerAt(process, 'uid');
  if (effective !== undefined) {
    fields.euid = effective;
  }
  const credentials = objectAt(process, 'process_credentials');
  Object.assign(fields, idsOf(credentials), capabilitiesOf(objectAt(process, 'cap'), names));
  const user = textAt(objectAt(process, 'user'), 'name');
  if (user !== undefined) {
    fields.euser = user;
    if (fields.uid !== undefined && fields.uid === fields.euid) {
      fields.user = user;
    }
  }
  return fields;
}

/** The ids of exported credentials, as fields of a process or of an event that sets them. */
export function idsOf(credentials: JsonObject | undefined): Record<string, number | bigint> {
  const fields: Record<string, number | bigint> = {};
  for (const id of IDS) {
    const value = integerAt(credentials, id);
    if (value !== undefined) {
      fields[id] = value;
    }
  }
  return fields;
}

/** Sets that are listed are known, and so is one that is left out beside another: it is empty. */
export function capabilitiesOf(
  caps: JsonObject | undefined,
  names: NamesAsNumbers,
): Record<string, number | bigint> {
  if (caps === undefined) {
    return {};
  }
  const fields: Record<string, number | bigint> = {};
  for (const set of ['effective', 'permitted'] as const) {
    const listed = caps[set] === undefined ? [] : textsAt(caps, set);
    const value = listed && names.capabilities(listed);
    if (value !== undefined) {
      fields[`cap_${set}`] = value;
    }
  }
  return fields;
}

/**
 * The id without `containerd://`; the short form (`docker`, at most 31 characters) where the pod is not known. Neither
 * is there for a process outside of containers, unless it lives in a namespace of its own that Tetragon cannot name.
 */
export function containerOf(process: JsonObject): string | undefined {
  const ofPod = textAt(objectAt(objectAt(process, 'pod'), 'container'), 'id');
  const id =
    ofPod === undefined || ofPod === '' ? textAt(process, 'docker') : ofPod.replace(/^[\w-]+:\/\//, '');
  if (id !== undefined && id !== '') {
    return id;
  }
  const pidNamespace = objectAt(objectAt(process, 'ns'), 'pid');
  return pidNamespace !== undefined && truthAt(pidNamespace, 'is_host') !== true ? undefined : '';
}
