import { credentials } from './credential-events.ts';
import { dns, dnsRequest } from './dns-events.ts';
import {
  chown,
  kernelReadsFile,
  mmap,
  moduleLoaded,
  moved,
  onFile,
  open,
  openCall,
  pathValues,
  withMode,
  xattr,
} from './file-events.ts';
import type { EventReader } from './meaning.ts';
import { socket, socketAddress, tcpConnect } from './network-events.ts';

const mount: EventReader = (given) => {
  const path = given.text('path');
  return [
    {
      type: 'mount',
      values: {
        'mount.mountpoint.path': path?.startsWith('/') === true ? path : undefined,
        'mount.fs_type': given.text('type'),
        'mount.syscall.source.path': given.text('dev_name'),
        'mount.syscall.fs_type': given.text('type'),
      },
    },
  ];
};

const mprotect: EventReader = (given) => [
  { type: 'mprotect', values: { 'mprotect.req_protection': given.integer('prot') } },
];

const plain =
  (type: string, fields: Readonly<Record<string, string>>): EventReader =>
  (given) => [
    {
      type,
      values: Object.fromEntries(
        Object.entries(fields).map(([field, name]) => [`${type}.${field}`, given.integer(name)]),
      ),
    },
  ];

/** Tracee's events by their names. Where the kernel's hook tells more than the call, the hook is read. */
export const EVENTS: Readonly<Record<string, EventReader>> = {
  security_file_open: open,
  open: openCall,
  openat: openCall,
  openat2: openCall,
  creat: openCall,
  security_inode_unlink: onFile('unlink'),
  security_inode_rename: moved('rename', 'old_path', 'new_path'),
  rmdir: onFile('rmdir'),
  mkdir: withMode('mkdir'),
  mkdirat: withMode('mkdir'),
  link: moved('link', 'oldpath', 'newpath'),
  linkat: moved('link', 'oldpath', 'newpath'),
  chmod_common: withMode('chmod'),
  chmod: withMode('chmod'),
  fchmodat: withMode('chmod'),
  chown,
  lchown: chown,
  fchownat: chown,
  chdir: (given) => [{ type: 'chdir', values: pathValues('chdir.file', given.text('path')) }],
  utimensat: onFile('utimes'),
  utimes: (given) => [{ type: 'utimes', values: pathValues('utimes.file', given.text('filename')) }],
  setxattr: xattr('setxattr'),
  lsetxattr: xattr('setxattr'),
  removexattr: xattr('removexattr'),
  lremovexattr: xattr('removexattr'),
  security_socket_connect: socketAddress('connect', 'remote_addr'),
  security_socket_bind: socketAddress('bind', 'local_addr'),
  security_socket_create: socket,
  net_tcp_connect: tcpConnect,
  net_packet_dns: dns,
  net_packet_dns_request: dnsRequest,
  commit_creds: credentials,
  security_sb_mount: mount,
  security_mmap_file: mmap,
  security_file_mprotect: mprotect,
  do_init_module: moduleLoaded,
  module_load: moduleLoaded,
  security_kernel_read_file: kernelReadsFile,
  security_post_read_file: kernelReadsFile,
  module_free: (given) => [{ type: 'unload_module', values: { 'unload_module.name': given.text('name') } }],
  delete_module: (given) => [{ type: 'unload_module', values: { 'unload_module.name': given.text('name') } }],
  security_bpf: plain('bpf', { cmd: 'cmd' }),
  security_bpf_map: (given, names) => [
    {
      type: 'bpf',
      values: { 'bpf.cmd': names.one('BPF_MAP_CREATE'), 'bpf.map.name': given.text('map_name') },
    },
  ],
  security_bpf_prog: (given, names) => [
    {
      type: 'bpf',
      values: {
        'bpf.cmd': names.one('BPF_PROG_LOAD'),
        'bpf.prog.type': given.integer('type'),
        'bpf.prog.name': given.text('name'),
      },
    },
  ],
  ptrace: plain('ptrace', { request: 'request', 'tracee.pid': 'pid' }),
  kill: plain('signal', { pid: 'pid', type: 'sig' }),
  prctl: plain('prctl', { option: 'option' }),
  unshare: plain('unshare', { flags: 'flags' }),
  splice: () => [{ type: 'splice', values: {} }],
};

/** The calls that `security_file_open` tells of as well. */
export const OPEN_CALLS: ReadonlySet<string> = new Set(['open', 'openat', 'openat2', 'creat']);
