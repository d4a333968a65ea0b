import { isIp, type JsonObject, objectAt } from '../../foreign-json.ts';
import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import { baseName, resolvePath } from '../../paths.ts';
import type { RecordElement, RecordValue } from '../../record.ts';
import type { Given, GivenFile, GivenSocket } from './given.ts';
import { capabilitiesOf, idsOf } from './process.ts';

export type Values = Readonly<Record<string, RecordValue | undefined>>;

/** One event that a hook stands for. */
export interface Meant {
  readonly type: string;
  readonly values: Values;
}

/** What a hook is read with. */
export interface Call {
  readonly given: Given;
  readonly result: number | bigint | undefined;
  /** What is known of the process that called, without prefix. */
  readonly process: RecordElement;
  /** Where it was when it was started. */
  readonly directory: string | undefined;
  readonly names: NamesAsNumbers;
}

export type Hook = (call: Call) => readonly Meant[];

const NOTHING: readonly Meant[] = [];

function fileValues(prefix: string, file: GivenFile | undefined): Values {
  if (file === undefined) {
    return {};
  }
  const { path, mode } = file;
  return {
    ...(path !== undefined && { [`${prefix}.path`]: path, [`${prefix}.name`]: baseName(path) }),
    ...(mode !== undefined && { [`${prefix}.mode`]: mode, [`${prefix}.rights`]: mode & 0o7777 }),
  };
}

/** A path as a program gave it: where it is relative, only its last part is sure, for the directory may have changed. */
function pathValues(prefix: string, given: string | undefined): Values {
  if (given === undefined || given === '') {
    return {};
  }
  const path = resolvePath(undefined, given);
  const name = baseName(given);
  const isName = name !== '' && name !== '.' && name !== '..';
  return path !== undefined
    ? { [`${prefix}.path`]: path, [`${prefix}.name`]: baseName(path) }
    : isName
      ? { [`${prefix}.name`]: name }
      : {};
}

/** A file in whichever way the hook gives it; of several arguments the one at that place. */
function whichFile(prefix: string, { given }: Call, place = 0): Values {
  const file = given.files[place];
  return file === undefined ? pathValues(prefix, given.texts[place]) : fileValues(prefix, file);
}

function syscallPath(type: string, { given }: Call): Values {
  return { [`${type}.syscall.path`]: given.files.length === 0 ? given.texts[0] : undefined };
}

/** A hook that is about one file and nothing else. */
function onFile(type: string): Hook {
  return (call) => [{ type, values: { ...whichFile(`${type}.file`, call), ...syscallPath(type, call) } }];
}

/** A directory and a name in it, or one path. */
function removed(type: string): Hook {
  return (call) => {
    const { files, texts } = call.given;
    const [directory] = files;
    const [name] = texts;
    return directory !== undefined && name !== undefined && !name.includes('/')
      ? [{ type, values: fileValues(`${type}.file`, { path: below(directory.path, name), mode: undefined }) }]
      : onFile(type)(call);
  };
}

function below(directory: string | undefined, name: string): string | undefined {
  return directory === undefined ? undefined : resolvePath(directory, name);
}

/** From one path to another. */
function moved(type: string): Hook {
  return (call) => {
    const { files, texts } = call.given;
    const isInTwo = files.length === 2 && texts.length === 2;
    const at = (place: number): Values =>
      isInTwo
        ? pathValues('file', below(files[place]?.path, texts[place] ?? ''))
        : whichFile('file', call, place);
    const to = Object.entries(at(1)).map(([key, value]) => [
      `${type}.file.destination${key.slice('file'.length)}`,
      value,
    ]);
    const from = Object.entries(at(0)).map(([key, value]) => [`${type}.${key}`, value]);
    return [{ type, values: Object.fromEntries([...from, ...to]) }];
  };
}

/** The mode is the last number: a directory's descriptor may stand before it. */
function withMode(type: string): Hook {
  return (call) => {
    const mode = call.given.integers.at(-1);
    const bits = mode === undefined ? undefined : Number(mode) & 0o7777;
    return [
      {
        type,
        values: {
          ...whichFile(`${type}.file`, call),
          ...syscallPath(type, call),
          [`${type}.file.destination.mode`]: bits,
          [`${type}.file.destination.rights`]: bits,
        },
      },
    ];
  };
}

const NO_CHANGE = 0xffff_ffff;

const chown: Hook = (call) => {
  const [uid, gid] = call.given.integers.slice(-2);
  const id = (value: number | bigint | undefined): number | undefined =>
    value === undefined ? undefined : Number(value) === NO_CHANGE ? -1 : Number(value);
  return [
    {
      type: 'chown',
      values: {
        ...whichFile('chown.file', call),
        ...syscallPath('chown', call),
        'chown.file.destination.uid': id(uid),
        'chown.file.destination.gid': id(gid),
      },
    },
  ];
};

const MODULE = 2;

/** The kernel reads files for several purposes; one number says which. */
const kernelReadsFile: Hook = (call) =>
  call.given.integers[0] === MODULE
    ? [
        {
          type: 'load_module',
          values: { ...whichFile('load_module.file', call), 'load_module.loaded_from_memory': false },
        },
      ]
    : NOTHING;

/** The flags of an open are not among the arguments of these hooks: a mask of 4 (read) or 2 (write) is something else. */
const open: Hook = onFile('open');

/** `open(path, flags, mode)` and `openat(directory, path, flags, mode)`, as far as the policy prints them. */
const openCall: Hook = (call) => {
  const { given } = call;
  const [first] = given.integers;
  const hasDirectory = first !== undefined && (Number(first) === AT_FDCWD || given.integers.length > 2);
  const [flags, mode] = hasDirectory ? given.integers.slice(1) : given.integers;
  return [
    {
      type: 'open',
      values: {
        ...whichFile('open.file', call),
        ...syscallPath('open', call),
        'open.flags': hasDirectory || given.integers.length === 2 ? flags : undefined,
        'open.file.destination.mode': hasDirectory || given.integers.length === 2 ? mode : undefined,
      },
    },
  ];
};

