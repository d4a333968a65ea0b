import { describe, expect, it } from 'vitest';
import { cwd, file, part, read, syscall, values } from './test-kit.ts';

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
