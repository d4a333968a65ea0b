import { type Mapped, mapped } from './mapping.ts';

/*
 * The agent's JSON against the fields of its rules (backend schema of the agent, Linux): where a value stands in an
 * object, the field that it is, its kind.
 */

/** `executable`, `interpreter`, `file` and its `destination`. */
export const FILE: readonly Mapped[] = mapped([
  'path path text',
  'name name text',
  'extension extension text?',
  'inode inode integer',
  'mode mode integer',
  'in_upper_layer in_upper_layer truth',
  'mount_id mount_id integer',
  'filesystem filesystem text',
  'uid uid integer',
  'gid gid integer',
  'user user text',
  'group group text',
  'modification_time modification_time time',
  'change_time change_time time',
  'package_name package.name text?',
  'package_version package.version text?',
  'package_epoch package.epoch integer?',
  'package_release package.release text?',
  'package_source_version package.source_version text?',
  'package_source_epoch package.source_epoch integer?',
  'package_source_release package.source_release text?',
  'hashes hashes texts?',
  'mount_visible mount_visible truth?',
  'mount_detached mount_detached truth?',
]);

/** What rules know of programs only, and when they start. */
export const METADATA: readonly Mapped[] = mapped([
  'metadata/size file.metadata.size integer?',
  'metadata/is_executable file.metadata.is_executable truth?',
  'metadata/is_upx_packed file.metadata.is_upx_packed truth?',
  'metadata/is_garble_obfuscated file.metadata.is_garble_obfuscated truth?',
]);

/** A process, without its files and arguments. */
export const PROCESS: readonly Mapped[] = mapped([
  'pid pid integer',
  'ppid ppid integer',
  'tid tid integer',
  'uid uid integer',
  'gid gid integer',
  'user user text',
  'group group text',
  'comm comm text',
  'tty tty_name text',
  'credentials/euid euid integer?',
  'credentials/euser euser text?',
  'credentials/egid egid integer?',
  'credentials/egroup egroup text?',
  'credentials/fsuid fsuid integer?',
  'credentials/fsuser fsuser text?',
  'credentials/fsgid fsgid integer?',
  'credentials/fsgroup fsgroup text?',
  'credentials/auid auid integer?',
  'credentials/cap_effective cap_effective capabilities?',
  'credentials/cap_permitted cap_permitted capabilities?',
  'caps_attempted caps_attempted capabilities?',
  'caps_used caps_used capabilities?',
  'cgroup/id cgroup.id text?',
  'cgroup/manager cgroup.manager text?',
  'container/id container.id text',
  'container/created_at container.created_at time',
  'user_session/k8s_username user_session.k8s_username text',
  'user_session/k8s_uid user_session.k8s_uid text',
  'user_session/k8s_groups user_session.k8s_groups texts',
  'is_thread is_thread truth',
  'is_kworker is_kworker truth',
]);

/** `network`, and `packet` with the same keys. */
export const NETWORK: readonly Mapped[] = mapped([
  'device/ifname device.ifname text',
  'device/netns device.netns integer',
  'l3_protocol l3_protocol constant?',
  'l4_protocol l4_protocol constant?',
  'source/ip source.ip ip?',
  'source/port source.port integer?',
  'destination/ip destination.ip ip?',
  'destination/port destination.port integer?',
  'size size integer?',
  'network_direction network_direction constant?',
]);

const ADDRESS = [
  'addr/family addr.family constant?',
  'addr/ip addr.ip ip?',
  'addr/port addr.port integer?',
  'hostnames addr.hostname texts?',
  'protocol protocol constant?',
];

