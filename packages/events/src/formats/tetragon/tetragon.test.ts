import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../canonical/decoder.ts';
import { own, readAll } from '../test-kit.ts';
import { tetragon } from './tetragon.ts';

const systemd = { exec_id: 's', pid: 1, uid: 0, binary: '/usr/lib/systemd/systemd', flags: 'procFS' };
const nginx = {
  exec_id: 'n',
  parent_exec_id: 's',
  pid: 7,
  uid: 33,
  binary: '/usr/sbin/nginx',
  arguments: '-g "daemon off;"',
  flags: 'execve clone',
  start_time: '2026-03-01T09:00:00.5Z',
};
const shell = {
  exec_id: 'h',
  parent_exec_id: 'n',
  pid: 42,
  tid: 43,
  uid: 33,
  cwd: '/srv',
  binary: '/bin/sh',
  arguments: '-c id',
  flags: 'execve clone',
  auid: 4294967295,
};

const exec = (process: object, parent?: object): object => ({
  process_exec: { process, ...(parent && { parent }) },
  node_name: 'web-1',
  time: '2026-03-01T10:00:00.123456789Z',
});
const kprobe = (function_name: string, args: readonly object[], rest: object = {}): object => ({
  process_kprobe: { process: shell, function_name, args, ...rest },
  time: '2026-03-01T10:00:01Z',
});

describe('a process', () => {
  it('has what Tetragon tells of it, and what follows from that', () => {
    const { records } = readAll(tetragon, [exec(shell, nginx)]);
    expect(records[0]).toMatchObject({
      Type: 'exec',
      Time: 1772359200123456789n,
      Host: 'web-1',
      Values: {
        'process.pid': 42,
        'process.tid': 43,
        'process.ppid': 7,
        'process.euid': 33,
        'process.auid': 4294967295,
        'process.file.path': '/bin/sh',
        'process.file.name': 'sh',
        'process.comm': 'sh',
        'process.argv': ['-c', 'id'],
        'process.args': '-c id',
        'process.args_flags': ['c'],
        'process.args_truncated': false,
        'process.is_exec': true,
        'container.id': '',
      },
      Ancestors: [{ pid: 7, 'file.path': '/usr/sbin/nginx', argv: ['-g', 'daemon off;'] }],
    });
  });

  it('has an effective user id only, unless credentials are exported', () => {
    const credentials = { uid: 1000, gid: 1000, euid: 0, egid: 1000, fsuid: 0, fsgid: 1000 };
    const [plain, exported] = readAll(tetragon, [
      exec(shell),
      exec({ ...shell, process_credentials: credentials }),
    ]).records;
    expect(plain?.Values['process.uid']).toBeUndefined();
    expect(exported?.Values).toMatchObject({ 'process.uid': 1000, 'process.euid': 0, 'process.gid': 1000 });
  });

  it('has capabilities by their names, with or without CAP_', () => {
    const cap = { permitted: ['CAP_CHOWN', 'DAC_OVERRIDE'], effective: ['CAP_CHOWN'] };
    const [some, none, strange] = readAll(tetragon, [
      exec({ ...shell, cap }),
      exec({ ...shell, cap: {} }),
      exec({ ...shell, cap: { effective: ['CAP_OF_TOMORROW'] } }),
    ]).records;
    expect(some?.Values).toMatchObject({ 'process.cap_permitted': 3, 'process.cap_effective': 1 });
    expect(none?.Values).toMatchObject({ 'process.cap_permitted': 0, 'process.cap_effective': 0 });
    expect(strange?.Values['process.cap_effective']).toBeUndefined();
  });

  it('has its container by the whole id, else by the 31 characters that there are', () => {
    const pod = {
      container: { id: 'containerd://19a02291e106ce6227b684197be232ea57c4e1a5ab2604a12608c325d701c7f4' },
    };
    const docker = '19a02291e106ce6227b684197be232e';
    const isolated = { ns: { pid: { inum: 4026532833 } } };
    const ids = readAll(tetragon, [
      exec({ ...shell, pod, docker }),
      exec({ ...shell, docker }),
      exec(shell),
      exec({ ...shell, ...isolated }),
    ]).records.map(({ Values }) => Values['container.id']);
    expect(ids).toEqual([pod.container.id.slice('containerd://'.length), docker, '', undefined]);
  });

  it('has the owner and the inode of its file where they are exported', () => {
    const binary_properties = { setuid: 0, file: { inode: { number: '6815', links: 1 } } };
    expect(readAll(tetragon, [exec({ ...shell, binary_properties })]).records[0]?.Values).toMatchObject({
      'process.file.uid': 0,
      'process.file.inode': 6815,
    });
  });
});

