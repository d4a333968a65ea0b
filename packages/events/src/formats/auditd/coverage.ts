import { coverageOf, file, type Told, unknownByType } from '../../kernel-calls/coverage.ts';
import { CAPABILITIES, IDS, PROGRAM, tableOf, toldByCalls } from '../../kernel-calls/told-by-calls.ts';

const OTHERS = [...PROGRAM, ...IDS, ...CAPABILITIES];
const DETAILS = ['inode', 'uid', 'gid', 'user', 'group', 'mode', 'rights'];
const PROCESS = [
  ...OTHERS,
  'auid',
  'tty_name',
  'user',
  'group',
  'euser',
  'egroup',
  'fsuser',
  'fsgroup',
  'container.id',
  'interpreter.file.path',
  'interpreter.file.path.length',
  'interpreter.file.name',
  'interpreter.file.name.length',
  ...DETAILS.map((name) => `file.${name}`),
];

const subject = file('file', ...DETAILS);
const target = file('file.destination', ...DETAILS.filter((name) => name !== 'user' && name !== 'group'));

/** What a log of the audit system can ever tell (spec/events.md, Recordings to import). */
const told: Told = {
  process: PROCESS,
  others: OTHERS,
  byType: tableOf(toldByCalls(subject, target), {
    accept: ['addr.family', 'addr.ip', 'retval'],
    bind: ['addr.family', 'addr.ip', 'addr.port', 'retval'],
    bpf: ['cmd', 'retval'],
    capset: CAPABILITIES,
    chown: [
      ...subject,
      'file.destination.uid',
      'file.destination.gid',
      'syscall.path',
      'syscall.uid',
      'syscall.gid',
      'retval',
    ],
    connect: ['addr.family', 'addr.ip', 'addr.port', 'retval'],
    load_module: ['name', 'file.path', 'file.name', 'loaded_from_memory', 'retval'],
    mmap: ['file.path', 'file.name', 'protection', 'flags', 'retval'],
    mount: [
      'mountpoint.path',
      'root.path',
      'source.path',
      'syscall.mountpoint.path',
      'syscall.source.path',
      'retval',
    ],
    prctl: ['option', 'new_name', 'is_name_truncated', 'retval'],
    removexattr: [...subject, 'retval'],
    setgid: ['gid', 'egid', 'fsgid', 'group', 'egroup', 'fsgroup'],
    setrlimit: ['resource', 'retval'],
    setsockopt: ['level', 'optname', 'retval'],
    setuid: ['uid', 'euid', 'fsuid', 'user', 'euser', 'fsuser'],
    setxattr: [...subject, 'retval'],
    splice: ['retval'],
    unload_module: ['name', 'retval'],
    utimes: [...subject, 'syscall.path', 'retval'],
  }),
};

export const coverage = { ...coverageOf(told), fields: [...coverageOf(told).fields, 'container.id'] };
export const unknownFields = unknownByType(told);
