import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { strace } from './strace.ts';
import { events, read } from './test-kit.ts';

const linux = catalogue('linux');

describe('calls on files', () => {
  it('open: the path that the kernel shows, exact flags, the mode of a new file', () => {
    expect(events('7 openat(AT_FDCWD</w>, "lib/x.so", O_RDONLY|O_CLOEXEC) = 3</usr/lib/x.so>')).toEqual([
      [
        'open',
        {
          'open.file.path': '/usr/lib/x.so',
          'open.file.name': 'x.so',
          'open.flags': 0o2000000,
          'open.retval': 3,
          'open.file.destination.mode': 0,
          'open.syscall.path': 'lib/x.so',
          'open.syscall.flags': 0o2000000,
          'open.syscall.mode': 0,
        },
      ],
    ]);
    expect(events('7 open("/a/../b", O_WRONLY|O_CREAT|O_TRUNC, 0640) = 3')).toMatchObject([
      ['open', { 'open.file.path': '/b', 'open.flags': 0o1101, 'open.file.destination.mode': 0o640 }],
    ]);
    expect(events('7 creat("/c", 0600) = 3')).toMatchObject([['open', { 'open.flags': 0o1101 }]]);
    const how = '{flags=O_RDWR|O_CREAT|O_LARGEFILE, mode=0600, resolve=RESOLVE_BENEATH}';
    expect(events(`7 openat2(5</d>, "f", ${how}, 24) = 6</d/f>`)).toMatchObject([
      ['open', { 'open.file.path': '/d/f', 'open.flags': 0o100102, 'open.file.destination.mode': 0o600 }],
    ]);
  });

  it('are events when they succeed or are denied, as agents see no other failure', () => {
    const { imported, counts, problems } = read(`
      7 openat(AT_FDCWD</w>, "/etc/shadow", O_RDONLY) = -1 EACCES (Permission denied)
      7 openat(AT_FDCWD</w>, "/nothing", O_RDONLY) = -1 ENOENT (No such file or directory)
      7 chmod("/x", 0755) = -1 EPERM (Operation not permitted)
      7 mkdir("/tmp", 0777) = -1 EEXIST (File exists)
    `);
    const retvals = imported.map(({ record }) => record.Values[`${record.Type}.retval`]);
    expect([retvals, counts.irrelevant, problems]).toEqual([[-13, -1], 2, []]);
  });

  it('unlink and rmdir: unlinkat is either', () => {
    expect(
      events(`
        7 unlinkat(5</d>, "f", 0) = 0
        7 unlinkat(AT_FDCWD</w>, "d", AT_REMOVEDIR) = 0
        7 unlink("/a") = 0
        7 rmdir("/b") = 0
      `),
    ).toMatchObject([
      ['unlink', { 'unlink.file.path': '/d/f', 'unlink.flags': 0 }],
      ['rmdir', { 'rmdir.file.path': '/w/d' }],
      ['unlink', { 'unlink.file.path': '/a' }],
      ['rmdir', { 'rmdir.file.path': '/b' }],
    ]);
  });

  it('chmod, chown, utimes, by path or descriptor', () => {
    expect(
      events(`
        7 fchmodat(AT_FDCWD</w>, "a", 0755) = 0
        7 fchmod(3</w/b>, 0100644) = 0
        7 fchownat(AT_FDCWD</w>, "/c", 65534, -1, 0) = 0
        7 fchown(3</w/d>, 0, 0) = 0
        7 utimensat(0</w/e>, NULL, [{tv_sec=978307200, tv_nsec=0} /* 2001-01-01 */, UTIME_OMIT], 0) = 0
      `),
    ).toMatchObject([
      ['chmod', { 'chmod.file.path': '/w/a', 'chmod.file.destination.mode': 0o755 }],
      ['chmod', { 'chmod.file.path': '/w/b', 'chmod.file.destination.mode': 0o644 }],
      [
        'chown',
        { 'chown.file.path': '/c', 'chown.file.destination.uid': 65534, 'chown.file.destination.gid': -1 },
      ],
      ['chown', { 'chown.file.path': '/w/d', 'chown.file.destination.uid': 0 }],
      ['utimes', { 'utimes.file.path': '/w/e' }],
    ]);
  });

  it('rename, link, mkdir, extended attributes, mount', () => {
    expect(
      events(`
        7 renameat2(AT_FDCWD</w>, "a", AT_FDCWD</w>, "/b", RENAME_NOREPLACE) = 0
        7 linkat(AT_FDCWD</w>, "a", 4</l>, "b", 0) = 0
        7 symlink("/etc/passwd", "/w/s") = 0
        7 mkdirat(AT_FDCWD</w>, "d", 0700) = 0
        7 setxattr("/a", "user.k", "v", 1, 0) = 0
        7 removexattr("/a", "security.selinux") = 0
        7 mount("/a", "b", 0x55, MS_BIND, NULL) = 0
        7 mount("proc", "/proc", "proc", MS_NOSUID, NULL) = 0
        7 mount("none", "/", NULL, MS_REC|MS_PRIVATE, NULL) = 0
      `),
    ).toMatchObject([
      ['rename', { 'rename.file.path': '/w/a', 'rename.file.destination.path': '/b' }],
      ['link', { 'link.file.path': '/w/a', 'link.file.destination.path': '/l/b' }],
      ['mkdir', { 'mkdir.file.path': '/w/d', 'mkdir.file.destination.mode': 0o700 }],
      [
        'setxattr',
        { 'setxattr.file.destination.name': 'user.k', 'setxattr.file.destination.namespace': 'user' },
      ],
      ['removexattr', { 'removexattr.file.destination.namespace': 'security' }],
      ['mount', { 'mount.source.path': '/a', 'mount.mountpoint.path': '/w/b' }],
      ['mount', { 'mount.fs_type': 'proc', 'mount.mountpoint.path': '/proc' }],
    ]);
  });

  it('read strings with C escapes, in paths of descriptors too', () => {
    expect(
      events(String.raw`
        7 unlink("/tmp/\303\251\t\"\\\x41\1012") = 0
        7 fchmod(3</tmp/a\74b\76>(deleted), 0600) = 0
        7 fchmod(4</dev/null<char 1:3>>, 0600) = 0
      `),
    ).toMatchObject([
      ['unlink', { 'unlink.file.path': '/tmp/é\t"\\AA2' }],
      ['chmod', { 'chmod.file.path': '/tmp/a<b>' }],
      ['chmod', { 'chmod.file.path': '/dev/null' }],
    ]);
  });
});

