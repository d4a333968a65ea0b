import { describe, expect, it } from 'vitest';
import { cwd, file, syscall, values } from './test-kit.ts';

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