describe('ancestors', () => {
  const pathsOf = (lines: readonly object[]): readonly unknown[] =>
    (readAll(tetragon, lines).records.at(-1)?.Ancestors ?? []).map((each) => each['file.path']);

  it('are found by exec_id, further than the parent that an event repeats', () => {
    expect(pathsOf([exec(nginx, systemd), exec(shell, nginx)])).toEqual([
      '/usr/sbin/nginx',
      '/usr/lib/systemd/systemd',
    ]);
  });

  it('are not what the same process ran before', () => {
    const tool = { ...shell, exec_id: 't', parent_exec_id: 'h', binary: '/usr/bin/id' };
    expect(pathsOf([exec(shell, nginx), exec(tool, shell)])).toEqual(['/usr/sbin/nginx']);
  });

  it('are known to be all where they reach the first process, and to go on where they do not', () => {
    const decoder = createDecoder(catalogue('linux'));
    const at = { document: 'x', text: '', line: 1, column: 1, offset: 0 };
    const ancestors = catalogue('linux').iterators.findIndex(({ name }) => name === 'process.ancestors');
    const goesOn = readAll(tetragon, [
      exec(shell, nginx),
      exec(nginx, systemd),
      exec(shell, nginx),
    ]).records.map((record) => {
      const decoded = decoder.decodeRecord(record, at);
      return decoded.ok && decoded.event.unknown.goesOn[ancestors];
    });
    expect(goesOn).toEqual([true, false, false]);
  });

  it('survive an exit, for children that come later', () => {
    const exit = { process_exit: { process: nginx, parent: systemd } };
    expect(pathsOf([exec(nginx, systemd), exit, exec(shell, nginx)])).toHaveLength(2);
  });

  it('end where a damaged export says that a process is its own ancestor', () => {
    expect(pathsOf([exec({ ...shell, parent_exec_id: 'h' })])).toEqual([]);
    const a = { ...shell, exec_id: 'a', parent_exec_id: 'b', pid: 1000 };
    const b = { ...shell, exec_id: 'b', parent_exec_id: 'a', pid: 1001 };
    expect(pathsOf([exec(a), exec(b), exec(a)]).length).toBeLessThanOrEqual(101);
  });
});

describe('an exit', () => {
  it.each<[says: object, cause: unknown, code: unknown]>([
    [{}, 0, 0],
    [{ status: 3 }, 0, 3],
    [{ signal: 'SIGKILL' }, 2, 9],
    // Whether a core was written is not told.
    [{ signal: 'SIGSEGV' }, undefined, 11],
  ])('%j', (says, cause, code) => {
    const [record] = readAll(tetragon, [{ process_exit: { process: shell, ...says } }]).records;
    expect([record?.Values['exit.cause'], record?.Values['exit.code']]).toEqual([cause, code]);
  });
});

