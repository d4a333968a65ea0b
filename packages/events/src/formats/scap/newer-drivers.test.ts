/** Captures of newer drivers: events that they have been given since 2022, and calls that are told when they return only. */
import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { importRecording } from '../../reading/recording.ts';
import type { CanonicalRecord } from '../../record.ts';
import { eventKind } from './event-table.ts';
import { captureOf, type Written } from './test-kit.ts';

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function recordsOf(events: readonly Written[]): Promise<readonly CanonicalRecord[]> {
  const options = {
    document: 'capture',
    catalogue: catalogue('linux'),
    onProblem: ({ code, line }: { readonly code: string; readonly line: number }) => {
      throw new Error(`${line} ${code}`);
    },
  };
  const found: CanonicalRecord[] = [];
  for await (const records of importRecording(whole(captureOf(events)), options))
    found.push(...records.map(({ record }) => record));
  return found;
}

/** The last event, with its fields of its own type. */
async function lastOf(events: readonly Written[]): Promise<Readonly<Record<string, unknown>>> {
  const record = (await recordsOf(events)).at(-1);
  if (record === undefined) return {};
  const own = Object.entries(record.Values).filter(([name]) => name.startsWith(`${record.Type}.`));
  return { Type: record.Type, ...Object.fromEntries(own) };
}

const AT_FDCWD = -100;
/** Process 100 runs /usr/bin/tool in /srv. */
const running: Written = {
  number: 293,
  params: {
    res: 0,
    exe: 'tool',
    args: ['-x'],
    tid: 100,
    pid: 100,
    ptid: 1,
    cwd: '/srv/',
    comm: 'tool',
    env: ['A=1'],
    cap_permitted: 0x1ff,
    cap_effective: 0x3f,
    uid: 1000,
    gid: 1001,
    trusted_exepath: '/usr/bin/tool',
    filename: '/usr/bin/tool',
  },
};
const file = (type: string, path: string): Readonly<Record<string, unknown>> => ({
  [`${type}.file.path`]: path,
  [`${type}.file.name`]: path.slice(path.lastIndexOf('/') + 1),
});

describe('a call that is told when it returns only', () => {
  it.each<[call: string, events: readonly Written[], becomes: Readonly<Record<string, unknown>>]>([
    [
      'openat2',
      [
        {
          number: 327,
          params: { fd: 3, dirfd: AT_FDCWD, name: 'a.txt', flags: 1, mode: 0, resolve: 0, dev: 1, ino: 7 },
        },
      ],
      { Type: 'open', ...file('open', '/srv/a.txt'), 'open.flags': 0, 'open.retval': 3 },
    ],
    [
      'mkdir',
      [{ number: 277, params: { res: 0, path: 'd', mode: 0o750 } }],
      { Type: 'mkdir', ...file('mkdir', '/srv/d'), 'mkdir.file.destination.mode': 0o750 },
    ],
    [
      'kill',
      [{ number: 129, params: { res: 0, pid: 200, sig: 9 } }],
      { Type: 'signal', 'signal.pid': 200, 'signal.type': 9, 'signal.retval': 0 },
    ],
    [
      'mprotect',
      [{ number: 329, params: { res: 0, addr: 0, length: 4096, prot: 7 } }],
      { Type: 'mprotect', 'mprotect.req_protection': 7, 'mprotect.retval': 0 },
    ],
    [
      'unshare',
      [{ number: 285, params: { res: 0, flags: 32 } }],
      { Type: 'unshare', 'unshare.flags': 0x20000, 'unshare.retval': 0 },
    ],
    [
      'mount',
      [{ number: 257, params: { res: 0, dev: 'proc', dir: '/mnt/p', type: 'proc', flags: 0 } }],
      { Type: 'mount', 'mount.mountpoint.path': '/mnt/p', 'mount.fs_type': 'proc' },
    ],
    [
      'setresuid',
      [{ number: 193, params: { res: 0, ruid: 0, euid: 0, suid: 0 } }],
      { Type: 'setuid', 'setuid.uid': 0, 'setuid.euid': 0, 'setuid.fsuid': 0 },
    ],
    [
      'ptrace',
      [{ number: 169, params: { res: 0, request: 11, pid: 200 } }],
      { Type: 'ptrace', 'ptrace.request': 16, 'ptrace.retval': 0 },
    ],
    [
      'unlinkat',
      [{ number: 303, params: { res: 0, dirfd: AT_FDCWD, name: 'a', flags: 0 } }],
      { Type: 'unlink', ...file('unlink', '/srv/a'), 'unlink.flags': 0 },
    ],
    [
      'socket',
      [{ number: 19, params: { fd: 5, domain: 2, type: 1, proto: 0 } }],
      { Type: 'socket', 'socket.domain': 2, 'socket.type': 1, 'socket.retval': 5 },
    ],
  ])('%s', async (_, events, becomes) => {
    expect(await lastOf([running, ...events])).toMatchObject(becomes);
  });

  it('a program starts with all that its event has', async () => {
    const [exec] = await recordsOf([running]);
    expect(exec).toMatchObject({
      Type: 'exec',
      Values: {
        'process.file.path': '/usr/bin/tool',
        'process.argv': ['-x'],
        'process.envp': ['A=1'],
        'process.euid': 1000,
        'process.egid': 1001,
        'process.cap_effective': 0x3f,
        'process.cap_permitted': 0x1ff,
      },
    });
  });

  it('a program that a descriptor leads to has the path that the kernel tells', async () => {
    const { filename: _, ...params } = running.params ?? {};
    const [exec] = await recordsOf([{ number: 331, params: { ...params, exe: '/dev/fd/3' } }]);
    expect(exec?.Values['process.file.path']).toBe('/usr/bin/tool');
  });

  it('an older driver that says less is read as before', async () => {
    const opened: Written = {
      number: 327,
      only: 6,
      params: { fd: 3, dirfd: AT_FDCWD, name: 'a', flags: 1, mode: 0, resolve: 0 },
    };
    expect(await lastOf([running, opened])).toMatchObject({ Type: 'open', ...file('open', '/srv/a') });
  });
});

