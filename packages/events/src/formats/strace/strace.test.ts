import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../canonical/decoder.ts';
import { fitsGlob } from '../../glob.ts';
import type { ImportedRecord, LineCounts } from '../../importer.ts';
import { strace } from './strace.ts';

const linux = catalogue('linux');

interface Result {
  readonly imported: readonly ImportedRecord[];
  readonly problems: readonly string[];
  readonly counts: LineCounts;
}

function read(text: string): Result {
  const problems: string[] = [];
  const reader = strace.open({
    catalogue: linux,
    onProblem: (problem) => problems.push(`${problem.line} ${problem.code}`),
  });
  const lines = text.split('\n').map((line) => line.trim());
  const imported = lines.flatMap((line, index) =>
    line === ''
      ? []
      : reader.read({ document: 'x', text: line, line: index + 1, column: 1, offset: 0, ended: true }),
  );
  return { imported: [...imported, ...reader.end()], problems, counts: reader.counts() };
}

const OF_PROCESS = /^(?:process|event|signal\.target|ptrace\.tracee|setrlimit\.target)\./;

/** Type and values of the events, without those of processes. */
function events(text: string): readonly unknown[] {
  const { imported } = read(text);
  return imported.map(({ record }) => [
    record.Type,
    Object.fromEntries(Object.entries(record.Values).filter(([key]) => !OF_PROCESS.test(key))),
  ]);
}

/** The same with some values of the process that did it. */
function processes(text: string, ...names: readonly string[]): readonly unknown[] {
  return read(text).imported.map(({ record }) => [
    record.Type,
    ...names.map((name) => record.Values[`process.${name}`]),
  ]);
}

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

