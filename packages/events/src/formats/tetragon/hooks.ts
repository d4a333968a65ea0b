import { commitCredentials, setOne } from './credential-hooks.ts';
import {
  chown,
  kernelReadsFile,
  mmap,
  moved,
  onFile,
  open,
  openCall,
  removed,
  usesDescriptor,
  withMode,
} from './file-hooks.ts';
import { bpf, integers, moduleNamed, mount } from './kernel-hooks.ts';
import type { Hook } from './meaning.ts';
import { address } from './network-hooks.ts';

/** Kernel functions and LSM hooks by their names, as tracing policies attach to them. */
const FUNCTIONS: Readonly<Record<string, Hook>> = {
  security_file_open: open,
  security_file_permission: open,
  fd_install: open,
  do_filp_open: open,
  security_mmap_file: mmap,
  security_file_mprotect: integers('mprotect', 'req_protection'),
  security_kernel_read_file: kernelReadsFile,
  security_kernel_post_read_file: kernelReadsFile,
  do_init_module: moduleNamed('load_module'),
  free_module: moduleNamed('unload_module'),
  security_path_unlink: removed('unlink'),
  security_inode_unlink: removed('unlink'),
  do_unlinkat: removed('unlink'),
  vfs_unlink: removed('unlink'),
  security_path_rmdir: removed('rmdir'),
  security_inode_rmdir: removed('rmdir'),
  do_rmdir: removed('rmdir'),
  security_path_mkdir: withMode('mkdir'),
  security_inode_mkdir: withMode('mkdir'),
  do_mkdirat: withMode('mkdir'),
  security_path_rename: moved('rename'),
  security_inode_rename: moved('rename'),
  do_renameat2: moved('rename'),
  security_path_link: moved('link'),
  security_inode_link: moved('link'),
  security_path_chmod: withMode('chmod'),
  chmod_common: withMode('chmod'),
  security_path_chown: chown,
  chown_common: chown,
  security_sb_mount: mount,
  tcp_connect: address('connect', 'TCP'),
  tcp_v4_connect: address('connect', 'TCP'),
  tcp_v6_connect: address('connect', 'TCP'),
  security_socket_connect: address('connect'),
  security_socket_bind: address('bind'),
  inet_bind: address('bind'),
  inet6_bind: address('bind'),
  inet_csk_accept: address('accept'),
  bpf_check: bpf,
  security_bpf: bpf,
  security_bpf_map: bpf,
  security_bpf_map_alloc: bpf,
  security_bpf_map_create: bpf,
  security_bpf_prog: bpf,
  security_bpf_prog_load: bpf,
  commit_creds: commitCredentials,
};

/** System calls by their names, without what kernels put before them. */
const CALLS: Readonly<Record<string, Hook>> = {
  open: openCall,
  openat: openCall,
  creat: open,
  read: usesDescriptor,
  pread64: usesDescriptor,
  write: usesDescriptor,
  pwrite64: usesDescriptor,
  unlink: removed('unlink'),
  unlinkat: removed('unlink'),
  rmdir: removed('rmdir'),
  mkdir: withMode('mkdir'),
  mkdirat: withMode('mkdir'),
  rename: moved('rename'),
  renameat: moved('rename'),
  renameat2: moved('rename'),
  link: moved('link'),
  linkat: moved('link'),
  chmod: withMode('chmod'),
  fchmodat: withMode('chmod'),
  chown: chown,
  lchown: chown,
  chdir: onFile('chdir'),
  setuid: setOne('uid'),
  setgid: setOne('gid'),
  mount,
  connect: address('connect'),
  bind: address('bind'),
  ptrace: integers('ptrace', 'request', 'tracee.pid'),
  kill: integers('signal', 'pid', 'type'),
  unshare: integers('unshare', 'flags'),
  bpf,
  delete_module: moduleNamed('unload_module'),
};

const CALL_PREFIX = /^(?:__(?:x64|arm64|ia32|se|x32)_(?:compat_)?)?sys_(?:enter_)?/;

/** What a kprobe's function or the hook of a security module stands for. */
export function hookOf(name: string, isSecurityModule: boolean): Hook | undefined {
  if (isSecurityModule) {
    return own(FUNCTIONS, `security_${name.replace(/^bpf_lsm_/, '')}`);
  }
  return CALL_PREFIX.test(name) ? own(CALLS, name.replace(CALL_PREFIX, '')) : own(FUNCTIONS, name);
}

/** A tracepoint at the beginning of a system call; at the end its arguments are gone. */
export function tracepointOf(subsystem: string, event: string): Hook | undefined {
  return subsystem === 'syscalls' && event.startsWith('sys_enter_')
    ? own(CALLS, event.slice('sys_enter_'.length))
    : undefined;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
