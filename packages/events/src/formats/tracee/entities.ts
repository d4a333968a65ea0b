import { flagsOf, optionsOf } from '../../arguments-of-process.ts';
import { BoundedMap } from '../../bounded-map.ts';
import { integerAt, type JsonObject, objectAt, textAt } from '../../foreign-json.ts';
import { baseName } from '../../paths.ts';
import type { RecordElement } from '../../record.ts';
import type { Given } from './given.ts';

type Value = RecordElement[string];
type Fields = Record<string, Value>;

/** A process that the recording has shown. */
export interface Entity {
  readonly key: string;
  readonly pid: number;
  parentKey: string;
  parent: Entity | undefined;
  /** What it runs, from its exec or from the process that it was forked from. */
  program: Readonly<Fields>;
  /** What its last event said of it. */
  context: Readonly<Fields>;
  /** Both, as fields without prefix; made anew when one of them has changed. */
  fields: RecordElement | undefined;
}

const FURTHEST = 100;
const NO_FIELDS: Readonly<Fields> = {};

/**
 * Who started whom, by Tracee's hashes of process id and start time, which stay different when ids come round again;
 * by the ids themselves in recordings of versions that have no hashes.
 */
export class Entities {
  readonly #entities = new BoundedMap<Entity>();

  /** The process of an event. */
  of(top: JsonObject): Entity | undefined {
    const pid = integerAt(top, 'hostProcessId');
    if (typeof pid !== 'number') {
      return undefined;
    }
    const host = textAt(top, 'hostName') ?? '';
    const key = keyOf(integerAt(top, 'processEntityId'), pid, host);
    const ppid = integerAt(top, 'hostParentProcessId');
    const parentKey = keyOf(integerAt(top, 'parentEntityId'), typeof ppid === 'number' ? ppid : 0, host);
    const entity = this.#known(key, pid);
    entity.parentKey = parentKey;
    entity.parent ??= this.#entities.get(parentKey);
    const context = contextOf(top, ppid);
    if (!isSame(entity.context, context)) {
      entity.context = context;
      entity.fields = undefined;
    }
    return entity;
  }

  /** `sched_process_fork`: the child runs what its maker runs. */
  start(maker: Entity, given: Given, host: string): void {
    const pid = given.integer('child_pid') ?? given.integer('child_process_pid');
    const isProcess = given.integer('child_tid') === pid;
    if (typeof pid !== 'number' || !isProcess) {
      return;
    }
    const hash = given.integer('child_process_entity_id');
    const child = this.#known(keyOf(hash, pid, host), pid);
    child.parent = maker;
    child.parentKey = maker.key;
    child.program = { ...maker.program, is_exec: false, is_thread: true };
    child.fields = undefined;
  }

  /** `sched_process_exec`. */
  exec(entity: Entity, given: Given, time: bigint | undefined): void {
    entity.program = programOf(given, time);
    entity.fields = undefined;
  }

  end({ key }: Entity): void {
    this.#entities.end(key);
  }

  /** Fields of a process without prefix. */
  describe(entity: Entity): RecordElement {
    entity.fields ??= { ...entity.program, ...entity.context };
    return entity.fields;
  }

  /** From the parent outwards, as far as they have been seen. */
  ancestors(entity: Entity): readonly Entity[] {
    const list: Entity[] = [];
    let top = entity;
    while (list.length < FURTHEST) {
      top.parent ??= this.#entities.get(top.parentKey);
      const { parent } = top;
      if (parent === undefined || parent === entity || parent === top) {
        return list;
      }
      list.push(parent);
      top = parent;
    }
    // Cut off, so that a chain that grows for ever is not held for ever.
    top.parent = undefined;
    top.parentKey = '';
    return list;
  }

  #known(key: string, pid: number): Entity {
    let entity = this.#entities.get(key);
    if (entity === undefined) {
      entity = {
        key,
        pid,
        parentKey: '',
        parent: undefined,
        program: NO_FIELDS,
        context: { pid },
        fields: undefined,
      };
      this.#entities.set(key, entity);
    }
    return entity;
  }
}

function keyOf(hash: number | bigint | undefined, pid: number, host: string): string {
  return hash !== undefined && hash !== 0 ? `#${hash}` : pid === 0 ? '' : `${pid} ${host}`;
}

/** What every event of Tracee says of its process. */
function contextOf(top: JsonObject, ppid: number | bigint | undefined): Fields {
  const fields: Fields = {};
  const set = (key: string, value: Value | undefined): void => {
    if (value !== undefined && value !== '') {
      fields[key] = value;
    }
  };
  set('pid', integerAt(top, 'hostProcessId'));
  set('ppid', ppid);
  set('uid', integerAt(top, 'userId'));
  // Threads have names of their own.
  if (integerAt(top, 'hostThreadId') === fields.pid) {
    set('comm', textAt(top, 'processName'));
  }
  set('mntns', integerAt(top, 'mountNamespace'));
  const path = textAt(objectAt(top, 'executable'), 'path');
  if (path !== undefined && path !== '') {
    fields['file.path'] = path;
    fields['file.name'] = baseName(path);
  }
  const container = containerOf(top);
  if (container !== undefined) {
    fields['container.id'] = container;
  }
  return fields;
}

/** Empty outside of containers; not known where a process has a namespace of ids and no container is named. */
function containerOf(top: JsonObject): string | undefined {
  const id = textAt(objectAt(top, 'container'), 'id') ?? textAt(top, 'containerId') ?? '';
  const isOnHost = integerAt(top, 'processId') === integerAt(top, 'hostProcessId');
  return id !== '' || isOnHost ? id : undefined;
}

function programOf(given: Given, time: bigint | undefined): Fields {
  const fields: Fields = { is_exec: true, is_thread: false, is_kworker: false };
  if (time !== undefined) {
    fields.created_at = time;
  }
  const path = given.text('pathname');
  if (path?.startsWith('/') === true) {
    fields['file.path'] = path;
    fields['file.name'] = baseName(path);
  }
  const set = (key: string, value: Value | undefined): void => {
    if (value !== undefined) {
      fields[key] = value;
    }
  };
  const mode = given.integer('inode_mode');
  set('file.inode', given.integer('inode'));
  set('file.change_time', given.integer('ctime'));
  set('file.mode', mode);
  set('file.rights', mode === undefined ? undefined : Number(mode) & 0o7777);
  const argv = given.texts('argv');
  if (argv !== undefined) {
    const rest = argv.slice(1);
    set('argv0', argv[0]);
    fields.argv = rest;
    fields.args = rest.join(' ');
    fields.args_flags = flagsOf(rest);
    fields.args_options = optionsOf(rest);
  }
  const env = given.texts('env');
  if (env !== undefined) {
    fields.envp = env;
    fields.envs = env.map((each) => each.split('=', 1)[0] ?? '');
  }
  return fields;
}

function isSame(a: Readonly<Fields>, b: Readonly<Fields>): boolean {
  if (Object.keys(a).length !== Object.keys(b).length) {
    return false;
  }
  for (const key in b) {
    if (a[key] !== b[key]) {
      return false;
    }
  }
  return true;
}