describe('processes', () => {
  it('are known from their exec on', () => {
    const { imported } = read(`
      7 1795159822.525658 execve("/bin/sh", ["sh", "-ec", "id", "--x=1"], ["HOME=/root", "LANG=C"]) = 0
    `);
    expect(imported[0]?.record).toMatchObject({
      Type: 'exec',
      Time: 1795159822525658000n,
      Values: {
        'event.timestamp': 1795159822525658000n,
        'process.pid': 7,
        'process.tid': 7,
        'process.comm': 'sh',
        'process.file.path': '/bin/sh',
        'process.file.name': 'sh',
        'process.argv0': 'sh',
        'process.argv': ['-ec', 'id', '--x=1'],
        'process.args': '-ec id --x=1',
        'process.args_flags': ['e', 'c', 'ec'],
        'process.args_options': ['ec=id', 'x=1'],
        'process.args_truncated': false,
        'process.envp': ['HOME=/root', 'LANG=C'],
        'process.envs': ['HOME', 'LANG'],
        'process.created_at': 1795159822525658000n,
        'process.is_exec': true,
      },
    });
  });

  it('say what was not printed: without -v the environment is an address', () => {
    const { imported } = read('7 execve("/bin/ls", ["ls", "a"...], 0x7ffd /* 23 vars */) = 0');
    const values = imported[0]?.record.Values;
    expect([values?.['process.envs'], values?.['process.args_truncated']]).toEqual([undefined, true]);
  });

  it('inherit what they run until their own exec, and have those who started them as ancestors', () => {
    const { imported } = read(`
      7 execve("/a", ["a"], []) = 0
      7 vfork( <unfinished ...>
      8 unlink("/x") = 0
      8 execve("/b", ["b"], []) = 0
      7 <... vfork resumed>) = 8
      8 clone(child_stack=NULL, flags=SIGCHLD) = 9
      9 execve("/c", ["c"], []) = 0
    `);
    const told = imported.map(({ record }) => [
      record.Type,
      record.Values['process.comm'],
      record.Values['process.ppid'],
      record.Ancestors?.map((each) => each.comm),
    ]);
    expect(told).toEqual([
      ['exec', 'a', undefined, []],
      // The child runs before its maker's call has returned.
      ['unlink', 'a', 7, ['a']],
      ['exec', 'b', 7, ['a']],
      ['exec', 'c', 8, ['b', 'a']],
    ]);
  });

  it('are not given to a parent that might be another', () => {
    const { imported } = read(`
      7 vfork( <unfinished ...>
      9 vfork( <unfinished ...>
      8 unlink("/x") = 0
      9 <... vfork resumed>) = 8
      8 unlink("/y") = 0
    `);
    expect(imported.map(({ record }) => record.Values['process.ppid'])).toEqual([undefined, 9]);
  });

  it('have threads, whose events are theirs', () => {
    const clone3 =
      'clone3({flags=CLONE_VM|CLONE_FS|CLONE_THREAD, exit_signal=0} => {parent_tid=[8]}, 88) = 8';
    const text = `7 execve("/a", ["a"], []) = 0\n7 ${clone3}\n8 unlink("/x") = 0\n8 +++ exited with 0 +++\n7 +++ exited with 3 +++`;
    expect(processes(text, 'pid', 'tid', 'comm')).toEqual([
      ['exec', 7, 7, 'a'],
      ['unlink', 7, 8, 'a'],
      ['exit', 7, 7, 'a'],
    ]);
    expect(events(text).at(-1)).toEqual(['exit', { 'exit.code': 3, 'exit.cause': 0 }]);
  });

  it('end with a code, by a signal, with a core', () => {
    expect(
      events(`
        7 exit_group(2) = ?
        7 +++ exited with 2 +++
        8 +++ killed by SIGTERM +++
        9 +++ killed by SIGSEGV (core dumped) +++
      `),
    ).toEqual([
      ['exit', { 'exit.code': 2, 'exit.cause': 0 }],
      ['exit', { 'exit.code': 15, 'exit.cause': 2 }],
      ['exit', { 'exit.code': 11, 'exit.cause': 1 }],
    ]);
  });

  it('go by the name they give themselves', () => {
    const text = '7 execve("/a", ["a"], []) = 0\n7 prctl(PR_SET_NAME, "worker") = 0\n7 unlink("/x") = 0';
    expect(processes(text, 'comm')).toEqual([
      ['exec', 'a'],
      ['prctl', 'a'],
      ['unlink', 'worker'],
    ]);
    expect(events(text)[1]).toMatchObject(['prctl', { 'prctl.option': 15, 'prctl.new_name': 'worker' }]);
  });

  it('have 15 bytes of the name of what they run', () => {
    expect(processes('7 execve("/x/a-very-long-program", ["a"], []) = 0', 'comm')).toEqual([
      ['exec', 'a-very-long-pro'],
    ]);
  });

  it('of a recording without a thread column are one, of unknown pid', () => {
    expect(processes('execve("/a", ["a"], []) = 0\nunlink("/x") = 0', 'pid', 'comm')).toEqual([
      ['exec', undefined, 'a'],
      ['unlink', undefined, 'a'],
    ]);
  });

  it('are forgotten when they end', () => {
    const lines = Array.from({ length: 500 }, (_, index) => {
      const pid = 100 + index;
      return `7 fork() = ${pid}\n${pid} execve("/b", ["b"], []) = 0\n${pid} +++ exited with 0 +++`;
    });
    const { counts } = read(lines.join('\n'));
    expect(counts).toEqual({ lines: 1500, events: 1000, processes: 500, irrelevant: 0, skipped: 0 });
  });
});

describe('credentials', () => {
  it('are unknown until a call changes them, and the event of the change still has the old ones', () => {
    const text = `
      7 unlink("/x") = 0
      7 setresuid(1000, 1001, -1) = 0
      7 setreuid(-1, 1002) = 0
      7 unlink("/x") = 0
    `;
    expect(processes(text, 'uid', 'euid', 'fsuid')).toEqual([
      ['unlink', undefined, undefined, undefined],
      ['setuid', undefined, undefined, undefined],
      ['setuid', 1000, 1001, 1001],
      ['unlink', 1000, 1002, 1002],
    ]);
    expect(events(text)[1]).toEqual([
      'setuid',
      { 'setuid.uid': 1000, 'setuid.euid': 1001, 'setuid.fsuid': 1001 },
    ]);
  });

  it('change all by setuid of root, and only the effective one of others; otherwise the real one is not known', () => {
    const after = (before: string): unknown =>
      processes(`${before}\n7 setuid(5) = 0\n7 unlink("/x") = 0`, 'uid', 'euid').at(-1);
    expect(after('7 setresuid(0, 0, 0) = 0')).toEqual(['unlink', 5, 5]);
    expect(after('7 setresuid(6, 6, 5) = 0')).toEqual(['unlink', 6, 5]);
    expect(after('')).toEqual(['unlink', undefined, 5]);
  });

  it('are inherited', () => {
    expect(
      processes('7 setresgid(9, 9, 9) = 0\n7 fork() = 8\n8 unlink("/x") = 0', 'gid', 'egid').at(-1),
    ).toEqual(['unlink', 9, 9]);
  });

  it('have capabilities, each its own bit', () => {
    const sets = '{effective=1<<CAP_CHOWN|1<<CAP_SYS_ADMIN, permitted=1<<CAP_BPF, inheritable=0}';
    const text = `7 capset({version=_LINUX_CAPABILITY_VERSION_3, pid=7}, ${sets}) = 0`;
    expect(events(text)).toEqual([
      ['capset', { 'capset.cap_effective': 1 + 2 ** 21, 'capset.cap_permitted': 2 ** 39 }],
    ]);
  });

  it('do not change by calls that fail', () => {
    expect(events('7 setuid(0) = -1 EPERM (Operation not permitted)')).toEqual([]);
  });
});