describe('an event that drivers have been given since', () => {
  const opened = (fd: number, name: string): Written => ({
    number: 307,
    params: { fd, dirfd: AT_FDCWD, name, flags: 1, mode: 0 },
  });

  it.each<[call: string, events: readonly Written[], becomes: Readonly<Record<string, unknown>>]>([
    [
      'open_by_handle_at',
      [{ number: 337, params: { fd: 4, mountfd: 3, flags: 1, path: '/srv/b', dev: 1, ino: 2 } }],
      { Type: 'open', ...file('open', '/srv/b'), 'open.flags': 0, 'open.retval': 4 },
    ],
    [
      'chown',
      [{ number: 379, params: { res: 0, path: 'a', uid: 0, gid: 0xffff_ffff } }],
      {
        Type: 'chown',
        ...file('chown', '/srv/a'),
        'chown.file.destination.uid': 0,
        'chown.file.destination.gid': -1,
      },
    ],
    [
      'lchown',
      [{ number: 381, params: { res: -1, path: '/x', uid: 1, gid: 2 } }],
      { Type: 'chown', ...file('chown', '/x'), 'chown.retval': -1 },
    ],
    [
      'fchown',
      [opened(3, 'a'), { number: 383, params: { res: 0, fd: 3, uid: 1, gid: 2 } }],
      {
        Type: 'chown',
        ...file('chown', '/srv/a'),
        'chown.file.destination.uid': 1,
        'chown.file.destination.gid': 2,
      },
    ],
    [
      'fchownat',
      [
        opened(3, 'd'),
        { number: 385, params: { res: 0, dirfd: 3, pathname: 'a', uid: 1, gid: 2, flags: 0 } },
      ],
      { Type: 'chown', ...file('chown', '/srv/d/a') },
    ],
    [
      'capset',
      [{ number: 353, params: { res: 0, cap_inheritable: 0, cap_permitted: 1n << 40n, cap_effective: 1 } }],
      { Type: 'capset', 'capset.cap_permitted': 2 ** 40, 'capset.cap_effective': 1 },
    ],
    [
      'prctl',
      [{ number: 401, params: { res: 0, option: 15, arg2_str: 'other' } }],
      { Type: 'prctl', 'prctl.option': 15, 'prctl.new_name': 'other', 'prctl.retval': 0 },
    ],
    [
      'prctl without a name',
      [{ number: 401, params: { res: 0, option: 38, arg2_int: 1 } }],
      { Type: 'prctl', 'prctl.option': 38, 'prctl.new_name': '', 'prctl.is_name_truncated': false },
    ],
    ['bpf', [{ number: 369, params: { fd: 6, cmd: 5 } }], { Type: 'bpf', 'bpf.cmd': 5, 'bpf.retval': 6 }],
    [
      'init_module',
      [{ number: 411, params: { res: 0, img: ['x'], length: 9, uargs: 'a=1 b' } }],
      {
        Type: 'load_module',
        'load_module.loaded_from_memory': true,
        'load_module.file.path': '',
        'load_module.args': 'a=1 b',
        'load_module.argv': ['a=1', 'b'],
      },
    ],
    [
      'finit_module',
      [opened(3, 'm.ko'), { number: 413, params: { res: 0, fd: 3, uargs: '', flags: 0 } }],
      { Type: 'load_module', 'load_module.loaded_from_memory': false, ...file('load_module', '/srv/m.ko') },
    ],
    [
      'delete_module',
      [{ number: 425, params: { res: 0, name: 'm', flags: 0 } }],
      { Type: 'unload_module', 'unload_module.name': 'm', 'unload_module.retval': 0 },
    ],
    [
      'setreuid',
      [{ number: 427, params: { res: 0, ruid: 5, euid: 6 } }],
      { Type: 'setuid', 'setuid.uid': 5, 'setuid.euid': 6 },
    ],
    [
      'setregid',
      [{ number: 429, params: { res: 0, rgid: 0xffff_ffff, egid: 6 } }],
      { Type: 'setgid', 'setgid.egid': 6 },
    ],
  ])('%s', async (_, events, becomes) => {
    expect(await lastOf([running, ...events])).toMatchObject(becomes);
  });

  it.each([
    ['dup2', { number: 363, params: { res: 7, oldfd: 3, newfd: 7 } }],
    ['dup3', { number: 365, params: { res: 7, oldfd: 3, newfd: 7, flags: 0 } }],
    ['dup', { number: 367, params: { res: 7, oldfd: 3 } }],
  ])('%s makes another descriptor of a file', async (_, call) => {
    const changed: Written = { number: 383, params: { res: 0, fd: 7, uid: 1, gid: 2 } };
    expect(await lastOf([running, opened(3, 'a'), call, changed])).toMatchObject(file('chown', '/srv/a'));
  });

  it.each([
    ['pipe2', { number: 393, params: { res: 0, fd1: 3, fd2: 4 } }],
    ['eventfd2', { number: 397, params: { res: 3, flags: 0 } }],
    ['signalfd4', { number: 399, params: { res: 3, flags: 0 } }],
    ['inotify_init1', { number: 395, params: { res: 3, flags: 0 } }],
    ['epoll_create1', { number: 377, params: { res: 3, flags: 0 } }],
    ['memfd_create', { number: 405, params: { fd: 3, name: 'x', flags: 0 } }],
    ['pidfd_open', { number: 409, params: { fd: 3, pid: 1, flags: 0 } }],
    ['pidfd_getfd', { number: 407, params: { fd: 3, pid_fd: 5, target_fd: 6, flags: 0 } }],
    ['dup2 of nothing known', { number: 363, params: { res: 3, oldfd: 9, newfd: 3 } }],
  ])('after %s a descriptor is not the file that it was', async (_, call) => {
    const changed: Written = { number: 383, params: { res: 0, fd: 3, uid: 1, gid: 2 } };
    const last = await lastOf([running, opened(3, 'a'), call, changed]);
    expect(last).toMatchObject({ Type: 'chown', 'chown.file.destination.uid': 1 });
    expect(last).not.toHaveProperty(['chown.file.path']);
  });

  it('tells both questions that a resolver sends with one call', async () => {
    const question = (type: number): Uint8Array =>
      Uint8Array.from([0, type, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 97, 46, 98, 0, 0, type, 0, 1]);
    // From 10.0.0.1:4000 to 10.0.0.2:53, ports in the host's order.
    const tuple = Uint8Array.from([2, 10, 0, 0, 1, 0xa0, 0x0f, 10, 0, 0, 2, 53, 0]);
    const sent = (data: Uint8Array): Written => ({
      number: 51,
      params: { res: data.length, fd: 3, size: data.length, data, tuple },
    });
    const records = await recordsOf([running, { number: 50 }, sent(question(1)), sent(question(28))]);
    expect(records.slice(1).map(({ Type, Values }) => [Type, Values['dns.question.type']])).toEqual([
      ['dns', 1],
      ['dns', 28],
    ]);
    expect(records[1]?.Values).toMatchObject({ 'network.destination.ip': '10.0.0.2' });
  });

  it('of an older driver such a call says nothing', async () => {
    expect(await recordsOf([running, { number: 50 }, { number: 51, only: 0 }])).toHaveLength(1);
  });

  it.each([338, 344, 370, 372, 386, 390, 402, 414, 418, 420, 422])(
    '%i is of no rule, and known',
    async (number) => {
      expect(eventKind(number)).toBeDefined();
      expect(await recordsOf([{ number }])).toEqual([]);
    },
  );

  it('no number between the first and the last is left out, but those that stand for nothing', () => {
    const nothing = new Set([355, 357, 359, 361, 403]);
    const missing = Array.from({ length: 430 }, (_, number) => number).filter(
      (number) => eventKind(number) === undefined && !nothing.has(number),
    );
    expect(missing).toEqual([]);
  });
});
