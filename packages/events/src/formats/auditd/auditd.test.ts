import { describe, expect, it } from 'vitest';
import { recogniseFormat } from '../formats.ts';
import { part, read, syscall, values } from './test-kit.ts';

const file = (serial: number, item: number, name: string, kind: string, inode = 7): string =>
  part(
    serial,
    'PATH',
    `item=${item} name=${name} inode=${inode} dev=08:01 mode=0100640 ouid=3 ogid=4 rdev=00:00 nametype=${kind}`,
  );
const cwd = (serial: number, path: string): string => part(serial, 'CWD', `cwd=${path}`);

describe('executed programs', () => {
  const exec = (...parts: readonly string[]): string =>
    [syscall(1, 'syscall=59 success=yes exit=0 a0=55 a1=66 a2=77 a3=8'), ...parts].join('\n');
  const names = [
    'process.file.path',
    'process.argv0',
    'process.argv',
    'process.args_truncated',
    'process.interpreter.file.path',
  ];

  it('have the path that the kernel resolved, and all of their arguments', () => {
    const log = exec(
      part(1, 'EXECVE', 'argc=3 a0="tool" a1="-v" a2="x"'),
      cwd(1, '"/root"'),
      file(1, 0, '"/bin/tool"', 'NORMAL'),
      file(1, 1, '"/lib64/ld-linux-x86-64.so.2"', 'NORMAL'),
    );
    expect(values(log, ...names)).toEqual([
      [
        'exec',
        {
          'process.file.path': '/usr/bin/tool',
          'process.argv0': 'tool',
          'process.argv': ['-v', 'x'],
          'process.args_truncated': false,
        },
      ],
    ]);
  });

  it('are scripts where two files were opened beside the loader', () => {
    const log = exec(
      part(1, 'EXECVE', 'argc=2 a0="/bin/sh" a1="./run.sh"'),
      cwd(1, '"/home/me"'),
      file(1, 0, '"./run.sh"', 'NORMAL'),
      file(1, 1, '"/bin/sh"', 'NORMAL'),
      file(1, 2, '"/lib64/ld-linux-x86-64.so.2"', 'NORMAL'),
    );
    expect(values(log, 'process.file.path', 'process.interpreter.file.path')).toEqual([
      ['exec', { 'process.file.path': '/home/me/run.sh', 'process.interpreter.file.path': '/usr/bin/tool' }],
    ]);
  });

  it('have arguments in hexadecimal where there is a space in them, and in pieces where they are long', () => {
    const log = exec(
      part(1, 'EXECVE', 'argc=4 a0="tool" a1=61206220C3A9 a2_len=12 a2[0]=6120'),
      part(1, 'EXECVE', 'a2[1]=62206320 a3="last"'),
    );
    expect(values(log, 'process.argv', 'process.args_truncated')).toEqual([
      ['exec', { 'process.argv': ['a b é', 'a b c ', 'last'], 'process.args_truncated': false }],
    ]);
  });

  it('end where a piece or an argument was lost, and say so', () => {
    const pieces = exec(part(1, 'EXECVE', 'argc=2 a0="tool" a1_len=40 a1[0]="aaaa" a1[2]="cccc"'));
    expect(values(pieces, 'process.argv', 'process.args_truncated')).toEqual([
      ['exec', { 'process.argv': ['aaaa'], 'process.args_truncated': true }],
    ]);
    const whole = exec(part(1, 'EXECVE', 'argc=3 a0="tool" a2="c"'));
    expect(values(whole, 'process.argv', 'process.args_truncated')).toEqual([
      ['exec', { 'process.argv': [], 'process.args_truncated': true }],
    ]);
  });

  it('cannot pretend another pid by what they are called', () => {
    const log = syscall(1, 'syscall=59 success=yes exit=0 a0=1').replace(
      'comm="tool"',
      'comm=78207069643D39',
    );
    expect(values(log, 'process.pid', 'process.comm')).toEqual([
      ['exec', { 'process.pid': 11, 'process.comm': 'x pid=9' }],
    ]);
  });

  it('that could not be started are no event', () => {
    expect(read(syscall(1, 'syscall=59 success=no exit=-2 a0=1')).counts).toMatchObject({
      events: 0,
      irrelevant: 1,
    });
  });
});

