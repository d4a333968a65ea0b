import { describe, expect, it } from 'vitest';
import { own, readAll } from '../test-kit.ts';
import { tracee } from './tracee.ts';

interface Context {
  readonly [key: string]: unknown;
}

const shell: Context = {
  hostProcessId: 42,
  hostThreadId: 42,
  hostParentProcessId: 7,
  processId: 42,
  userId: 33,
  processName: 'sh',
  hostName: 'web-1',
  mountNamespace: 4026531841,
  processEntityId: 1042,
  parentEntityId: 1007,
  container: {},
  returnValue: 0,
};
const nginx: Context = {
  ...shell,
  hostProcessId: 7,
  hostThreadId: 7,
  processId: 7,
  hostParentProcessId: 1,
  processName: 'nginx',
  processEntityId: 1007,
  parentEntityId: 1001,
};

/** An event as Tracee prints it; the time is beyond what a JSON number can hold. */
function event(eventName: string, args: Readonly<Record<string, unknown>>, context = shell): string {
  const list = Object.entries(args).map(([name, value]) => ({ name, type: 'x', value }));
  const text = JSON.stringify({ ...context, eventName, args: list });
  return `{"timestamp":1772359200123456789,${text.slice(1)}`;
}

const exec = event('sched_process_exec', {
  pathname: '/bin/sh',
  inode: 12,
  inode_mode: 0o100755,
  argv: ['sh', '-c', 'id'],
  env: ['HOME=/root'],
});

describe('a process', () => {
  it('is what its exec says, for that event and those after it', () => {
    const { records } = readAll(tracee, [exec, event('unshare', { flags: 'CLONE_NEWNS' })]);
    const program = {
      'process.file.path': '/bin/sh',
      'process.file.name': 'sh',
      'process.file.inode': 12,
      'process.file.rights': 0o755,
      'process.argv0': 'sh',
      'process.argv': ['-c', 'id'],
      'process.envs': ['HOME'],
      'process.comm': 'sh',
      'process.pid': 42,
      'process.ppid': 7,
      'process.uid': 33,
      'process.mntns': 4026531841,
    };
    expect(records.map(({ Type }) => Type)).toEqual(['exec', 'unshare']);
    for (const { Values } of records) expect(Values).toMatchObject(program);
  });

  it('has its time with all digits', () => {
    const [record] = readAll(tracee, [exec]).records;
    expect(record?.Time).toBe(1772359200123456789n);
    expect(record?.Values['event.timestamp']).toBe(1772359200123456789n);
  });

  it('has ancestors by the ids of entities, as far as the recording has shown them', () => {
    const [, record] = readAll(tracee, [
      event('sched_process_exec', { pathname: '/usr/sbin/nginx', argv: ['nginx'] }, nginx),
      exec,
    ]).records;
    expect(record?.Ancestors).toMatchObject([{ pid: 7, comm: 'nginx', 'file.path': '/usr/sbin/nginx' }]);
  });

  it('runs what its maker runs, until it calls exec', () => {
    const { records, counts } = readAll(tracee, [
      event('sched_process_exec', { pathname: '/usr/sbin/nginx', argv: ['nginx', '-q'] }, nginx),
      event('sched_process_fork', { child_pid: 42, child_tid: 42, child_process_entity_id: 1042 }, nginx),
      event('unshare', { flags: 0 }),
    ]);
    expect(records[1]?.Values).toMatchObject({
      'process.file.path': '/usr/sbin/nginx',
      'process.argv': ['-q'],
      'process.is_exec': false,
    });
    expect(counts).toMatchObject({ events: 2, processes: 1 });
  });

  it('has no container outside of one; where ids are counted anew, that is not known', () => {
    const id = 'a'.repeat(64);
    const ids = readAll(tracee, [
      event('unshare', {}),
      event('unshare', {}, { ...shell, container: { id } }),
      event('unshare', {}, { ...shell, containerId: id, container: undefined }),
      event('unshare', {}, { ...shell, processId: 1 }),
    ]).records.map(({ Values }) => Values['container.id']);
    expect(ids).toEqual(['', id, id, undefined]);
  });
});

