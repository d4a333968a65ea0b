import { file } from './coverage.ts';

/*
 * What recorders of system calls tell alike, for the tables of their formats.
 */

/** Of a process that was seen starting. */
export const PROGRAM: readonly string[] = [
  'pid',
  'ppid',
  'comm',
  'created_at',
  'is_exec',
  'is_thread',
  ...file('file'),
  'argv0',
  'argv',
  'args',
  'args_flags',
  'args_options',
  'args_truncated',
];
export const ENVIRONMENT: readonly string[] = ['envp', 'envs', 'envs_truncated'];
export const IDS: readonly string[] = ['uid', 'euid', 'fsuid', 'gid', 'egid', 'fsgid'];
export const CAPABILITIES: readonly string[] = ['cap_effective', 'cap_permitted'];

/** Of who a DNS packet goes to. */
export const NETWORK: readonly string[] = [
  'network.destination.ip',
  'network.destination.port',
  'network.source.ip',
  'network.source.port',
  'network.l4_protocol',
];

/** By event type, with the fields of the file that a call is about, and of the one that it makes. */
export function toldByCalls(
  subject: readonly string[],
  target: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const mode = ['file.destination.mode', 'file.destination.rights', 'syscall.path', 'syscall.mode', 'retval'];
  const both = [...subject, ...target, 'syscall.path', 'syscall.destination.path', 'retval'];
  return {
    chdir: [...subject, 'syscall.path', 'retval'],
    chmod: [...subject, ...mode],
    exec: [],
    exit: ['code', 'cause'],
    link: both,
    mkdir: [...subject, ...mode],
    mprotect: ['req_protection', 'retval'],
    open: [
      ...subject,
      'flags',
      'file.destination.mode',
      'syscall.path',
      'syscall.flags',
      'syscall.mode',
      'retval',
    ],
    ptrace: ['request', 'retval'],
    rename: both,
    rmdir: [...subject, 'syscall.path', 'retval'],
    signal: ['pid', 'type', 'retval'],
    socket: ['domain', 'type', 'protocol', 'retval'],
    unlink: [...subject, 'flags', 'syscall.path', 'syscall.flags', 'retval'],
    unshare: ['flags', 'retval'],
  };
}

/** Of recorders that show what programs have in memory: addresses, names of file systems, packets. */
export function toldByMemory(subject: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return {
    accept: ['addr.family', 'addr.ip', 'addr.port', 'retval'],
    bind: ['addr.family', 'addr.ip', 'addr.port', 'protocol', 'retval'],
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
    mmap: [...subject, 'protection', 'flags', 'retval'],
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
    setgid: ['gid', 'egid', 'fsgid'],
    setrlimit: ['resource', 'rlim_cur', 'rlim_max', 'retval'],
    setuid: ['uid', 'euid', 'fsuid'],
    splice: [...subject, 'retval'],
  };
}

/** Tables as one, in the order of the types; of a type that is in several the last counts. */
export function tableOf(
  ...tables: readonly Readonly<Record<string, readonly string[]>>[]
): Readonly<Record<string, readonly string[]>> {
  const all = tables.flatMap((table) => Object.entries(table));
  return Object.fromEntries([...new Map(all)].sort(([a], [b]) => (a < b ? -1 : 1)));
}