describe('numbers of calls', () => {
  it.each([
    ['x86-64', 'arch=c000003e syscall=41'],
    ['i386', 'arch=40000003 syscall=359'],
    ['aarch64', 'arch=c00000b7 syscall=198'],
    ['x32 programs', 'arch=c000003e syscall=1073741865'],
  ])('are those of %s', (_name, call) => {
    expect(
      values(
        syscall(1, `${call} success=yes exit=3 a0=2 a1=80801 a2=0 a3=0`),
        'socket.domain',
        'socket.type',
      ),
    ).toEqual([['socket', { 'socket.domain': 2, 'socket.type': 1 }]]);
  });

  it('i386 has one for all sockets, and says in the arguments which is meant', () => {
    const log = [
      syscall(1, 'arch=40000003 syscall=102 success=yes exit=0 a0=3 a1=bf8e a2=0 a3=0'),
      part(1, 'SOCKETCALL', 'nargs=3 a0=3 a1=bf90 a2=10'),
      part(1, 'SOCKADDR', 'saddr=020001BB0A0000050000000000000000'),
    ].join('\n');
    expect(values(log, 'connect.addr.ip', 'connect.addr.port', 'connect.addr.family')).toEqual([
      ['connect', { 'connect.addr.ip': '10.0.0.5', 'connect.addr.port': 443, 'connect.addr.family': 2 }],
    ]);
  });
});

describe('files', () => {
  it('that are opened: relative names start where the process was', () => {
    const log = [
      syscall(1, 'syscall=257 success=yes exit=3 a0=ffffff9c a1=7f a2=80241 a3=1b6'),
      cwd(1, '"/etc"'),
      file(1, 0, '"/etc"', 'PARENT', 6),
      file(1, 1, '"ssh/../shadow"', 'CREATE'),
    ].join('\n');
    expect(
      values(
        log,
        'open.file.path',
        'open.file.inode',
        'open.flags',
        'open.file.destination.mode',
        'open.retval',
        'open.syscall.path',
        'open.file.mode',
        'open.file.uid',
      ),
    ).toEqual([
      [
        'open',
        {
          'open.file.path': '/etc/shadow',
          'open.file.inode': 7,
          'open.flags': 0o2001101,
          'open.file.destination.mode': 0o666,
          'open.retval': 3,
          'open.syscall.path': 'ssh/../shadow',
          'open.file.mode': 0o100640,
          'open.file.uid': 3,
        },
      ],
    ]);
  });

  it('below a directory descriptor have a name and no path, as the log does not say which directory that is', () => {
    const log = [
      syscall(1, 'syscall=257 success=no exit=-13 a0=5 a1=7f a2=0 a3=0'),
      cwd(1, '"/etc"'),
      file(1, 0, '"shadow"', 'NORMAL'),
    ].join('\n');
    expect(values(log, 'open.file.path', 'open.file.name', 'open.retval')).toEqual([
      ['open', { 'open.file.name': 'shadow', 'open.retval': -13 }],
    ]);
  });

  it('that do not exist are no event: agents do not see those calls', () => {
    const log = [syscall(1, 'syscall=2 success=no exit=-2 a0=1 a1=0'), file(1, 0, '"/none"', 'UNKNOWN')].join(
      '\n',
    );
    expect(values(log)).toEqual([]);
  });

  it('that are renamed over another one', () => {
    const log = [
      syscall(1, 'syscall=82 success=yes exit=0 a0=1 a1=2'),
      cwd(1, '"/srv"'),
      file(1, 0, '"/srv"', 'PARENT', 1),
      file(1, 1, '"/srv"', 'PARENT', 1),
      file(1, 3, '"new"', 'DELETE', 8),
      file(1, 2, '"old"', 'DELETE', 7),
      file(1, 4, '"new"', 'CREATE', 7),
    ].join('\n');
    expect(values(log, 'rename.file.path', 'rename.file.destination.path')).toEqual([
      ['rename', { 'rename.file.path': '/srv/old', 'rename.file.destination.path': '/srv/new' }],
    ]);
  });

  it('unlinkat that removes a directory is rmdir', () => {
    const log = [
      syscall(1, 'syscall=263 success=yes exit=0 a0=ffffff9c a1=1 a2=200'),
      file(1, 0, '"/tmp/d"', 'DELETE'),
    ].join('\n');
    expect(values(log, 'rmdir.file.path')).toEqual([['rmdir', { 'rmdir.file.path': '/tmp/d' }]]);
  });

  it('names are hexadecimal where there is a quote or a control character in them', () => {
    const log = [
      syscall(1, 'syscall=87 success=yes exit=0 a0=1'),
      file(1, 0, '2F746D702F610A62', 'DELETE'),
    ].join('\n');
    expect(values(log, 'unlink.file.path')).toEqual([['unlink', { 'unlink.file.path': '/tmp/a\nb' }]]);
  });
});