describe('an event', () => {
  it.each<[name: string, args: Readonly<Record<string, unknown>>, type: string, values: object]>([
    [
      'security_file_open',
      { pathname: '/etc/shadow', flags: 'O_WRONLY|O_CREAT', inode: 5, syscall_pathname: 'shadow' },
      'open',
      {
        'open.file.path': '/etc/shadow',
        'open.file.name': 'shadow',
        'open.file.inode': 5,
        'open.flags': 65,
        'open.syscall.path': 'shadow',
        'open.retval': 0,
      },
    ],
    [
      'security_file_open',
      { pathname: '/etc/shadow', flags: 33345 },
      'open',
      { 'open.file.path': '/etc/shadow', 'open.file.name': 'shadow', 'open.flags': 33345, 'open.retval': 0 },
    ],
    [
      'security_socket_connect',
      { remote_addr: { sa_family: 'AF_INET', sin_addr: '203.0.113.9', sin_port: '443' } },
      'connect',
      {
        'connect.addr.ip': '203.0.113.9',
        'connect.addr.port': 443,
        'connect.addr.family': 2,
        'connect.retval': 0,
      },
    ],
    [
      'security_socket_bind',
      { local_addr: { sa_family: 'AF_UNIX', sun_path: '/run/x' } },
      'bind',
      { 'bind.addr.ip': '', 'bind.addr.port': 0, 'bind.addr.family': 1, 'bind.retval': 0 },
    ],
    [
      'net_packet_dns',
      {
        src: '10.0.0.5',
        dst: '10.0.0.2',
        src_port: 40000,
        dst_port: 53,
        proto_dns: {
          ID: 7,
          QR: 0,
          QDCount: 1,
          responseCode: 'no error',
          questions: [{ name: 'example.com', type: 'AAAA', class: 'IN' }],
        },
      },
      'dns',
      {
        'dns.id': 7,
        'dns.question.name': 'example.com',
        'dns.question.type': 28,
        'dns.question.class': 1,
        'dns.question.count': 1,
        'network.source.ip': '10.0.0.5',
        'network.source.port': 40000,
        'network.destination.ip': '10.0.0.2',
        'network.destination.port': 53,
        'network.l3_protocol': 2048,
      },
    ],
    [
      'commit_creds',
      {
        old_cred: { Uid: 33, Euid: 33, Fsuid: 33, Gid: 33 },
        new_cred: { Uid: 0, Euid: 0, Fsuid: 0, Gid: 33 },
      },
      'setuid',
      { 'setuid.uid': 0, 'setuid.euid': 0, 'setuid.fsuid': 0 },
    ],
    [
      'security_inode_rename',
      { old_path: '/tmp/a', new_path: '/etc/b' },
      'rename',
      {
        'rename.file.path': '/tmp/a',
        'rename.file.name': 'a',
        'rename.file.destination.path': '/etc/b',
        'rename.file.destination.name': 'b',
        'rename.retval': 0,
      },
    ],
    [
      'ptrace',
      { request: 'PTRACE_ATTACH', pid: 9 },
      'ptrace',
      { 'ptrace.request': 16, 'ptrace.tracee.pid': 9, 'ptrace.retval': 0 },
    ],
    ['kill', { pid: 9, sig: 'SIGKILL' }, 'signal', { 'signal.pid': 9, 'signal.type': 9, 'signal.retval': 0 }],
    [
      'security_mmap_file',
      { pathname: '/lib/x.so', prot: 'PROT_READ|PROT_EXEC', mmap_flags: 2 },
      'mmap',
      {
        'mmap.file.path': '/lib/x.so',
        'mmap.file.name': 'x.so',
        'mmap.protection': 5,
        'mmap.flags': 2,
        'mmap.retval': 0,
      },
    ],
    [
      'do_init_module',
      { name: 'rootkit' },
      'load_module',
      { 'load_module.name': 'rootkit', 'load_module.retval': 0 },
    ],
    [
      'sched_process_exit',
      { exit_code: 0, signal_code: 9, process_group_exit: true },
      'exit',
      { 'exit.code': 9, 'exit.cause': 2 },
    ],
    ['sched_process_exit', { exit_code: 256, process_group_exit: true }, 'exit', {}],
  ])('%s', (name, args, type, values) => {
    const { records } = readAll(tracee, [event(name, args)]);
    expect(records.map(({ Type }) => Type)).toEqual([type]);
    expect(own(records[0])).toEqual(values);
  });

  it('keeps long integers of its arguments exact', () => {
    const line = event('security_file_open', { pathname: '/x', ctime: 5 }).replace(
      '"value":5',
      '"value":1657321027326584851',
    );
    expect(own(readAll(tracee, [line]).records[0])['open.file.change_time']).toBe(1657321027326584851n);
  });

  it('is one where both the call and the hook of an open are traced', () => {
    const call = event('openat', { dirfd: -100, pathname: '/etc/x', flags: 'O_RDONLY' });
    const hook = event('security_file_open', { pathname: '/etc/x', flags: 0, syscall_pathname: '/etc/x' });
    const { records, counts } = readAll(tracee, [call, hook, hook, call, call]);
    expect(records).toHaveLength(3);
    expect(counts).toMatchObject({ events: 3, irrelevant: 2 });
  });

  it('of a relative path is kept when the hook has resolved it', () => {
    const call = event('openat', { pathname: 'x', flags: 0 });
    const hook = event('security_file_open', { pathname: '/etc/x', flags: 0, syscall_pathname: 'x' });
    const paths = readAll(tracee, [call, hook]).records.map(({ Values }) => Values['open.file.path']);
    expect(paths).toEqual([undefined, '/etc/x']);
  });

  it('that failed is none, unless it was refused', () => {
    const returning = (returnValue: number): string =>
      event('rmdir', { pathname: '/x' }, { ...shell, returnValue });
    expect(readAll(tracee, [returning(-2), returning(-13)]).counts).toMatchObject({
      events: 1,
      irrelevant: 1,
    });
  });
});

it('loses nothing but its broken lines, and counts those', () => {
  const { problems, counts } = readAll(tracee, [
    '{"level":"info","msg":"starting"}',
    'INFO: Tracee is ready',
    exec.slice(0, -9),
    '{"eventName":"exec","args":[]}',
    event('my_signature', {}),
    exec,
  ]);
  expect(problems).toEqual([2, 3, 4].map((line) => `${line} events/tracee-line`));
  expect(counts).toEqual({ lines: 6, events: 1, processes: 0, irrelevant: 2, skipped: 3 });
});