describe('calls between processes and to the kernel', () => {
  it('kill, with what is known of the target', () => {
    const { imported } = read('7 execve("/a", ["a"], []) = 0\n7 fork() = 8\n7 kill(8, SIGTERM) = 0');
    expect(imported[1]?.record.Values).toMatchObject({
      'signal.pid': 8,
      'signal.type': 15,
      'signal.target.pid': 8,
      'signal.target.comm': 'a',
      'signal.target.ancestors': [{ pid: 7 }],
    });
    expect(events('7 kill(-1, SIGRT_1) = -1 EPERM (Operation not permitted)')).toEqual([
      ['signal', { 'signal.pid': -1, 'signal.type': 33, 'signal.retval': -1 }],
    ]);
  });

  it('ptrace, mmap, mprotect, splice, bpf, modules, limits, namespaces', () => {
    expect(
      events(`
        7 ptrace(PTRACE_ATTACH, 8) = -1 EPERM (Operation not permitted)
        7 mmap(NULL, 4096, PROT_READ|PROT_WRITE|PROT_EXEC, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f7335f88000
        7 mmap(NULL, 8, PROT_READ, MAP_SHARED, 3</lib/x.so>, 0x1000) = -1 EACCES (Permission denied)
        7 mprotect(0x7f7335f6a000, 16384, PROT_READ|PROT_EXEC) = 0
        7 splice(6</etc/hostname>, NULL, 5<pipe:[33307]>, NULL, 64, 0) = 3
        7 bpf(BPF_PROG_LOAD, {prog_type=BPF_PROG_TYPE_KPROBE, insn_cnt=2, insns=[{code=0xb7}], prog_name="spy"}, 120) = 5
        7 finit_module(3</m/x.ko>, "a=1 b", 0) = 0
        7 init_module(0x7f, 1000, "") = 0
        7 delete_module("x", O_NONBLOCK) = -1 EPERM (Operation not permitted)
        7 prlimit64(0, RLIMIT_NOFILE, {rlim_cur=1024, rlim_max=RLIM64_INFINITY}, NULL) = 0
        7 prlimit64(0, RLIMIT_STACK, NULL, {rlim_cur=8192*1024, rlim_max=RLIM64_INFINITY}) = 0
        7 unshare(CLONE_NEWNS|CLONE_NEWPID) = 0
      `),
    ).toMatchObject([
      ['ptrace', { 'ptrace.request': 16, 'ptrace.retval': -1 }],
      ['mmap', { 'mmap.protection': 7, 'mmap.flags': 0x22, 'mmap.file.path': '', 'mmap.retval': 0 }],
      ['mmap', { 'mmap.file.path': '/lib/x.so', 'mmap.retval': -13 }],
      ['mprotect', { 'mprotect.req_protection': 5 }],
      ['splice', { 'splice.file.path': '/etc/hostname', 'splice.retval': 3 }],
      ['bpf', { 'bpf.cmd': 5, 'bpf.prog.type': 2, 'bpf.prog.name': 'spy' }],
      ['load_module', { 'load_module.file.name': 'x.ko', 'load_module.argv': ['a=1', 'b'] }],
      ['load_module', { 'load_module.loaded_from_memory': true, 'load_module.args': '' }],
      ['unload_module', { 'unload_module.name': 'x', 'unload_module.retval': -1 }],
      ['setrlimit', { 'setrlimit.resource': 7, 'setrlimit.rlim_cur': 1024, 'setrlimit.rlim_max': -1 }],
      ['unshare', { 'unshare.flags': 0x20020000 }],
    ]);
  });
});