describe('addresses', () => {
  const connect = (saddr: string, rest = ''): string =>
    [
      syscall(1, `${rest}syscall=42 success=no exit=-115 a0=3 a1=7 a2=10`),
      part(1, 'SOCKADDR', `saddr=${saddr}`),
    ].join('\n');
  it.each([
    ['02000050A9FEA9FE0000000000000000', { family: 2, ip: '169.254.169.254', port: 80 }],
    ['0A00003500000000FD00000000000000000000000000000100000000', { family: 10, ip: 'fd00::1', port: 53 }],
    ['0A00003500000000000000000000000000000000000000010000000', undefined],
    ['01002F6465762F6C6F6700', { family: 1, ip: '', port: 0 }],
  ])('%s', (saddr, expected) => {
    const [, found] = values(
      connect(saddr),
      'connect.addr.family',
      'connect.addr.ip',
      'connect.addr.port',
      'connect.retval',
    )[0] as [string, object];
    expect(found).toEqual({
      'connect.retval': -115,
      ...(expected && {
        'connect.addr.family': expected.family,
        'connect.addr.ip': expected.ip,
        'connect.addr.port': expected.port,
      }),
    });
  });
});

describe('credentials', () => {
  it('the event has the new ids; of the process the old ones are known from records before', () => {
    const before = syscall(1, 'syscall=41 success=yes exit=3 a0=2 a1=1').replace(/([ef]?s?uid)=0/g, '$1=33');
    const change = syscall(2, 'syscall=105 success=yes exit=0 a0=0');
    expect(values(`${before}\n${change}`, 'setuid.uid', 'setuid.euid', 'process.uid')).toEqual([
      ['socket', { 'process.uid': 33 }],
      ['setuid', { 'setuid.uid': 0, 'setuid.euid': 0, 'process.uid': 33 }],
    ]);
  });

  it('capabilities come in a record of their own', () => {
    const log = [
      syscall(1, 'syscall=126 success=yes exit=0 a0=1'),
      part(1, 'CAPSET', 'pid=11 cap_pi=0 cap_pp=00000000a80425fb cap_pe=0000000000000400 cap_pa=0'),
    ].join('\n');
    expect(values(log, 'capset.cap_effective', 'capset.cap_permitted')).toEqual([
      ['capset', { 'capset.cap_effective': 1024, 'capset.cap_permitted': 0xa80425fb }],
    ]);
  });

  it('enriched logs have names after the numbers', () => {
    const log = syscall(
      1,
      'syscall=41 success=yes exit=3 a0=2 a1=1',
      '\u001dARCH=x86_64 SYSCALL=socket AUID="me" UID="root" GID="root" EUID="root" FSUID="root"',
    );
    expect(values(log, 'process.user', 'process.euser', 'process.auid', 'process.tty_name')).toEqual([
      [
        'socket',
        { 'process.user': 'root', 'process.euser': 'root', 'process.auid': 1000, 'process.tty_name': 'pts0' },
      ],
    ]);
  });
});