/** What is read or written by a descriptor has been opened; the policy prints the descriptor's file. */
const usesDescriptor: Hook = (call) => (call.given.files.length === 0 ? NOTHING : open(call));

const AT_FDCWD = -100;

/** Values of an address; the kernel's names for IPv4 inside of IPv6 are kept as they are. */
export function addressValues(
  type: string,
  { family, ip, port, protocol }: GivenSocket,
  names: NamesAsNumbers,
): Values {
  const byIp = isIp(ip) ? (ip.includes(':') ? 'AF_INET6' : 'AF_INET') : undefined;
  const l4 = protocol?.replace(/^IPPROTO_/, '');
  const number = names.one(family ?? byIp ?? '');
  return {
    [`${type}.addr.ip`]: isIp(ip) ? ip : undefined,
    [`${type}.addr.port`]: port,
    [`${type}.addr.family`]: number,
    ...(type !== 'accept' && {
      [`${type}.protocol`]: l4 === undefined ? undefined : names.one(`IP_PROTO_${l4}`),
    }),
  };
}

function address(type: 'connect' | 'bind' | 'accept', protocol?: string): Hook {
  return ({ given, names }) => {
    const [socket] = given.sockets;
    return socket === undefined
      ? NOTHING
      : [{ type, values: addressValues(type, { ...socket, protocol: socket.protocol ?? protocol }, names) }];
  };
}

/** New credentials: which ids or capabilities they change is said where those of before are known. */
const commitCredentials: Hook = ({ given, process, names }) => {
  const { credentials } = given;
  if (credentials === undefined) {
    return NOTHING;
  }
  const next = idsOf(credentials);
  const caps = capabilitiesOf(objectAt(credentials, 'caps'), names);
  const meant: Meant[] = [];
  for (const id of ['uid', 'gid'] as const) {
    const own = [id, `e${id}`, `fs${id}`] as const;
    if (own.some((each) => isChange(process[each], (next as JsonObject)[each]))) {
      const type = `set${id}`;
      const values = own.map((each) => [`${type}.${each}`, next[each]] as const);
      meant.push({ type, values: Object.fromEntries(values) });
    }
  }
  const changed = Object.keys(caps).some((set) => isChange(process[set], caps[set]));
  // With user ids the kernel takes and gives capabilities by itself.
  if (meant.length === 0 && changed) {
    const values = Object.entries(caps).map(([set, value]) => [`capset.${set}`, value]);
    meant.push({ type: 'capset', values: Object.fromEntries(values) });
  }
  return meant;
};

function isChange(before: unknown, after: unknown): boolean {
  return before !== undefined && after !== undefined && before !== after;
}

/** `setuid`, `setgid`: all ids change for root; for others the call may fail, and then agents see nothing. */
function setOne(id: 'uid' | 'gid'): Hook {
  return ({ given, process, result }) => {
    const [value] = given.integers;
    const isRoot = process.euid === 0;
    if (value === undefined || (result === undefined && !isRoot)) {
      return NOTHING;
    }
    const type = `set${id}`;
    return [
      {
        type,
        values: {
          [`${type}.${id}`]: isRoot ? value : undefined,
          [`${type}.e${id}`]: value,
          [`${type}.fs${id}`]: value,
        },
      },
    ];
  };
}

/** The source, the place, the file system, in the order of the call. */
const mount: Hook = ({ given }) => {
  const { files, texts } = given;
  const [file] = files;
  const source = texts[0];
  const target = file === undefined ? texts[1] : file.path;
  const kind = file === undefined ? texts[2] : texts[1];
  return [
    {
      type: 'mount',
      values: {
        'mount.mountpoint.path': target?.startsWith('/') === true ? target : undefined,
        'mount.fs_type': kind,
        'mount.syscall.source.path': source,
        'mount.syscall.mountpoint.path': file === undefined ? target : undefined,
        'mount.syscall.fs_type': kind,
      },
    },
  ];
};

const bpf: Hook = ({ given, names }) => {
  const { bpfProgram, bpfMap, bpfCommand } = given;
  const command = bpfCommand ?? (bpfProgram ? 'BPF_PROG_LOAD' : bpfMap ? 'BPF_MAP_CREATE' : '');
  return [
    {
      type: 'bpf',
      values: {
        'bpf.cmd': command === '' ? given.integers[0] : names.one(command),
        'bpf.prog.type': bpfProgram?.type === undefined ? undefined : names.one(bpfProgram.type),
        'bpf.prog.name': bpfProgram?.name,
        'bpf.map.type': bpfMap?.type === undefined ? undefined : names.one(bpfMap.type),
        'bpf.map.name': bpfMap?.name,
      },
    },
  ];
};

/** The n-th integer as the value of one field. */
function integers(type: string, ...fields: readonly string[]): Hook {
  return ({ given }) => {
    const values = fields.map((field, place) => [`${type}.${field}`, given.integers[place]] as const);
    return [{ type, values: Object.fromEntries(values) }];
  };
}

const mmap: Hook = (call) => {
  const [protection, flags] = call.given.integers;
  const values = { ...whichFile('mmap.file', call), 'mmap.protection': protection, 'mmap.flags': flags };
  return [{ type: 'mmap', values }];
};

const moduleNamed =
  (type: 'load_module' | 'unload_module'): Hook =>
  ({ given }) => [{ type, values: { [`${type}.name`]: given.module ?? given.texts[0] } }];

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
