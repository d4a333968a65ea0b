/**
 * The calls that the recorder's script watches: for each the names of its arguments in the kernel's tracepoint, in the
 * order of the signature. `*` marks a path or another text, `&` the address of a socket. The script
 * is composed from this table and the importer reads by it, so both agree.
 */
export const tracedCalls = {
  open: 'filename* flags mode',
  openat: 'dfd filename* flags mode',
  creat: 'pathname* mode',
  close: 'fd',
  dup2: 'oldfd newfd',
  dup3: 'oldfd newfd',
  unlink: 'pathname*',
  unlinkat: 'dfd pathname* flag',
  rename: 'oldname* newname*',
  renameat: 'olddfd oldname* newdfd newname*',
  renameat2: 'olddfd oldname* newdfd newname*',
  link: 'oldname* newname*',
  linkat: 'olddfd oldname* newdfd newname*',
  mkdir: 'pathname* mode',
  mkdirat: 'dfd pathname* mode',
  rmdir: 'pathname*',
  chmod: 'filename* mode',
  fchmod: 'fd mode',
  fchmodat: 'dfd filename* mode',
  fchmodat2: 'dfd filename* mode',
  chown: 'filename* user group',
  lchown: 'filename* user group',
  fchown: 'fd user group',
  fchownat: 'dfd filename* user group',
  utimensat: 'dfd filename*',
  chdir: 'filename*',
  fchdir: 'fd',
  chroot: 'filename*',
  mount: 'dev_name* dir_name* type* flags',
  setxattr: 'pathname*',
  lsetxattr: 'pathname*',
  removexattr: 'pathname*',
  lremovexattr: 'pathname*',
  socket: 'family type protocol',
  connect: 'fd uservaddr&',
  bind: 'fd umyaddr&',
  accept: 'fd upeer_sockaddr&',
  accept4: 'fd upeer_sockaddr&',
  setsockopt: 'fd level optname',
  setuid: 'uid',
  setgid: 'gid',
  setreuid: 'ruid euid',
  setregid: 'rgid egid',
  setresuid: 'ruid euid suid',
  setresgid: 'rgid egid sgid',
  setfsuid: 'uid',
  setfsgid: 'gid',
  kill: 'pid sig',
  ptrace: 'request pid',
  prctl: 'option',
  unshare: 'unshare_flags',
  setrlimit: 'resource',
  prlimit64: 'pid resource new_rlim',
  init_module: 'umod',
  finit_module: 'fd',
  delete_module: 'name_user*',
  bpf: 'cmd',
} as const satisfies Readonly<Record<string, string>>;

export interface TracedArgument {
  readonly name: string;
  readonly kind: 'number' | 'text' | 'address';
}

export const traced: ReadonlyMap<string, readonly TracedArgument[]> = new Map(
  Object.entries(tracedCalls).map(([call, text]) => [
    call,
    text.split(' ').map((each) => ({
      name: each.replace(/[*&]$/, ''),
      kind: each.endsWith('*') ? 'text' : each.endsWith('&') ? 'address' : 'number',
    })),
  ]),
);
