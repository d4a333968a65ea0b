import { describe, expect, it } from 'vitest';
import { recogniseFormat } from '../formats.ts';
import { part, read, syscall, values } from './test-kit.ts';

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
