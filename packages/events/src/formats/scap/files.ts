import type { Happening } from '../../kernel-calls/call.ts';
import { moved, onlyPath, opened, withMode, withOwner } from '../../kernel-calls/file-events.ts';
import type { EventName } from './event-names.ts';
import { IRRELEVANT, isReported, type Meaning, PROCESSES, type Reader } from './meanings.ts';
import { type Call, pathOf } from './session.ts';

const O_CREAT_WRONLY_TRUNC = 0o1101;
const AT_REMOVEDIR = 0x200;
/** Not mounts of their own: MS_REMOUNT, MS_MOVE, MS_UNBINDABLE, MS_PRIVATE, MS_SLAVE, MS_SHARED. */
const MOUNT_CHANGES = 0x20 | 0x2000 | 0x20000 | 0x40000 | 0x80000 | 0x100000;
const MS_BIND = 0x1000;

const open =
  (directory?: string): Reader =>
  (call) => {
    const { name, params, process, session } = call;
    const result = params.number('fd');
    const file = pathOf(call, 'name', directory);
    if (result !== undefined && result >= 0)
      session.descriptors.set(process.pid, result, { path: file.path });
    if (!isReported(result)) return IRRELEVANT;
    const flags = name === 'creat' ? O_CREAT_WRONLY_TRUNC : session.flags.open(params.number('flags'));
    return event(opened(file, flags, params.number('mode'), result));
  };

/** What is opened is told by its path, from whatever handle that was. */
const openByHandle: Reader = ({ params, process, session }) => {
  const result = params.number('fd');
  const path = params.text('path');
  if (result !== undefined && result >= 0) session.descriptors.set(process.pid, result, { path });
  if (!isReported(result)) return IRRELEVANT;
  return event(
    opened({ path, given: undefined }, session.flags.open(params.number('flags')), undefined, result),
  );
};

function event(happening: Happening): Meaning {
  return { kind: 'event', ...happening };
}

const reported =
  (make: (call: Call, result: number) => Happening): Reader =>
  (call) => {
    const result = call.params.number('res');
    return result !== undefined && isReported(result) ? event(make(call, result)) : IRRELEVANT;
  };

/** The descriptor that the call names, as a file. */
function descriptor({ params, process, session }: Call): { path: string | undefined; given: undefined } {
  return { path: session.descriptors.get(process.pid, params.number('fd'))?.path, given: undefined };
}

const chdir: Reader = (call) => {
  const { name, params, process, session } = call;
  const result = params.number('res');
  const file = name === 'fchdir' ? descriptor(call) : pathOf(call, 'path');
  if (result === undefined || !isReported(result)) return IRRELEVANT;
  const after = (): void => {
    if (result === 0) session.maker.tree.changeDirectory(process, file.path);
  };
  return { ...event(onlyPath('chdir', file, result)), after } as Meaning;
};

const mount: Reader = (call) => {
  const { params } = call;
  const flags = params.number('flags') ?? 0;
  if (params.number('res') !== 0 || (flags & MOUNT_CHANGES) !== 0) return IRRELEVANT;
  const isBind = (flags & MS_BIND) !== 0;
  const source = isBind ? pathOf(call, 'dev').path : undefined;
  return event({
    type: 'mount',
    values: {
      'mount.mountpoint.path': pathOf(call, 'dir').path,
      'mount.root.path': source,
      'mount.source.path': source,
      'mount.fs_type': isBind ? undefined : params.text('type'),
      'mount.syscall.source.path': params.text('dev'),
      'mount.syscall.mountpoint.path': params.text('dir'),
      'mount.syscall.fs_type': params.text('type'),
      'mount.retval': 0,
    },
  });
};

const close: Reader = ({ params, process, session }) => {
  const fd = params.number('fd');
  if (fd !== undefined && params.number('res') === 0) session.descriptors.close(process.pid, fd);
  return PROCESSES;
};

const dup: Reader = ({ params, process, session }) => {
  const from = params.number('oldfd') ?? params.number('fd');
  const to = params.number('res');
  const known = session.descriptors.get(process.pid, from);
  if (to === undefined || to < 0 || to === from) return PROCESSES;
  if (known === undefined) session.descriptors.close(process.pid, to);
  else session.descriptors.set(process.pid, to, known);
  return PROCESSES;
};

