import { coverageOf, file, type Told, unknownByType } from '../../kernel-calls/coverage.ts';

const OTHERS = [
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
];

/** What a capture can ever tell (spec/events.md, Recordings to import). */
const told: Told = {
  process: [...OTHERS, 'tid', 'auid', 'container.id'],
  others: OTHERS,
  byType: {
    accept: ['addr.family', 'addr.ip', 'addr.port', 'retval'],
    bind: ['addr.family', 'addr.ip', 'addr.port', 'protocol', 'retval'],
    bpf: ['cmd'],
    chdir: [...file('file'), 'syscall.path', 'retval'],
    chmod: [
      ...file('file'),
      'file.destination.mode',
      'file.destination.rights',
      'syscall.path',
      'syscall.mode',
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
    link: [
      ...file('file'),
      ...file('file.destination'),
      'syscall.path',
      'syscall.destination.path',
      'retval',
    ],
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
    ptrace: ['request', 'retval'],
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
    setuid: ['uid', 'euid', 'fsuid'],
    signal: ['pid', 'type', 'retval'],
    socket: ['domain', 'type', 'protocol', 'retval'],
    splice: [...file('file'), 'retval'],
    unlink: [...file('file'), 'flags', 'syscall.path', 'syscall.flags', 'retval'],
    unshare: ['flags', 'retval'],
  },
};

const NETWORK = ['destination.ip', 'destination.port', 'source.ip', 'source.port', 'l4_protocol'];
const common = coverageOf(told);

export const coverage = {
  ...common,
  fields: [...common.fields, 'container.id', ...NETWORK.map((name) => `network.${name}`)],
};
export const unknownFields: ReadonlyMap<string, readonly string[]> = new Map(
  [...unknownByType(told)].map(([type, patterns]) => [
    type,
    type === 'dns' ? [...patterns, 'network.*'] : patterns,
  ]),
);
