import { asInteger, integerAt, isIp, type JsonObject, objectsAt, textAt } from '../../foreign-json.ts';
import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import { baseName } from '../../paths.ts';
import type { RecordValue } from '../../record.ts';
import type { Given } from './given.ts';

export type Values = Readonly<Record<string, RecordValue | undefined>>;

export interface Meant {
  readonly type: string;
  readonly values: Values;
}

export type EventReader = (given: Given, names: NamesAsNumbers) => readonly Meant[];

const NOTHING: readonly Meant[] = [];

/** A path; where it is relative, only its last part is sure. */
function pathValues(prefix: string, path: string | undefined): Values {
  if (path === undefined || path === '') {
    return {};
  }
  const name = baseName(path);
  const isName = name !== '' && name !== '.' && name !== '..';
  return {
    ...(path.startsWith('/') && { [`${prefix}.path`]: path }),
    ...(isName && { [`${prefix}.name`]: name }),
  };
}

/** A file that the kernel has resolved. */
function fileValues(prefix: string, given: Given, path = 'pathname'): Values {
  return {
    ...pathValues(prefix, given.text(path)),
    [`${prefix}.inode`]: given.integer('inode'),
    [`${prefix}.change_time`]: given.integer('ctime'),
  };
}

const open: EventReader = (given) => [
  {
    type: 'open',
    values: {
      ...fileValues('open.file', given),
      'open.flags': given.integer('flags'),
      'open.file.destination.mode': given.integer('mode'),
      'open.syscall.path': given.has('syscall_pathname') ? given.text('syscall_pathname') : undefined,
    },
  },
];

/** The call itself: its path is as the program gave it. */
const openCall: EventReader = (given) => [
  {
    type: 'open',
    values: {
      ...pathValues('open.file', given.text('pathname')),
      'open.flags': given.integer('flags'),
      'open.syscall.flags': given.integer('flags'),
      'open.file.destination.mode': given.integer('mode'),
      'open.syscall.mode': given.integer('mode'),
      'open.syscall.path': given.text('pathname'),
    },
  },
];

const onFile =
  (type: string): EventReader =>
  (given) => [{ type, values: fileValues(`${type}.file`, given) }];

function moved(type: string, from: string, to: string): EventReader {
  return (given) => [
    {
      type,
      values: {
        ...pathValues(`${type}.file`, given.text(from)),
        ...pathValues(`${type}.file.destination`, given.text(to)),
      },
    },
  ];
}

function withMode(type: string): EventReader {
  return (given) => {
    const mode = given.integer('mode');
    const bits = mode === undefined ? undefined : Number(mode) & 0o7777;
    return [
      {
        type,
        values: {
          ...pathValues(`${type}.file`, given.text('pathname')),
          [`${type}.file.destination.mode`]: bits,
          [`${type}.file.destination.rights`]: bits,
        },
      },
    ];
  };
}

const chown: EventReader = (given) => [
  {
    type: 'chown',
    values: {
      ...pathValues('chown.file', given.text('pathname')),
      'chown.file.destination.uid': signed(given.integer('owner') ?? given.integer('uid')),
      'chown.file.destination.gid': signed(given.integer('group') ?? given.integer('gid')),
    },
  },
];

/** "Leave it as it is" is -1, which some versions print without its sign. */
function signed(id: number | bigint | undefined): number | bigint | undefined {
  return id === 0xffff_ffff ? -1 : id;
}

/** `{"sa_family": "AF_INET", "sin_addr": "10.0.0.1", "sin_port": "443"}`. */
function socketAddress(type: 'connect' | 'bind', name: string): EventReader {
  return (given, names) => {
    const address = given.object(name);
    const family = textAt(address, 'sa_family') ?? '';
    const ip = textAt(address, 'sin_addr') ?? textAt(address, 'sin6_addr');
    const isOther = family !== '' && family !== 'AF_INET' && family !== 'AF_INET6';
    return [
      {
        type,
        values: {
          [`${type}.addr.family`]: names.one(family),
          [`${type}.addr.ip`]: isIp(ip) ? ip : isOther ? '' : undefined,
          [`${type}.addr.port`]: isOther
            ? 0
            : (integerAt(address, 'sin_port') ?? integerAt(address, 'sin6_port')),
        },
      },
    ];
  };
}

const tcpConnect: EventReader = (given, names) => {
  const ip = given.text('dst') ?? '';
  return [
    {
      type: 'connect',
      values: {
        'connect.addr.ip': isIp(ip) ? ip : undefined,
        'connect.addr.port': given.integer('dst_port'),
        'connect.addr.family': names.one(ip.includes(':') ? 'AF_INET6' : 'AF_INET'),
        'connect.protocol': names.one('IP_PROTO_TCP'),
      },
    },
  ];
};

const socket: EventReader = (given) => [
  {
    type: 'socket',
    values: {
      'socket.domain': given.integer('family'),
      'socket.type': given.integer('type'),
      'socket.protocol': given.integer('protocol'),
    },
  },
];

const CLASSES: Readonly<Record<string, string>> = {
  IN: 'CLASS_INET',
  CS: 'CLASS_CSNET',
  CH: 'CLASS_CHAOS',
  HS: 'CLASS_HESIOD',
  None: 'CLASS_NONE',
  Any: 'CLASS_ANY',
};

const RESPONSES: Readonly<Record<string, number>> = {
  'no error': 0,
  'format error': 1,
  'server failure': 2,
  'non-existent domain': 3,
  'not implemented': 4,
  'query refused': 5,
};

