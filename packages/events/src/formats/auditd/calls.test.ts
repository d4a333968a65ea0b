import { describe, expect, it } from 'vitest';
import { part, syscall, values } from './test-kit.ts';

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

describe('limits', () => {
  const prlimit = (rest: string): string =>
    syscall(1, `arch=c000003e syscall=302 success=yes exit=0 ${rest}`);
  it('that are set are events, of the process itself or of another one', () => {
    const told = [prlimit('a0=0 a1=7 a2=7ffd0 a3=0'), prlimit('a0=2b a1=3 a2=7ffd0 a3=0')].map((line) =>
      values(line, 'setrlimit.resource', 'setrlimit.target.pid'),
    );
    expect(told).toEqual([
      [['setrlimit', { 'setrlimit.resource': 7, 'setrlimit.target.pid': 11 }]],
      [['setrlimit', { 'setrlimit.resource': 3, 'setrlimit.target.pid': 43 }]],
    ]);
  });

  it('that are asked for are not', () => {
    expect(values(prlimit('a0=0 a1=7 a2=0 a3=7ffd0'))).toEqual([]);
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
