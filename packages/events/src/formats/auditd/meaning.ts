import type { KernelCall, Values } from '../../kernel-calls/call.ts';
import { callReaders } from '../../kernel-calls/calls.ts';
import type { RecordMaker } from '../../kernel-calls/record-maker.ts';
import { cleanPath } from '../../paths.ts';
import type { Process } from '../../process-tree.ts';
import type { RecordValue } from '../../record.ts';
import type { Symbols } from '../strace/symbols.ts';
import { addressOf } from './address.ts';
import { EXECS, EXITS, GROUP_CALLS, STARTS, USER_CALLS } from './call-names.ts';
import type { Callers } from './callers.ts';
import { capset, setIds } from './credentials.ts';
import { text, written } from './fields.ts';
import { AT_FDCWD, DIRECTORY_ARGUMENT, filesOf } from './files-of-call.ts';
import type { AuditRecord } from './line.ts';
import { IRRELEVANT, type Meaning, PROCESSES } from './meanings.ts';
import { argument, result } from './numbers.ts';
import type { EventParts } from './parts.ts';
import { directoryFrontOf } from './path-front.ts';
import { type PathItem, pathItems, told } from './paths.ts';
import { credentialsOf, hasIds, interpreterOf, type Processes } from './process.ts';
import type { Sessions } from './session.ts';
import { start } from './start.ts';
import { callName, isBigEndian } from './system-calls.ts';

export interface Surroundings {
  readonly maker: RecordMaker;
  readonly processes: Processes;
  readonly symbols: Symbols;
  readonly sessions: Sessions;
  readonly callers: Callers;
}

/** `time`: of the event. */
export function meaningOf(call: AuditRecord, parts: EventParts, time: bigint, around: Surroundings): Meaning {
  const { maker, processes, symbols } = around;
  const name = callName(call, () => argument(call, 'a0', symbols));
  const isExec = name !== undefined && EXECS.has(name);
  const known = isExec || parts.container !== undefined ? undefined : around.callers.known(call);
  const process = known?.process ?? processes.of(call, isExec);
  if (name === undefined) {
    if (known === undefined) process.credentials = withCapabilities(process, call);
    return IRRELEVANT;
  }
  const retval = result(call, symbols);
  const session = known?.session ?? around.sessions.of(process, call, parts.container);

  if (USER_CALLS.has(name) || GROUP_CALLS.has(name)) {
    return setIds(USER_CALLS.has(name) ? 'uid' : 'gid', call, process, session, retval);
  }
  if (known === undefined) {
    process.credentials = withCapabilities(process, call);
    if (!isExec && parts.container === undefined) around.callers.remember(call, { process, session });
  }
  if (isExec) {
    if (retval === undefined || retval < 0) {
      return IRRELEVANT;
    }
    const items = pathItems(parts.paths);
    const directory = directoryOf(parts);
    processes.exec(process, call, { items, args: parts.args, directory }, time);
    return { kind: 'event', type: 'exec', values: executable(call, items), process, session };
  }
  if (STARTS.has(name)) {
    return start(name, call, Number(retval ?? 0), process, time, around);
  }
  if (EXITS.has(name)) {
    const code = argument(call, 'a0', symbols);
    // The other threads of a process that one of them leaves go on.
    if (name === 'exit') return PROCESSES;
    const own = { 'exit.cause': 0, 'exit.code': code === undefined ? undefined : code & 0xff };
    const after = (): void => void maker.tree.end(process.pid);
    return { kind: 'event', type: 'exit', values: own, process, session, after };
  }
  if (name === 'capset') {
    return capset(parts, process, session, retval);
  }
  const reader = callReaders.get(name);
  const happening = reader?.(asCall(name, process, call, parts, retval, around));
  if (happening === undefined) {
    return IRRELEVANT;
  }
  const { type } = happening;
  const values =
    parts.module === undefined ? happening.values : { ...extra(happening, parts), ...happening.values };
  return { kind: 'event', type, values, process, session };
}