/** Calls whose new descriptors are no files: what these numbers were before does not count any more. */
const noFile =
  (...names: readonly string[]): Reader =>
  ({ params, process, session }) => {
    for (const name of names) {
      const fd = params.number(name);
      if (fd !== undefined && fd >= 0) session.descriptors.close(process.pid, fd);
    }
    return PROCESSES;
  };

const NO_CHANGE = 0xffff_ffff;

const owned = (file: (call: Call) => ReturnType<typeof pathOf>): Reader =>
  reported((call, result) => {
    // Agents see an id that is left as it is as -1.
    const id = (name: string): number | undefined => {
      const value = call.params.number(name);
      return value === NO_CHANGE ? -1 : value;
    };
    return withOwner(file(call), id('uid'), id('gid'), result);
  });

const unlinkat: Reader = reported((call, result) => {
  const file = pathOf(call, 'name', 'dirfd');
  const flags = call.params.number('flags');
  return flags !== undefined && (flags & AT_REMOVEDIR) !== 0
    ? onlyPath('rmdir', file, result)
    : onlyPath('unlink', file, result, { 'unlink.flags': flags, 'unlink.syscall.flags': flags });
});

const move = (type: 'rename' | 'link', from?: string, to?: string): Reader =>
  reported((call, result) => moved(type, pathOf(call, 'oldpath', from), pathOf(call, 'newpath', to), result));

/** Calls about files, by the names of their events. */
export const fileCalls: Partial<Readonly<Record<EventName, Reader>>> = {
  open: open(),
  openat: open('dirfd'),
  openat2: open('dirfd'),
  open_by_handle_at: openByHandle,
  creat: open(),
  close,
  dup,
  dup2: dup,
  dup3: dup,
  pipe2: noFile('fd1', 'fd2'),
  eventfd2: noFile('res'),
  signalfd4: noFile('res'),
  inotify_init1: noFile('res'),
  epoll_create: noFile('res'),
  epoll_create1: noFile('res'),
  memfd_create: noFile('fd'),
  pidfd_open: noFile('fd'),
  pidfd_getfd: noFile('fd'),
  chown: owned((call) => pathOf(call, 'path')),
  lchown: owned((call) => pathOf(call, 'path')),
  fchown: owned(descriptor),
  fchownat: owned((call) => pathOf(call, 'pathname', 'dirfd')),
  chdir,
  fchdir: chdir,
  chroot: ({ params, process, session }) => {
    // Paths mean something else from now on, and nothing says what.
    if (params.number('res') === 0) session.maker.tree.changeDirectory(process, undefined);
    return PROCESSES;
  },
  mkdir: reported((call, result) =>
    withMode('mkdir', pathOf(call, 'path'), call.params.number('mode'), result),
  ),
  mkdirat: reported((call, result) =>
    withMode('mkdir', pathOf(call, 'path', 'dirfd'), call.params.number('mode'), result),
  ),
  chmod: reported((call, result) =>
    withMode('chmod', pathOf(call, 'filename'), call.params.number('mode'), result),
  ),
  fchmod: reported((call, result) => withMode('chmod', descriptor(call), call.params.number('mode'), result)),
  fchmodat: reported((call, result) =>
    withMode('chmod', pathOf(call, 'filename', 'dirfd'), call.params.number('mode'), result),
  ),
  rmdir: reported((call, result) => onlyPath('rmdir', pathOf(call, 'path'), result)),
  unlink: reported((call, result) =>
    onlyPath('unlink', pathOf(call, 'path'), result, { 'unlink.flags': 0, 'unlink.syscall.flags': 0 }),
  ),
  unlinkat,
  rename: move('rename'),
  renameat: move('rename', 'olddirfd', 'newdirfd'),
  renameat2: move('rename', 'olddirfd', 'newdirfd'),
  link: move('link'),
  linkat: move('link', 'olddir', 'newdir'),
  mount,
  splice: (call) => {
    const { params, process, session } = call;
    const path =
      session.descriptors.get(process.pid, params.number('fd_in'))?.path ??
      session.descriptors.get(process.pid, params.number('fd_out'))?.path;
    const result = params.number('res');
    if (result === undefined) return IRRELEVANT;
    return event({
      type: 'splice',
      values: {
        ...(path !== undefined && {
          'splice.file.path': path,
          'splice.file.name': path.slice(path.lastIndexOf('/') + 1),
        }),
        'splice.retval': result,
      },
    });
  },
};