describe('a hook', () => {
  const file = { file_arg: { path: '/etc/shadow', permission: '-rw-r-----' } };
  const socket = {
    sock_arg: { family: 'AF_INET', daddr: '203.0.113.9', dport: 443, protocol: 'IPPROTO_TCP' },
  };

  it.each<[name: string, args: readonly object[], type: string, values: object]>([
    [
      'security_file_open',
      [file],
      'open',
      {
        'open.file.path': '/etc/shadow',
        'open.file.name': 'shadow',
        'open.file.mode': 0o100640,
        'open.file.rights': 0o640,
      },
    ],
    // 2 is "to write", no flag of open.
    [
      'security_file_permission',
      [{ file_arg: { path: '/x' } }, { int_arg: 2 }],
      'open',
      { 'open.file.path': '/x', 'open.file.name': 'x' },
    ],
    [
      'fd_install',
      [{ int_arg: 3 }, { file_arg: { path: '/x' } }],
      'open',
      { 'open.file.path': '/x', 'open.file.name': 'x' },
    ],
    [
      '__x64_sys_write',
      [{ file_arg: { path: 'etc/x' } }],
      'open',
      { 'open.file.path': '/etc/x', 'open.file.name': 'x' },
    ],
    [
      '__x64_sys_openat',
      [{ int_arg: -100 }, { string_arg: 'notes' }, { int_arg: 577 }, { int_arg: 420 }],
      'open',
      {
        'open.file.name': 'notes',
        'open.syscall.path': 'notes',
        'open.flags': 577,
        'open.file.destination.mode': 420,
      },
    ],
    [
      'tcp_connect',
      [socket],
      'connect',
      {
        'connect.addr.ip': '203.0.113.9',
        'connect.addr.port': 443,
        'connect.addr.family': 2,
        'connect.protocol': 6,
      },
    ],
    [
      'security_path_unlink',
      [{ path_arg: { path: '/var/log' } }, { string_arg: 'wtmp' }],
      'unlink',
      { 'unlink.file.path': '/var/log/wtmp', 'unlink.file.name': 'wtmp' },
    ],
    [
      'do_init_module',
      [{ module_arg: { name: 'rootkit' } }],
      'load_module',
      { 'load_module.name': 'rootkit' },
    ],
    [
      '__x64_sys_ptrace',
      [{ int_arg: 16 }, { int_arg: 99 }],
      'ptrace',
      { 'ptrace.request': 16, 'ptrace.tracee.pid': 99 },
    ],
    [
      'security_sb_mount',
      [{ string_arg: '/dev/sda1' }, { path_arg: { path: '/mnt' } }, { string_arg: 'ext4' }],
      'mount',
      {
        'mount.mountpoint.path': '/mnt',
        'mount.fs_type': 'ext4',
        'mount.syscall.source.path': '/dev/sda1',
        'mount.syscall.fs_type': 'ext4',
      },
    ],
    [
      'bpf_check',
      [{ bpf_attr_arg: { ProgType: 'BPF_PROG_TYPE_KPROBE', ProgName: 'spy' } }],
      'bpf',
      { 'bpf.cmd': 5, 'bpf.prog.type': 2, 'bpf.prog.name': 'spy' },
    ],
    [
      'commit_creds',
      [{ process_credentials_arg: { uid: 0, euid: 0, fsuid: 0 } }],
      'setuid',
      { 'setuid.uid': 0, 'setuid.euid': 0, 'setuid.fsuid': 0 },
    ],
  ])('%s', (name, args, type, values) => {
    const { records } = readAll(tetragon, [kprobe(name, args)]);
    expect(records.map(({ Type }) => Type)).toEqual([type]);
    expect(own(records[0])).toEqual(values);
  });

  it('tells what the call returned where the policy asks; failures other than refusals are no events', () => {
    const returning = (int_arg: number): object =>
      kprobe('security_file_open', [file], { return: { int_arg } });
    const { records, counts } = readAll(tetragon, [returning(0), returning(-13), returning(-2)]);
    expect(records.map(({ Values }) => Values['open.retval'])).toEqual([0, -13]);
    expect(counts).toMatchObject({ events: 2, irrelevant: 1 });
  });

  it('of a security module is known by its short name, a tracepoint by its call', () => {
    const lsm = { process_lsm: { process: shell, function_name: 'file_open', args: [file] } };
    const at = { subsys: 'syscalls', event: 'sys_enter_kill', args: [{ int_arg: 7 }, { int_arg: 9 }] };
    const { records } = readAll(tetragon, [lsm, { process_tracepoint: { process: shell, ...at } }]);
    expect(records.map(({ Type }) => Type)).toEqual(['open', 'signal']);
    expect(own(records[1])).toEqual({ 'signal.pid': 7, 'signal.type': 9 });
  });

  it('of older versions has an event of its own', () => {
    const to = { destination_ip: '10.0.0.1', destination_port: 80, protocol: 'TCP' };
    const { records, counts } = readAll(tetragon, [
      { process_connect: { process: shell, ...to } },
      { process_listen: { process: shell, ip: '0.0.0.0', port: 80, protocol: 'TCP' } },
      { process_close: { process: shell, ...to } },
    ]);
    expect(records.map(({ Type }) => Type)).toEqual(['connect', 'bind']);
    expect(own(records[1])).toMatchObject({ 'bind.addr.port': 80, 'bind.retval': 0 });
    expect(counts).toMatchObject({ events: 2, irrelevant: 1 });
  });
});

describe('a log', () => {
  const text = JSON.stringify(exec(shell, nginx));
  const prefix = '2026-03-01T10:00:00.1Z stdout';

  it.each<[what: string, lines: readonly string[]]>([
    ['of a container runtime', [`${prefix} F ${text}`]],
    [
      'of a container runtime that cuts long lines',
      [`${prefix} P ${text.slice(0, 90)}`, `${prefix} F ${text.slice(90)}`],
    ],
    ['of Docker', [JSON.stringify({ log: `${text}\n`, stream: 'stdout', time: '2026-03-01T10:00:00Z' })]],
    ['with the name of a pod before each line', [`[pod/tetragon-x/export-stdout] ${text}`]],
  ])('%s gives the event, from all of its lines', (_, lines) => {
    const { imported, counts, problems } = readAll(tetragon, lines);
    expect(imported.map(({ record, at }) => [record.Type, at.text])).toEqual([['exec', lines.join('\n')]]);
    expect({ counts, problems }).toMatchObject({
      counts: { lines: lines.length, events: lines.length },
      problems: [],
    });
    expect(tetragon.recognise(lines)).toBeGreaterThan(0.9);
  });

  it('loses nothing but its broken lines, and counts those', () => {
    const { records, problems, counts } = readAll(tetragon, [
      'level=info msg="starting"',
      text.slice(0, -5),
      '{"process_exec": 3}',
      '[]',
      { rate_limit_info: {} },
      text,
      `${prefix} P ${text}`,
    ]);
    expect(records).toHaveLength(1);
    expect(problems).toEqual([1, 2, 3, 4, 7].map((line) => `${line} events/tetragon-line`));
    expect(counts).toEqual({ lines: 7, events: 1, processes: 0, irrelevant: 1, skipped: 5 });
  });
});