describe('calls on the network', () => {
  it('connect and bind: the address, and what kind of socket it is', () => {
    const un = '{sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}';
    const in6 =
      '{sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}';
    expect(
      events(`
        7 connect(5<TCP:[33]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("10.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)
        7 connect(5<UDPv6:[33]>, ${in6}, 28) = 0
        7 connect(4<UNIX-STREAM:[33]>, ${un}, 20) = 0
        7 connect(4<TCP:[33]>, {sa_family=AF_INET, sin_port=htons(1), sin_addr=inet_addr("10.0.0.1")}, 16) = -1 ECONNREFUSED (Connection refused)
        7 bind(3<TCP:[33]>, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = 0
      `),
    ).toEqual([
      ['connect', ipv4('connect', '10.0.0.1', 80, -115)],
      [
        'connect',
        {
          'connect.addr.family': 10,
          'connect.addr.ip': '2001:db8::1',
          'connect.addr.port': 443,
          'connect.protocol': 17,
          'connect.retval': 0,
        },
      ],
      [
        'connect',
        {
          'connect.addr.family': 1,
          'connect.addr.ip': '',
          'connect.addr.port': 0,
          'connect.protocol': 0,
          'connect.retval': 0,
        },
      ],
      ['bind', ipv4('bind', '0.0.0.0', 0, 0)],
    ]);
  });

  function ipv4(type: string, ip: string, port: number, retval: number): unknown {
    return {
      [`${type}.addr.family`]: 2,
      [`${type}.addr.ip`]: ip,
      [`${type}.addr.port`]: port,
      [`${type}.protocol`]: 6,
      [`${type}.retval`]: retval,
    };
  }

  it('accept: the address of the peer, the port that was listened on; no sockets but TCP', () => {
    const peer = '{sa_family=AF_INET, sin_port=htons(43380), sin_addr=inet_addr("10.0.0.9")}';
    expect(
      events(`
        7 accept4(3<TCP:[10.0.0.1:80]>, ${peer}, [16], SOCK_CLOEXEC) = 4<TCP:[10.0.0.1:80->10.0.0.9:43380]>
        7 accept(3<TCPv6:[[::1]:80]>, NULL, NULL) = 4<TCPv6:[[::1]:80->[::2]:43380]>
        7 accept(3<UNIX-STREAM:[1]>, {sa_family=AF_UNIX}, [2]) = 4<UNIX-STREAM:[2]>
      `),
    ).toEqual([
      [
        'accept',
        { 'accept.addr.family': 2, 'accept.addr.ip': '10.0.0.9', 'accept.addr.port': 80, 'accept.retval': 0 },
      ],
      [
        'accept',
        { 'accept.addr.family': 10, 'accept.addr.ip': '::2', 'accept.addr.port': 80, 'accept.retval': 0 },
      ],
    ]);
  });

  it('dns: the question in a datagram to port 53', () => {
    const socket = '3<UDP:[192.0.2.2:44372->10.0.0.53:53]>';
    const query = String.raw`"\327g\1\0\0\1\0\0\0\0\0\0\7example\7invalid\0\0\34\0\1", 33`;
    expect(events(`7 sendto(${socket}, ${query}, MSG_NOSIGNAL, NULL, 0) = 33`)).toEqual([
      [
        'dns',
        {
          'dns.id': 0xd767,
          'dns.question.name': 'example.invalid',
          'dns.question.type': 28,
          'dns.question.class': 1,
          'dns.question.count': 1,
          'dns.question.length': 33,
          'network.destination.ip': '10.0.0.53',
          'network.destination.port': 53,
          'network.source.ip': '192.0.2.2',
          'network.source.port': 44372,
          'network.l4_protocol': 17,
        },
      ],
    ]);
    expect(events(`7 sendto(3<TCP:[1.1.1.1:1->2.2.2.2:53]>, ${query}, 0, NULL, 0) = 33`)).toEqual([]);
    expect(events(`7 sendto(${socket}, "\\1\\2", 2, 0, NULL, 0) = 2`)).toEqual([]);
  });
});

