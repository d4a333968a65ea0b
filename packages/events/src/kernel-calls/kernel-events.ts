import type { RecordValue } from '../record.ts';
import { fileValues, type Happening, isReported, type KernelCall, type Values } from './call.ts';
import type { CallReader } from './file-events.ts';

/** A call that agents report whatever came of it, with its numbers by the fields they belong to. */
const always =
  (type: string, fields: Readonly<Record<string, number>>): CallReader =>
  (call) =>
    call.retval === undefined ? undefined : withRetval(type, call, numbers(type, call, fields));

const reported =
  (type: string, fields: Readonly<Record<string, number>>): CallReader =>
  (call) =>
    isReported(call) ? withRetval(type, call, numbers(type, call, fields)) : undefined;

function numbers(type: string, call: KernelCall, fields: Readonly<Record<string, number>>): Values {
  return Object.fromEntries(Object.entries(fields).map(([name, at]) => [`${type}.${name}`, call.arg(at)]));
}

function withRetval(type: string, { retval }: KernelCall, values: Values): Happening {
  return { type, values: { ...values, [`${type}.retval`]: retval } };
}

/** What is known of another process, below a prefix. */
export function targetValues(prefix: string, fields: Readonly<Record<string, RecordValue>>): Values {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${prefix}.${key}`, value]));
}

const INT32 = 0x1_0000_0000;

/** A pid that is a register of 32 bits: groups of processes are negative. */
function signed(value: number | undefined): number | undefined {
  return value !== undefined && value >= INT32 / 2 && value < INT32 ? value - INT32 : value;
}

/** Agents watch `kill` only: `tkill` and `tgkill`, by which threads signal one another, are of no event. */
const kill: CallReader = (call) => {
  const pid = signed(call.arg(0));
  if (!isReported(call)) return undefined;
  return withRetval('signal', call, {
    'signal.pid': pid,
    'signal.type': call.arg(1),
    ...(pid === undefined ? {} : targetValues('signal.target', call.target(pid))),
  });
};

const ptrace: CallReader = (call) => {
  const pid = signed(call.arg(1));
  if (call.retval === undefined) return undefined;
  return withRetval('ptrace', call, {
    'ptrace.request': call.arg(0),
    ...(pid === undefined ? {} : targetValues('ptrace.tracee', call.target(pid))),
  });
};

/** Of the process itself, or of another one. A limit that is asked for and not set is of no event. */
const setrlimit: CallReader = (call) => (isReported(call) ? limited(call, call.pid, call.arg(0)) : undefined);

const prlimit: CallReader = (call) => {
  const pid = signed(call.arg(0));
  if (!isReported(call) || call.arg(2) === 0) return undefined;
  return limited(call, pid === 0 ? call.pid : pid, call.arg(1));
};

function limited(call: KernelCall, pid: number | undefined, resource: number | undefined): Happening {
  return withRetval('setrlimit', call, {
    'setrlimit.resource': resource,
    ...(pid === undefined ? {} : targetValues('setrlimit.target', call.target(pid))),
  });
}

const PR_SET_NAME = 15;

const prctl: CallReader = (call) => {
  const option = call.arg(0);
  if (call.retval === undefined) return undefined;
  const isOther = option !== undefined && option !== PR_SET_NAME;
  return withRetval('prctl', call, {
    'prctl.option': option,
    ...(isOther && { 'prctl.new_name': '', 'prctl.is_name_truncated': false }),
  });
};

const MAP_ANONYMOUS = 0x20;

const mmap: CallReader = (call) => {
  const flags = call.arg(3);
  if (call.retval === undefined) return undefined;
  const isAnonymous = flags !== undefined && (flags & MAP_ANONYMOUS) !== 0;
  return {
    type: 'mmap',
    values: {
      ...(isAnonymous ? { 'mmap.file.path': '', 'mmap.file.name': '' } : fileValues('mmap.file', call.file)),
      'mmap.protection': call.arg(2),
      'mmap.flags': flags,
      // An address is a success; the top of it looks negative to those that print it with a sign.
      'mmap.retval': call.retval < 0 && call.retval > -4096 ? call.retval : 0,
    },
  };
};

const initModule: CallReader = (call) =>
  call.retval === undefined
    ? undefined
    : withRetval('load_module', call, {
        'load_module.file.path': '',
        'load_module.file.name': '',
        'load_module.loaded_from_memory': true,
      });

const finitModule: CallReader = (call) =>
  call.retval === undefined
    ? undefined
    : withRetval('load_module', call, {
        ...fileValues('load_module.file', call.file),
        'load_module.loaded_from_memory': false,
      });

/** Calls about processes, memory and the kernel itself, by their names. */
export const kernelCalls: Readonly<Record<string, CallReader>> = {
  kill,
  ptrace,
  prctl,
  unshare: reported('unshare', { flags: 0 }),
  setrlimit,
  prlimit64: prlimit,
  mmap,
  mmap2: mmap,
  mprotect: always('mprotect', { req_protection: 2 }),
  pkey_mprotect: always('mprotect', { req_protection: 2 }),
  init_module: initModule,
  finit_module: finitModule,
  delete_module: always('unload_module', {}),
  bpf: always('bpf', { cmd: 0 }),
};
