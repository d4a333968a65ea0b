import type { Coverage } from '../../importer.ts';
import { file } from '../../kernel-calls/coverage.ts';
import {
  CAPABILITIES,
  ENVIRONMENT,
  IDS,
  NETWORK,
  PROGRAM,
  tableOf,
  toldByCalls,
  toldByMemory,
} from '../../kernel-calls/told-by-calls.ts';

/** Fields of a process that a recording can tell, where it has shown the process start or change. */
const PROCESS = [...PROGRAM, ...ENVIRONMENT, ...IDS, ...CAPABILITIES];

const OF_PROCESSES = ['process', 'exec', 'exit', 'ptrace.tracee', 'signal.target', 'setrlimit.target'];

const attribute = [...file('file'), 'file.destination.name', 'file.destination.namespace', 'retval'];

const BY_TYPE = tableOf(toldByCalls(file('file'), file('file.destination')), toldByMemory(file('file')), {
  bpf: ['cmd', 'map.type', 'map.name', 'prog.type', 'prog.name', 'prog.attach_type', 'retval'],
  capset: CAPABILITIES,
  chown: [
    ...file('file'),
    'file.destination.uid',
    'file.destination.gid',
    'syscall.path',
    'syscall.uid',
    'syscall.gid',
    'retval',
  ],
  load_module: [...file('file'), 'args', 'argv', 'loaded_from_memory', 'retval'],
  prctl: ['option', 'new_name', 'is_name_truncated', 'retval'],
  removexattr: attribute,
  setsockopt: ['level', 'optname', 'retval'],
  setxattr: attribute,
  unlink: [...file('file'), 'flags', 'syscall.path', 'syscall.flags', 'syscall.dirfd', 'retval'],
  unload_module: ['name', 'retval'],
  utimes: [...file('file'), 'syscall.path', 'retval'],
});

/** What strace can ever tell (spec/events.md, Recordings to import). */
export const coverage: Coverage = {
  eventTypes: Object.keys(BY_TYPE),
  fields: [
    'event.os',
    'event.timestamp',
    'event.async',
    '*.async',
    ...OF_PROCESSES.flatMap((prefix) => PROCESS.map((name) => `${prefix}.${name}`)),
    'process.tid',
    'exec.tid',
    'exit.tid',
    ...OF_PROCESSES.flatMap((prefix) => PROCESS.map((name) => `${prefix}.parent.${name}`)),
    ...OF_PROCESSES.flatMap((prefix) => PROCESS.map((name) => `${prefix}.ancestors.${name}`)),
    ...NETWORK,
    ...Object.entries(BY_TYPE).flatMap(([type, names]) => names.map((name) => `${type}.${name}`)),
  ],
};

/**
 * What every event of a type leaves open, but for the values that it brings: those count. All of a process is in it,
 * because a recording may begin when the process has long been running.
 */
export const unknownFields: ReadonlyMap<string, readonly string[]> = new Map(
  Object.keys(BY_TYPE).map((type) => {
    const network = type === 'dns' ? ['network.*'] : [];
    return [type, ['process.*', 'container.*', 'cgroup.*', 'event.*', ...network, `${type}.*`]];
  }),
);