describe('lines', () => {
  it('of a call in two parts are one event, at the first, with both texts and the time of the end', () => {
    const { imported, counts } = read(
      '7 1.000001 unlink("/a" <unfinished ...>\n8 1795159822.500001 unlink("/b") = 0\n7 1795159822.600001 <... unlink resumed>) = 0',
    );
    expect(imported.map(({ at }) => [at.line, at.text.split('\n').length])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    expect(imported[1]?.record.Time).toBe(1795159822600001000n);
    expect(counts).toMatchObject({ lines: 3, events: 3 });
  });

  it('may have the thread in brackets, times of day, the duration of the call', () => {
    expect(processes('[pid  7] 10:00:00.123456 unlink("/a") = 0 <0.000012>', 'pid')).toEqual([['unlink', 7]]);
    expect(read('7 10:00:00 unlink("/a") = 0').imported[0]?.record.Time).toBeUndefined();
  });

  it('of no matter to rules are counted: other calls, signals, what strace says', () => {
    const { counts, problems } = read(`
      strace: Process 8 attached
      7 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 8
      7 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=8} ---
      7 read(3</x>, "...", 10) = 3
    `);
    expect([counts.irrelevant, counts.lines, problems]).toEqual([4, 4, []]);
  });

  it('that cannot be read are skipped, each with a warning', () => {
    const { counts, problems, imported } = read(
      '7 <... read resumed>) = 0\nhello world\n7 unlink("/a\n7 unlink("/b") = 0\n7 chmod("/c", 07 <unfinished ...>',
    );
    expect(problems).toEqual([
      '1 events/strace-resumed',
      '2 events/strace-line',
      '3 events/strace-line',
      '5 events/strace-unfinished',
    ]);
    expect([counts.skipped, counts.events, imported.length]).toEqual([4, 1, 1]);
  });

  it('of another kind are not taken for strace', () => {
    expect(strace.recognise(['19714 1795159822.52 execve("./a", ["a"], []) = 0'])).toBeGreaterThan(0.9);
    expect(strace.recognise(['execve("./a", ["a"], 0x7f /* 3 vars */) = 0'])).toBeGreaterThan(0.9);
    expect(strace.recognise(['int main() {', 'printf("x");', '}'])).toBe(0);
    expect(strace.recognise(['{"Type":"exec","Values":{}}'])).toBe(0);
  });
});

describe('every field that an event has', () => {
  it('is declared', () => {
    const { imported } = read(`
      7 1795159822.525658 execve("/bin/sh", ["sh"], ["A=1"]) = 0
      7 1795159822.525658 fork() = 8
      8 1795159822.525658 setresuid(1, 1, 1) = 0
      8 1795159822.525658 setresgid(1, 1, 1) = 0
      8 1795159822.525658 capset({version=0, pid=7}, {effective=0, permitted=0, inheritable=0}) = 0
      7 1795159822.525658 kill(8, SIGTERM) = 0
      7 1795159822.525658 ptrace(PTRACE_ATTACH, 8) = 0
      8 1795159822.525658 setrlimit(RLIMIT_NOFILE, {rlim_cur=1, rlim_max=2}) = 0
      8 1795159822.525658 unlinkat(AT_FDCWD</w>, "a", 0) = 0
      8 1795159822.525658 +++ exited with 0 +++
    `);
    const names = imported.flatMap(({ record }) => [
      ...Object.keys(record.Values),
      ...(record.Ancestors ?? []).flatMap((each) =>
        Object.keys(each).map((key) => `process.ancestors.${key}`),
      ),
    ]);
    const isDeclared = (name: string): boolean =>
      strace.fills.fields.some((field) => fitsGlob(field, name)) ||
      name.endsWith('.target.ancestors') ||
      name === 'ptrace.tracee.ancestors';
    expect([...new Set(names)].filter((name) => !isDeclared(name))).toEqual([]);
    expect(imported.map(({ record }) => record.Type)).toEqual([
      'exec',
      'setuid',
      'setgid',
      'capset',
      'signal',
      'ptrace',
      'setrlimit',
      'unlink',
      'exit',
    ]);
  });

  it('exists', () => {
    const decoder = createDecoder(linux);
    const isField = (name: string): boolean => linux.fieldNames.some((field) => fitsGlob(name, field));
    const invented = strace.fills.fields.filter((name) => !isField(name) && !OF_SOME_PROCESSES.test(name));
    expect(invented).toEqual([]);
    expect(decoder).toBeDefined();
  });

  /** Process fields are declared for every kind of process at once; some kinds lack one. */
  const OF_SOME_PROCESSES = /^(?:exec|exit)\.(?:parent|ancestors)\./;
});