describe('relative paths', () => {
  const path = (text: string): unknown => {
    const last = read(text).imported.at(-1)?.record;
    return last?.Values[`${last.Type}.file.path`];
  };

  it('start at the directory of the last chdir', () => {
    expect(path('7 chdir("/a") = 0\n7 chdir("b/../c") = 0\n7 unlink("f") = 0')).toBe('/a/c/f');
    expect(path('7 chdir("/a") = 0\n7 chdir("/b") = -1 EACCES (Permission denied)\n7 unlink("f") = 0')).toBe(
      '/a/f',
    );
    expect(path('7 fchdir(3</d>) = 0\n7 unlink("f") = 0')).toBe('/d/f');
  });

  it('are inherited by children, and shared with threads', () => {
    expect(path('7 chdir("/a") = 0\n7 fork() = 8\n7 chdir("/b") = 0\n8 unlink("f") = 0')).toBe('/a/f');
    const thread = 'clone(child_stack=0x7f, flags=CLONE_VM|CLONE_FS|CLONE_THREAD) = 8';
    expect(path(`7 chdir("/a") = 0\n7 ${thread}\n7 chdir("/b") = 0\n8 unlink("f") = 0`)).toBe('/b/f');
    const shared = 'clone(child_stack=0x7f, flags=CLONE_FS|SIGCHLD) = 8';
    expect(path(`7 chdir("/a") = 0\n7 ${shared}\n8 chdir("/b") = 0\n7 unlink("f") = 0`)).toBe('/b/f');
  });

  it('are unknown, but for the name, where nothing tells the directory', () => {
    expect(events('7 unlink("d/f") = 0')).toMatchObject([['unlink', { 'unlink.file.name': 'f' }]]);
    expect(path('7 unlink("d/f") = 0')).toBeUndefined();
    expect(path('7 chdir("/a") = 0\n7 chroot("/r") = 0\n7 unlink("f") = 0')).toBeUndefined();
  });

  it('are given to the program that the recording begins with, once the directory is shown', () => {
    const { imported } = read(`
      7 execve("./run.sh", ["./run.sh"], []) = 0
      7 mprotect(0x7f0000000000, 4096, PROT_READ) = 0
      7 openat(AT_FDCWD</w>, "/etc/ld.so.cache", O_RDONLY) = 3</etc/ld.so.cache>
      7 fork() = 8
      8 unlink("/f") = 0
    `);
    const paths = imported.map(({ record }) => record.Values['process.file.path']);
    expect(paths).toEqual(['/w/run.sh', '/w/run.sh', '/w/run.sh', '/w/run.sh']);
    expect(imported.at(-1)?.record.Ancestors?.[0]?.['file.path']).toBe('/w/run.sh');
  });

  it('do not keep events back for ever', () => {
    const calls = Array.from({ length: 250 }, () => '7 unlink("/f") = 0').join('\n');
    const reader = strace.open({ catalogue: linux, onProblem: () => {} });
    const at = { document: 'x', line: 1, column: 1, offset: 0, ended: true };
    const first = reader.read({ ...at, text: '7 execve("./a", ["a"], []) = 0' });
    const rest = calls.split('\n').map((text) => reader.read({ ...at, text }).length);
    expect([first.length, rest.reduce((a, b) => a + b)]).toEqual([0, 251]);
  });

  it('that lose their way because a change of directory was not recorded are told, once', () => {
    const { problems } = read(`
      7 openat(AT_FDCWD</a>, "f", O_RDONLY) = 3</a/f>
      7 openat(AT_FDCWD</b>, "f", O_RDONLY) = 3</b/f>
      7 openat(AT_FDCWD</c>, "f", O_RDONLY) = 3</c/f>
    `);
    expect(problems).toEqual(['3 events/strace-directory']);
  });
});
