import { describe, expect, it } from 'vitest';
import { own, readAll } from '../test-kit.ts';
import { agentEvent } from './agent-event.ts';

const nginx = {
  pid: 7,
  ppid: 1,
  uid: 33,
  gid: 33,
  comm: 'nginx',
  executable: { path: '/usr/sbin/nginx', name: 'nginx', uid: 0, gid: 0 },
};
const process = {
  pid: 42,
  ppid: 7,
  tid: 42,
  uid: 33,
  gid: 33,
  user: 'www-data',
  group: 'www-data',
  comm: 'sh',
  tty: 'pts0',
  exec_time: '2026-03-01T10:00:00Z',
  credentials: {
    uid: 33,
    gid: 33,
    euid: 0,
    egid: 33,
    fsuid: 0,
    fsgid: 33,
    auid: 4294967295,
    cap_effective: ['CAP_CHOWN'],
    cap_permitted: [],
  },
  executable: { path: '/bin/sh', name: 'sh', uid: 0, gid: 0, mode: 0o100755, inode: 12 },
  argv0: 'sh',
  args: ['-c', 'id'],
  envs: ['HOME', 'PATH'],
  ancestors: [nginx],
};

const event = (name: string, rest: object = {}, evt: object = {}): object => ({
  agent: { rule_id: 'a_rule', os: 'linux' },
  evt: { name, outcome: 'Success', ...evt },
  date: '2026-03-01T10:00:00.5Z',
  process,
  ...rest,
});

describe('a process', () => {
  it('has the fields that the agent calls by other names', () => {
    const [record] = readAll(agentEvent, [event('exec')]).records;
    expect(record).toMatchObject({
      Type: 'exec',
      Time: 1772359200500000000n,
      Values: {
        'process.file.path': '/bin/sh',
        'process.file.rights': 0o755,
        'process.user': 'www-data',
        'process.tty_name': 'pts0',
        'process.created_at': 1772359200000000000n,
        'process.euid': 0,
        'process.cap_effective': 1,
        'process.cap_permitted': 0,
        'process.argv': ['-c', 'id'],
        'process.args': '-c id',
        'process.envs': ['HOME', 'PATH'],
        'process.is_exec': true,
        'container.id': '',
      },
      Ancestors: [{ pid: 7, comm: 'nginx', 'file.path': '/usr/sbin/nginx' }],
    });
  });

  it('has no arguments that are known where one was scrubbed', () => {
    const args = ['--token=********'];
    const [record] = readAll(agentEvent, [event('exec', { process: { ...process, args } })]).records;
    expect(record?.Values['process.argv']).toBeUndefined();
    expect(record?.Values['process.args']).toBeUndefined();
    expect(record?.Values['process.file.path']).toBe('/bin/sh');
  });

  it('has no path that is known where the agent could not resolve it', () => {
    const executable = { ...process.executable, path: '', path_resolution_error: 'lost' };
    const [record] = readAll(agentEvent, [event('exec', { process: { ...process, executable } })]).records;
    expect(record?.Values['process.file.path']).toBeUndefined();
  });

  it('has all of its ancestors, unless the agent has left out some', () => {
    const [all, some] = readAll(agentEvent, [
      event('exec'),
      event('exec', { process: { ...process, truncated_ancestors: true } }),
    ]).records;
    expect(all?.Unknown).not.toContain('process.*');
    expect(some?.Unknown).toContain('process.*');
  });
});