/** A question that is sent, or an answer that came; one event, about its first question, as agents have it. */
const dns: EventReader = (given, names) => {
  const packet = given.object('proto_dns');
  const [question] = objectsAt(packet, 'questions');
  if (packet === undefined || question === undefined) {
    return NOTHING;
  }
  const isResponse = integerAt(packet, 'QR') === 1;
  const code = textAt(packet, 'responseCode')?.toLowerCase();
  return [
    {
      type: 'dns',
      values: {
        'dns.id': integerAt(packet, 'ID'),
        ...questionValues(
          textAt(question, 'name'),
          textAt(question, 'type'),
          textAt(question, 'class'),
          names,
        ),
        'dns.question.count': integerAt(packet, 'QDCount'),
        'dns.response.code': isResponse && code !== undefined ? RESPONSES[code] : undefined,
        'dns.response.ips': isResponse ? answered(packet) : undefined,
        ...ends(
          given.text('src'),
          given.text('dst'),
          given.integer('src_port'),
          given.integer('dst_port'),
          names,
        ),
      },
    },
  ];
};

function answered(packet: JsonObject): readonly string[] {
  return objectsAt(packet, 'answers')
    .map((answer) => textAt(answer, 'IP'))
    .filter(isIp);
}

/** `net_packet_dns_request`: the questions without the packet around them. */
const dnsRequest: EventReader = (given, names) => {
  const questions = given.objects('dns_questions');
  const [question] = questions;
  const packet = given.object('metadata');
  return question === undefined
    ? NOTHING
    : [
        {
          type: 'dns',
          values: {
            ...questionValues(
              textAt(question, 'query'),
              textAt(question, 'query_type'),
              textAt(question, 'query_class'),
              names,
            ),
            'dns.question.count': questions.length,
            ...ends(
              textAt(packet, 'src_ip'),
              textAt(packet, 'dst_ip'),
              integerAt(packet, 'src_port'),
              integerAt(packet, 'dst_port'),
              names,
            ),
          },
        },
      ];
};

function questionValues(
  name: string | undefined,
  type: string | undefined,
  recordClass: string | undefined,
  names: NamesAsNumbers,
): Values {
  return {
    'dns.question.name': name,
    'dns.question.type': type === undefined ? undefined : names.one(type),
    'dns.question.class': names.one(CLASSES[recordClass ?? ''] ?? ''),
  };
}

function ends(
  from: string | undefined,
  to: string | undefined,
  fromPort: number | bigint | undefined,
  toPort: number | bigint | undefined,
  names: NamesAsNumbers,
): Values {
  const isKnown = isIp(from) && isIp(to);
  return {
    'network.source.ip': isKnown ? from : undefined,
    'network.source.port': fromPort,
    'network.destination.ip': isKnown ? to : undefined,
    'network.destination.port': toPort,
    'network.l3_protocol': isKnown ? names.one(to.includes(':') ? 'ETH_P_IPV6' : 'ETH_P_IP') : undefined,
  };
}

/** Old and new credentials: what differs says which calls an agent would have seen. */
const credentials: EventReader = (given) => {
  const before = given.object('old_cred');
  const after = given.object('new_cred');
  const changed = (key: string): boolean => {
    const now = asInteger(after?.[key]);
    return now !== undefined && now !== asInteger(before?.[key]);
  };
  const meant: Meant[] = [];
  if (['Uid', 'Euid', 'Fsuid'].some(changed)) {
    meant.push({
      type: 'setuid',
      values: {
        'setuid.uid': integerAt(after, 'Uid'),
        'setuid.euid': integerAt(after, 'Euid'),
        'setuid.fsuid': integerAt(after, 'Fsuid'),
      },
    });
  }
  if (['Gid', 'Egid', 'Fsgid'].some(changed)) {
    meant.push({
      type: 'setgid',
      values: {
        'setgid.gid': integerAt(after, 'Gid'),
        'setgid.egid': integerAt(after, 'Egid'),
        'setgid.fsgid': integerAt(after, 'Fsgid'),
      },
    });
  }
  // With user ids the kernel takes and gives capabilities by itself.
  if (meant.length === 0 && ['CapEffective', 'CapPermitted'].some(changed)) {
    meant.push({
      type: 'capset',
      values: {
        'capset.cap_effective': integerAt(after, 'CapEffective'),
        'capset.cap_permitted': integerAt(after, 'CapPermitted'),
      },
    });
  }
  return meant;
};

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

const mmap: EventReader = (given) => [
  {
    type: 'mmap',
    values: {
      ...fileValues('mmap.file', given),
      'mmap.protection': given.integer('prot'),
      'mmap.flags': given.integer('mmap_flags'),
    },
  },
];

const mprotect: EventReader = (given) => [
  { type: 'mprotect', values: { 'mprotect.req_protection': given.integer('prot') } },
];

const MODULES: ReadonlySet<string> = new Set(['kernel-module', 'READING_MODULE', '2']);

/** The kernel reads files for several purposes. */
const kernelReadsFile: EventReader = (given) =>
  MODULES.has(given.text('type') ?? String(given.integer('type')))
    ? [
        {
          type: 'load_module',
          values: { ...fileValues('load_module.file', given), 'load_module.loaded_from_memory': false },
        },
      ]
    : NOTHING;

const moduleLoaded: EventReader = (given) => [
  {
    type: 'load_module',
    values: { ...fileValues('load_module.file', given), 'load_module.name': given.text('name') },
  },
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

const xattr =
  (type: string): EventReader =>
  (given) => {
    const name = given.text('name');
    const dot = name?.indexOf('.') ?? -1;
    return [
      {
        type,
        values: {
          ...pathValues(`${type}.file`, given.text('path') ?? given.text('pathname')),
          [`${type}.file.destination.name`]: name,
          [`${type}.file.destination.namespace`]:
            name === undefined || dot < 0 ? undefined : name.slice(0, dot),
        },
      },
    ];
  };

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