/**
 * The ids as this record has them: a name that stands for an id nobody knows leaves it unknown, whatever it was before.
 * Capabilities are in no such record.
 */
function withCapabilities({ credentials: old }: Process, call: AuditRecord): Process['credentials'] {
  // The same object as long as nothing changes: what is made of it is kept.
  if (hasIds(call, old)) {
    return old;
  }
  const { capEffective, capPermitted } = old;
  return {
    ...credentialsOf(call),
    ...(capEffective !== undefined && { capEffective }),
    ...(capPermitted !== undefined && { capPermitted }),
  };
}

function directoryOf({ directory: record }: EventParts): string | undefined {
  const path =
    record === undefined
      ? undefined
      : record.isInterpreted
        ? shownDirectory(record)
        : (directoryFrontOf(record) ?? text(record, 'cwd'));
  return path?.startsWith('/') === true ? cleanPath(path) : undefined;
}

function shownDirectory({ body }: AuditRecord): string | undefined {
  return / cwd=(.*?)\s*$/s.exec(body)?.[1];
}

/** What the file that was executed is, and the interpreter of a script. */
function executable(call: AuditRecord, items: readonly PathItem[]): Values {
  const interpreter = interpreterOf(call, items);
  const isOther = interpreter === undefined && items[0]?.name === undefined;
  const file = Object.entries(isOther ? {} : (told(items[0], undefined).more ?? {}));
  return {
    ...Object.fromEntries(file.map(([key, value]) => [`process.file.${key}`, value])),
    ...(interpreter !== undefined && {
      'process.interpreter.file.path': interpreter,
      'process.interpreter.file.name': interpreter.slice(interpreter.lastIndexOf('/') + 1),
    }),
  };
}

function asCall(
  name: string,
  { pid }: Process,
  call: AuditRecord,
  parts: EventParts,
  retval: number | bigint | undefined,
  { maker, symbols }: Surroundings,
): KernelCall {
  const { address, how } = parts;
  const args = parts.socketCall ?? call;
  const arg = (at: number): number | undefined => argument(args, `a${at}`, symbols);
  const items = pathItems(parts.paths);
  const cwd = directoryOf(parts);
  const directory = (at: number): string | undefined => {
    const position = DIRECTORY_ARGUMENT[name]?.[at];
    const given = position === undefined ? AT_FDCWD : arg(position);
    return given === AT_FDCWD || given === -100 ? cwd : undefined;
  };
  return {
    name,
    pid,
    arg: (at) =>
      name === 'openat2' && how !== undefined && at >= 2
        ? openHow(how, at)
        : name === 'openat2' && at >= 2
          ? undefined
          : arg(at),
    retval,
    ...filesOf(name, items, directory),
    address: address === undefined ? undefined : addressOf(address, isBigEndian(call)),
    target: (pid) => ({ ...objectOf(parts, pid), ...maker.target(pid) }),
  };
}

/** `openat2` takes its flags from memory; a record of its own has them. */
function openHow(how: AuditRecord, at: number): number | undefined {
  const shown = written(how, at === 2 ? 'oflag' : 'mode')?.text ?? '';
  return /^0?[0-7]+$/.test(shown) ? Number.parseInt(shown, 8) : undefined;
}

/** What the log says of a process that a signal or a debugger goes to. */
function objectOf({ objects }: EventParts, pid: number): Record<string, RecordValue> {
  const record = objects.find((each) => written(each, 'opid')?.text === String(pid));
  if (record === undefined) {
    return pid > 0 ? { pid } : {};
  }
  const comm = text(record, 'ocomm');
  return { pid, ...(comm !== undefined && { comm }) };
}

/** The name of a kernel module comes in a record of its own. */
function extra({ type }: { readonly type: string }, { module: record }: EventParts): Values {
  return record !== undefined && (type === 'load_module' || type === 'unload_module')
    ? { [`${type}.name`]: text(record, 'name') }
    : {};
}