describe('an event', () => {
  const file = { path: '/etc/x', name: 'x', uid: 0, gid: 0 };

  it.each<[type: string, rest: object, values: object]>([
    [
      'open',
      { file: { ...file, flags: ['O_CREAT', 'O_WRONLY', '32768'] } },
      { 'open.flags': 32833, 'open.file.path': '/etc/x' },
    ],
    ['open', { file: { ...file, flags: ['O_RDONLY'] } }, { 'open.flags': 0 }],
    [
      'chmod',
      { file: { ...file, destination: { mode: 0o4755 } } },
      { 'chmod.file.destination.rights': 0o4755, 'chmod.retval': 0 },
    ],
    [
      'rename',
      { file: { ...file, destination: { path: '/y', name: 'y' } } },
      { 'rename.file.destination.path': '/y' },
    ],
    ['chdir', { file, syscall: { chdir: { path: 'x' } } }, { 'chdir.syscall.path': 'x', 'chdir.retval': 0 }],
    [
      'connect',
      { connect: { addr: { family: 'AF_INET', ip: '203.0.113.9', port: 443 }, protocol: 'IP_PROTO_TCP' } },
      {
        'connect.addr.ip': '203.0.113.9',
        'connect.addr.port': 443,
        'connect.addr.family': 2,
        'connect.protocol': 6,
      },
    ],
    [
      'dns',
      {
        dns: { id: 7, question: { name: 'example.com', type: 'A', class: 'CLASS_INET', size: 40, count: 1 } },
        network: {
          l3_protocol: 'ETH_P_IP',
          l4_protocol: 'IP_PROTO_UDP',
          source: { ip: '10.0.0.5', port: 4000 },
          destination: { ip: '10.0.0.2', port: 53 },
          size: 80,
        },
      },
      {
        'dns.question.name': 'example.com',
        'dns.question.type': 1,
        'dns.question.length': 40,
        'network.destination.port': 53,
        'network.l4_protocol': 17,
      },
    ],
    [
      'mprotect',
      { mprotect: { vm_protection: 'VM_READ | VM_WRITE', req_protection: 'VM_EXEC' } },
      { 'mprotect.vm_protection': 3, 'mprotect.req_protection': 4 },
    ],
    [
      'bpf',
      { bpf: { cmd: 'BPF_MAP_CREATE', map: { name: 'm', map_type: 'BPF_MAP_TYPE_HASH' } } },
      { 'bpf.cmd': 0, 'bpf.map.type': 1, 'bpf.prog.name': '' },
    ],
    ['exit', { exit: { cause: 'SIGNALED', code: 9 } }, { 'exit.cause': 2, 'exit.code': 9 }],
    [
      'setuid',
      {
        process: {
          ...process,
          credentials: { ...process.credentials, destination: { uid: 0, euid: 0, user: 'root' } },
        },
      },
      { 'setuid.uid': 0, 'setuid.user': 'root' },
    ],
    [
      'signal',
      { signal: { type: 'SIGKILL', pid: 7, target: { ...nginx, ancestors: [process] } } },
      { 'signal.type': 9, 'signal.pid': 7, 'signal.target.file.path': '/usr/sbin/nginx' },
    ],
  ])('of type %s', (type, rest, values) => {
    const { records, problems } = readAll(agentEvent, [event(type, rest)]);
    expect({ types: records.map(({ Type }) => Type), problems }).toEqual({ types: [type], problems: [] });
    expect(own(records[0])).toMatchObject(values);
  });

  it('that was refused has a result that is not known', () => {
    const [record] = readAll(agentEvent, [event('chdir', { file }, { outcome: 'Refused' })]).records;
    expect(record?.Values['chdir.retval']).toBeUndefined();
  });

  it('comes with the rules that the agent names for it', () => {
    const matched = { matched_rules: [{ id: 'other' }, { id: 'a_rule' }] };
    expect(readAll(agentEvent, [event('exec', {}, matched)]).imported[0]?.said).toEqual(['a_rule', 'other']);
  });
});

describe('on Windows', () => {
  const windows = (name: string, rest: object): object => ({
    agent: { rule_id: 'r', os: 'windows' },
    evt: { name },
    date: '2026-03-01T10:00:00Z',
    usr: { name: 'admin', sid: 'S-1-5-18' },
    process: {
      pid: 42,
      executable: { path: 'C:\\x.exe', name: 'x.exe' },
      cmdline: 'x.exe /q',
      user: 'admin',
    },
    ...rest,
  });

  it.each<[type: string, rest: object, values: object]>([
    [
      'create',
      { file: { path: 'C:\\a', device_path: '\\device\\a', name: 'a' } },
      { 'create.file.path': 'C:\\a', 'create.file.device_path': '\\device\\a' },
    ],
    [
      'rename',
      { file: { path: 'C:\\a', destination: { path: 'C:\\b' } } },
      { 'rename.file.destination.path': 'C:\\b' },
    ],
    [
      'set_key_value',
      { registry: { key_name: 'Run', key_path: 'HKLM\\Run', value_name: 'x' } },
      { 'set_key_value.registry.key_name': 'Run', 'set_key_value.registry.value_name': 'x' },
    ],
    [
      'change_permission',
      { permission_change: { path: 'C:\\a', new_sd: 'D:' } },
      { 'change_permission.path': 'C:\\a', 'change_permission.new_sd': 'D:' },
    ],
  ])('an event of type %s', (type, rest, values) => {
    const { records, problems } = readAll(agentEvent, [windows(type, rest)], 'windows');
    expect(problems).toEqual([]);
    expect(own(records[0])).toMatchObject(values);
    expect(records[0]?.Values).toMatchObject({
      'process.file.path': 'C:\\x.exe',
      'process.cmdline': 'x.exe /q',
      'process.user_sid': 'S-1-5-18',
      'event.os': 'windows',
    });
  });

  it('what was recorded elsewhere is skipped with a word on it', () => {
    expect(readAll(agentEvent, [event('exec')], 'windows')).toMatchObject({
      problems: ['1 events/other-platform'],
      counts: { events: 0, skipped: 1 },
    });
  });
});

it('loses nothing but its broken lines, and counts those', () => {
  const { problems, counts } = readAll(agentEvent, [
    '{"agent":{"rule_id":"ruleset_loaded"},"policies":[]}',
    'nonsense',
    '{"message":"x"}',
    event('exec'),
    event('umount'),
  ]);
  expect(problems).toEqual(['2 events/agent-event-line', '3 events/agent-event-line']);
  expect(counts).toEqual({ lines: 5, events: 1, processes: 0, irrelevant: 2, skipped: 2 });
});