describe('other processes', () => {
  it('a signal goes to a process that the log names', () => {
    const log = [
      syscall(1, 'syscall=62 success=yes exit=0 a0=1fde a1=9'),
      part(1, 'OBJ_PID', 'opid=8158 oauid=-1 ouid=0 oses=-1 ocomm="victim"'),
    ].join('\n');
    expect(values(log, 'signal.pid', 'signal.type', 'signal.target.comm')).toEqual([
      ['signal', { 'signal.pid': 8158, 'signal.type': 9, 'signal.target.comm': 'victim' }],
    ]);
  });

  it('ancestors are those that the log has shown', () => {
    const parent = syscall(1, 'syscall=59 success=yes exit=0 a0=1')
      .replace('ppid=10 pid=11', 'ppid=1 pid=10')
      .replaceAll('tool', 'sh');
    const child = syscall(2, 'syscall=41 success=yes exit=3 a0=2 a1=1');
    const [, second] = read(`${parent}\n${child}`).imported;
    expect(second?.record.Ancestors?.map((each) => [each.pid, each['file.path']])).toEqual([
      [10, '/usr/bin/sh'],
      [1, undefined],
    ]);
    // Its start was not recorded, so whether it has called exec is left open.
    expect(second?.record.Values['process.is_exec']).toBeUndefined();
  });
});

describe('events', () => {
  it('interleave, and their records come in any order', () => {
    const log = [
      part(2, 'PATH', 'item=0 name="/b" inode=2 nametype=DELETE'),
      syscall(1, 'syscall=87 success=yes exit=0 a0=1'),
      syscall(2, 'syscall=87 success=yes exit=0 a0=1'),
      part(1, 'PATH', 'item=0 name="/a" inode=1 nametype=DELETE'),
      part(2, 'EOE', ''),
      part(1, 'EOE', ''),
    ].join('\n');
    expect(values(log, 'unlink.file.path')).toEqual([
      ['unlink', { 'unlink.file.path': '/a' }],
      ['unlink', { 'unlink.file.path': '/b' }],
    ]);
    expect(read(log).counts).toEqual({ lines: 6, events: 6, processes: 0, irrelevant: 0, skipped: 0 });
  });

  it('without their call are told and skipped, each line counted', () => {
    const { problems, counts } = read(
      `${part(1, 'PATH', 'item=0 name="/a"')}\n${part(1, 'CWD', 'cwd="/"')}\nnonsense`,
    );
    expect([...problems].sort()).toEqual(['1 events/auditd-incomplete', '3 events/auditd-line']);
    expect(counts).toMatchObject({ lines: 3, skipped: 3 });
  });

  it('of logs that are put one after the other, the newer first, are whole', () => {
    const log = (from: number): readonly string[] =>
      Array.from({ length: 300 }, (_, at) => [
        syscall(from + at, 'syscall=87 success=yes exit=0 a0=1'),
        part(from + at, 'PATH', 'item=0 name="/a" inode=1 nametype=DELETE'),
      ]).flat();
    const newer = log(1000).map((line) => line.replace('1700000000', '1700009999'));
    const { counts, problems } = read([...newer, ...log(1)].join('\n'));
    expect([counts.events, problems]).toEqual([1200, []]);
  });

  it('of several machines do not mix', () => {
    const one = `node=web-1 ${syscall(1, 'syscall=41 success=yes exit=3 a0=2')}`;
    const two = `node=web-2 ${syscall(1, 'syscall=41 success=yes exit=3 a0=10')}`;
    expect(read(`${one}\n${two}`).imported.map(({ record }) => record.Host)).toEqual(['web-1', 'web-2']);
  });
});

it('the format is told by the first lines, also behind a syslog header', () => {
  const raw = syscall(1, 'syscall=41 success=yes exit=3 a0=2');
  expect(recogniseFormat([raw])?.id).toBe('auditd');
  expect(recogniseFormat(['----', `node=a ${raw}`])?.id).toBe('auditd');
  const kernel = raw.replace('type=SYSCALL msg=audit', 'type=1300 audit');
  expect(values(`Nov 21 08:00:00 host kernel: audit: ${kernel}`, 'socket.domain')).toEqual([
    ['socket', { 'socket.domain': 2 }],
  ]);
});
