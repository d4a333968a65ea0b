import type { Coverage } from '../../importer.ts';

/** Fields of a process that a recording can tell, where it has shown the process start or change. */
const PROCESS = [
  'pid',
  'ppid',
  'comm',
  'created_at',
  'is_exec',
  'is_thread',
  'file.path',
  'file.path.length',
  'file.name',
  'file.name.length',
  'argv0',
  'argv',
  'args',
  'args_flags',
  'args_options',
  'args_truncated',
  'envp',
  'envs',
  'envs_truncated',
  'uid',
  'euid',
  'fsuid',
  'gid',
  'egid',
  'fsgid',
  'cap_effective',
  'cap_permitted',
];

const OF_PROCESSES = ['process', 'exec', 'exit', 'ptrace.tracee', 'signal.target', 'setrlimit.target'];

const file = (prefix: string): readonly string[] => [
  `${prefix}.path`,
  `${prefix}.path.length`,
  `${prefix}.name`,
  `${prefix}.name.length`,
];

const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  accept: ['addr.family', 'addr.ip', 'addr.port', 'retval'],
  bind: ['addr.family', 'addr.ip', 'addr.port', 'protocol', 'retval'],
  bpf: ['cmd', 'map.type', 'map.name', 'prog.type', 'prog.name', 'prog.attach_type', 'retval'],
  capset: ['cap_effective', 'cap_permitted'],
  chdir: [...file('file'), 'syscall.path', 'retval'],
  chmod: [
    ...file('file'),
    'file.destination.mode',
    'file.destination.rights',
    'syscall.path',
    'syscall.mode',
    'retval',
  ],
  chown: [
    ...file('file'),
    'file.destination.uid',
    'file.destination.gid',
    'syscall.path',
    'syscall.uid',
    'syscall.gid',
    'retval',
  ],
  connect: ['addr.family', 'addr.ip', 'addr.port', 'protocol', 'retval'],
  dns: [
    'id',
    'question.name',
    'question.name.length',
    'question.type',
    'question.class',
    'question.count',
    'question.length',
  ],
  exec: [],
  exit: ['code', 'cause'],
  link: [...file('file'), ...file('file.destination'), 'syscall.path', 'syscall.destination.path', 'retval'],
  load_module: [...file('file'), 'args', 'argv', 'loaded_from_memory', 'retval'],
  mkdir: [
    ...file('file'),
    'file.destination.mode',
    'file.destination.rights',
    'syscall.path',
    'syscall.mode',
    'retval',
  ],
  mmap: [...file('file'), 'protection', 'flags', 'retval'],
  mount: [
    'mountpoint.path',
    'root.path',
    'source.path',
    'fs_type',
    'syscall.source.path',
    'syscall.mountpoint.path',
    'syscall.fs_type',
    'retval',
  ],
  mprotect: ['req_protection', 'retval'],
  open: [
    ...file('file'),
    'flags',
    'file.destination.mode',
    'syscall.path',
    'syscall.flags',
    'syscall.mode',
    'retval',
  ],
  prctl: ['option', 'new_name', 'is_name_truncated', 'retval'],
  ptrace: ['request', 'retval'],
  removexattr: [...file('file'), 'file.destination.name', 'file.destination.namespace', 'retval'],
  rename: [
    ...file('file'),
    ...file('file.destination'),
    'syscall.path',
    'syscall.destination.path',
    'retval',
  ],
  rmdir: [...file('file'), 'syscall.path', 'retval'],
  setgid: ['gid', 'egid', 'fsgid'],
  setrlimit: ['resource', 'rlim_cur', 'rlim_max', 'retval'],
  setsockopt: ['level', 'optname', 'retval'],
  setuid: ['uid', 'euid', 'fsuid'],
  setxattr: [...file('file'), 'file.destination.name', 'file.destination.namespace', 'retval'],
  signal: ['pid', 'type', 'retval'],
  socket: ['domain', 'type', 'protocol', 'retval'],
  splice: [...file('file'), 'retval'],
  unlink: [...file('file'), 'flags', 'syscall.path', 'syscall.flags', 'syscall.dirfd', 'retval'],
  unload_module: ['name', 'retval'],
  unshare: ['flags', 'retval'],
  utimes: [...file('file'), 'syscall.path', 'retval'],
};

const NETWORK = ['destination.ip', 'destination.port', 'source.ip', 'source.port', 'l4_protocol'];

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
    ...NETWORK.map((name) => `network.${name}`),
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
