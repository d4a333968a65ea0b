import { describe, expect, it } from 'vitest';
import { events, processes, read } from './test-kit.ts';

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
        7 setrlimit(RLIMIT_STACK, {rlim_cur=8192*1024, rlim_max=18014398509481983*1024}) = 0
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
      ['setrlimit', { 'setrlimit.rlim_cur': 8388608, 'setrlimit.rlim_max': 18446744073709550592n }],
      ['unshare', { 'unshare.flags': 0x20020000 }],
    ]);
  });
});
