import { coverageOf } from '../../coverage.ts';
import {
  CREDENTIALS,
  DESTINATION,
  FILE,
  METADATA,
  NETWORK,
  OWN,
  PROCESS,
  SYSCALL,
  WITH_FILE,
  ZERO_ON_SUCCESS,
} from './linux-fields.ts';
import type { Mapped } from './mapping.ts';
import { WINDOWS_FILE, WINDOWS_OWN, WINDOWS_PROCESS, WINDOWS_WITH_FILE } from './windows-fields.ts';

function names(rows: readonly Mapped[], prefix = ''): readonly string[] {
  return rows.flatMap(({ field, kind }) =>
    kind === 'text' ? [prefix + field, `${prefix}${field}.length`] : [prefix + field],
  );
}

const FILE_FIELDS = [...names(FILE), 'rights'];
const below = (prefix: string, fields: readonly string[]): readonly string[] =>
  fields.map((field) => `${prefix}${field}`);

const LINUX_PROCESS = [
  ...names(PROCESS),
  'created_at',
  'is_exec',
  ...below('file.', FILE_FIELDS),
  ...below('interpreter.file.', FILE_FIELDS),
  'argv',
  'argv0',
  'args',
  'args_flags',
  'args_options',
  'args_truncated',
  'envs',
  'envs_truncated',
];

const OTHER: Readonly<Record<string, readonly string[]>> = {
  bpf: ['prog.helpers'],
  exec: names(METADATA),
  load_module: ['args'],
  network_flow_monitor: ['device.ifname', 'device.netns', 'flows.*'],
  open: ['flags'],
  packet: [...names(NETWORK), 'tls.version'],
  selinux: ['bool.name', 'bool.state', 'enforce.status', 'bool_commit.state'],
  unlink: ['flags'],
};

const LINUX_TYPES = [
  ...new Set([
    'exec',
    'exit',
    ...Object.keys(OWN),
    ...Object.keys(CREDENTIALS),
    ...WITH_FILE,
    ...Object.keys(OTHER),
  ]),
].sort();

function ofLinux(type: string): readonly string[] {
  const destination = DESTINATION[type];
  return [
    ...names(OWN[type]?.rows ?? []),
    ...names(CREDENTIALS[type] ?? []),
    ...(WITH_FILE.includes(type) ? below('file.', FILE_FIELDS) : []),
    ...(destination === FILE
      ? below('file.destination.', FILE_FIELDS)
      : names(destination ?? [], 'file.destination.')),
    ...names(SYSCALL[type] ?? []),
    ...(ZERO_ON_SUCCESS.has(type) ? ['retval'] : []),
    ...(OTHER[type] ?? []),
  ];
}

const linux = coverageOf({
  process: LINUX_PROCESS,
  common: [
    'event.os',
    'event.timestamp',
    'event.async',
    'event.origin',
    'container.id',
    'container.created_at',
    ...names(NETWORK, 'network.'),
  ],
  byType: Object.fromEntries(LINUX_TYPES.map((type) => [type, ofLinux(type)])),
  otherProcesses: {
    'ptrace.tracee': LINUX_PROCESS,
    'ptrace.tracee.parent': LINUX_PROCESS,
    'ptrace.tracee.ancestors': LINUX_PROCESS,
    'signal.target': LINUX_PROCESS,
    'signal.target.parent': LINUX_PROCESS,
    'signal.target.ancestors': LINUX_PROCESS,
  },
});

const WINDOWS_TYPES = ['exec', ...Object.keys(WINDOWS_OWN), ...WINDOWS_WITH_FILE];

const windows = coverageOf({
  process: [...names(WINDOWS_PROCESS), 'user_sid'],
  common: [],
  byType: Object.fromEntries(
    WINDOWS_TYPES.map((type) => [
      type,
      [
        ...names(WINDOWS_OWN[type] ?? []),
        ...(WINDOWS_WITH_FILE.includes(type) ? names(WINDOWS_FILE, 'file.') : []),
        ...(type === 'rename' ? names(WINDOWS_FILE, 'file.destination.') : []),
      ],
    ]),
  ),
});

/** What the agent's own events can ever tell, on Linux and on Windows. */
export const coverage = {
  eventTypes: [...new Set([...linux.eventTypes, ...windows.eventTypes])],
  fields: [...new Set([...linux.fields, ...windows.fields])],
};