/** By event type: the object that the event has at its top, and what is in it. */
export const OWN: Readonly<Record<string, { readonly at: string; readonly rows: readonly Mapped[] }>> = {
  accept: { at: 'accept', rows: mapped(ADDRESS.slice(0, 4)) },
  bind: { at: 'bind', rows: mapped(ADDRESS.filter((row) => !row.startsWith('hostnames'))) },
  connect: { at: 'connect', rows: mapped(ADDRESS) },
  bpf: {
    at: 'bpf',
    rows: mapped([
      'cmd cmd constant?',
      'map/name map.name text',
      'map/map_type map.type constant',
      'program/name prog.name text',
      'program/tag prog.tag text',
      'program/program_type prog.type constant',
      'program/attach_type prog.attach_type constant',
    ]),
  },
  capabilities: {
    at: '',
    rows: mapped(['caps_attempted attempted capabilities?', 'caps_used used capabilities?']),
  },
  cgroup_write: { at: 'cgroup_write', rows: mapped(['pid pid integer?']) },
  dns: {
    at: 'dns',
    rows: mapped([
      'id id integer?',
      'question/name question.name text?',
      'question/type question.type constant?',
      'question/class question.class constant?',
      'question/size question.length integer?',
      'question/count question.count integer?',
      'response/code response.code integer?',
    ]),
  },
  exit: { at: 'exit', rows: mapped(['cause cause constant?', 'code code integer?']) },
  imds: {
    at: 'imds',
    rows: mapped([
      'type type text?',
      'cloud_provider cloud_provider text?',
      'url url text',
      'host host text',
      'user_agent user_agent text',
      'server server text',
      'aws/is_imds_v2 aws.is_imds_v2 truth',
      'aws/security_credentials/type aws.security_credentials.type text',
    ]),
  },
  load_module: {
    at: 'module',
    rows: mapped([
      'name name text?',
      'loaded_from_memory loaded_from_memory truth?',
      'argv argv texts',
      'args_truncated args_truncated truth?',
    ]),
  },
  mmap: { at: 'mmap', rows: mapped(['protection protection mask?', 'flags flags mask?']) },
  mount: {
    at: 'mount',
    rows: mapped([
      'mountpoint.path mountpoint.path text?',
      'source.path source.path text?',
      'fs_type fs_type text',
      'detached detached truth?',
      'visible visible truth?',
    ]),
  },
  mprotect: {
    at: 'mprotect',
    rows: mapped(['vm_protection vm_protection mask?', 'req_protection req_protection mask?']),
  },
  prctl: {
    at: 'prctl',
    rows: mapped([
      'option option constant?',
      'new_name new_name text',
      'is_name_truncated is_name_truncated truth',
    ]),
  },
  ptrace: { at: 'ptrace', rows: mapped(['request request constant?']) },
  setsockopt: {
    at: 'setsockopt',
    rows: mapped([
      'level level constant?',
      'optname optname constant?',
      'filter_len filter_len integer',
      'is_filter_truncated is_filter_truncated truth',
      'filter_hash filter_hash text?',
    ]),
  },
  signal: { at: 'signal', rows: mapped(['type type constant?', 'pid pid integer?']) },
  splice: {
    at: 'splice',
    rows: mapped(['pipe_entry_flag pipe_entry_flag mask?', 'pipe_exit_flag pipe_exit_flag mask?']),
  },
  sysctl: {
    at: 'sysctl',
    rows: mapped([
      'action action constant?',
      'file_position file_position integer',
      'name name text',
      'name_truncated name_truncated truth',
      'value value text',
      'value_truncated value_truncated truth',
      'old_value old_value text',
      'old_value_truncated old_value_truncated truth',
    ]),
  },
  unload_module: { at: 'module', rows: mapped(['name name text?']) },
};

/** What `process.credentials.destination` says for the types that change credentials. */
export const CREDENTIALS: Readonly<Record<string, readonly Mapped[]>> = {
  setuid: mapped([
    'uid uid integer?',
    'user user text?',
    'euid euid integer?',
    'euser euser text?',
    'fsuid fsuid integer?',
    'fsuser fsuser text?',
  ]),
  setgid: mapped([
    'gid gid integer?',
    'group group text?',
    'egid egid integer?',
    'egroup egroup text?',
    'fsgid fsgid integer?',
    'fsgroup fsgroup text?',
  ]),
  capset: mapped(['cap_effective cap_effective capabilities?', 'cap_permitted cap_permitted capabilities?']),
};

/** Types about a file, which stands under `file` at the top. */
export const WITH_FILE: readonly string[] = [
  'cgroup_write',
  'chdir',
  'chmod',
  'chown',
  'link',
  'load_module',
  'mkdir',
  'mmap',
  'open',
  'removexattr',
  'rename',
  'rmdir',
  'setxattr',
  'splice',
  'unlink',
  'utimes',
];

/** What `file.destination` holds beside files. */
export const DESTINATION: Readonly<Record<string, readonly Mapped[]>> = {
  chmod: mapped(['mode mode integer?', 'mode rights integer?']),
  chown: mapped(['uid uid integer?', 'gid gid integer?', 'user user text?', 'group group text?']),
  link: FILE,
  mkdir: mapped(['mode mode integer?', 'mode rights integer?']),
  open: mapped(['mode mode integer?']),
  removexattr: mapped(['attribute_name name text?', 'attribute_namespace namespace text?']),
  rename: FILE,
  setxattr: mapped(['attribute_name name text?', 'attribute_namespace namespace text?']),
};

const path = 'path syscall.path text?';
const mode = 'mode syscall.mode integer?';
const both = [path, 'destination_path syscall.destination.path text?'];

/** `syscall.<type>`: the arguments as the program gave them. */
export const SYSCALL: Readonly<Record<string, readonly Mapped[]>> = {
  chdir: mapped([path]),
  chmod: mapped([path, mode]),
  chown: mapped([path, 'uid syscall.uid integer?', 'gid syscall.gid integer?']),
  exec: mapped([path]),
  link: mapped(both),
  mkdir: mapped([path, mode]),
  mount: mapped([
    'path syscall.source.path text?',
    'destination_path syscall.mountpoint.path text?',
    'fs_type syscall.fs_type text?',
  ]),
  open: mapped([path, 'flags syscall.flags integer?', mode]),
  rename: mapped(both),
  rmdir: mapped([path]),
  unlink: mapped([path, 'flags syscall.flags integer?', 'dirfd syscall.dirfd integer?']),
  utimes: mapped([path]),
};

/** Calls that return 0 when they succeed; for others success says only that it was not negative. */
export const ZERO_ON_SUCCESS: ReadonlySet<string> = new Set([
  'bind',
  'chdir',
  'chmod',
  'chown',
  'connect',
  'link',
  'load_module',
  'mkdir',
  'mount',
  'mprotect',
  'removexattr',
  'rename',
  'rmdir',
  'setsockopt',
  'setxattr',
  'signal',
  'unlink',
  'unload_module',
  'utimes',
]);
