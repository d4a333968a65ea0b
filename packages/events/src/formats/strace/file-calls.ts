import { type Argument, pathOf } from './argument.ts';
import type { Call } from './call.ts';
import {
  absolute,
  type Context,
  file,
  happened,
  happening,
  hasSucceeded,
  IRRELEVANT,
  isReported,
  type Meaning,
  nameOf,
  PROCESSES,
  type Reader,
  text,
  type Values,
} from './context.ts';

/** Permission bits, set-id and sticky bits included: what agents keep of a mode. */
const MODE_BITS = 0o7777;

function event(type: string, call: Call, values: Values): Meaning {
  return happened(type, { ...values, [`${type}.retval`]: call.result.value });
}

/** A call about one path: `name(path, …)`, `nameat(directory, path, …)` or `fname(descriptor, …)`. */
interface OnePath {
  readonly path: string | undefined;
  readonly given: string | undefined;
}

function plain(call: Call, context: Context, at = 0): OnePath {
  return { path: absolute(call.item(at), context), given: text(call.item(at)) };
}

function below(call: Call, context: Context, at = 0): OnePath {
  const [directory, path] = [call.item(at), call.item(at + 1)];
  // utimensat(3</file>, NULL, …) means the descriptor.
  const isNull = path?.kind === 'flags' && path.names[0] === 'NULL';
  return isNull
    ? { path: pathOf(directory), given: undefined }
    : { path: absolute(path, context, directory), given: text(path) };
}

function descriptor(call: Call, at = 0): OnePath {
  return { path: pathOf(call.item(at)), given: undefined };
}

function open(
  call: Call,
  context: Context,
  where: OnePath,
  flags: number | undefined,
  mode: Argument | undefined,
): Meaning {
  if (!isReported(call)) {
    return IRRELEVANT;
  }
  const modeGiven = context.symbols.number(mode) ?? 0;
  // The kernel's own name of what was opened, links followed, which is also what agents see.
  const path = pathOf(call.result.descriptor) ?? where.path;
  return opened(
    path,
    nameOf(path, where.given),
    flags,
    Number(modeGiven) & MODE_BITS,
    where.given,
    flags,
    modeGiven,
    call.result.value,
  );
}

const opened = happening(
  'open',
  'file.path',
  'file.name',
  'flags',
  'file.destination.mode',
  'syscall.path',
  'syscall.flags',
  'syscall.mode',
  'retval',
);

function flagsOf(argument: Argument | undefined, context: Context): number | undefined {
  const flags = context.symbols.number(argument);
  return flags === undefined ? undefined : Number(flags);
}

function fieldOf(argument: Argument | undefined, name: string): Argument | undefined {
  return argument?.kind === 'struct' ? argument.fields.get(name) : undefined;
}

const O_CREAT_WRONLY_TRUNC = 0o1101;

function withMode(
  type: 'chmod' | 'mkdir',
  call: Call,
  context: Context,
  where: OnePath,
  mode: Argument | undefined,
): Meaning {
  if (!isReported(call)) {
    return IRRELEVANT;
  }
  const given = context.symbols.number(mode);
  const kept = given === undefined ? undefined : Number(given) & MODE_BITS;
  return event(type, call, {
    ...file(`${type}.file`, where.path, where.given),
    [`${type}.file.destination.mode`]: kept,
    [`${type}.file.destination.rights`]: kept,
    [`${type}.syscall.path`]: where.given,
    [`${type}.syscall.mode`]: given,
  });
}

function chown(call: Call, context: Context, where: OnePath, owner: number): Meaning {
  if (!isReported(call)) {
    return IRRELEVANT;
  }
  const [uid, gid] = [context.symbols.number(call.item(owner)), context.symbols.number(call.item(owner + 1))];
  return event('chown', call, {
    ...file('chown.file', where.path, where.given),
    'chown.file.destination.uid': uid,
    'chown.file.destination.gid': gid,
    'chown.syscall.path': where.given,
    'chown.syscall.uid': uid,
    'chown.syscall.gid': gid,
  });
}

/** unlink, rmdir, utimes: nothing but a path. */
function removed(type: string, call: Call, where: OnePath, values: Values = {}): Meaning {
  return isReported(call)
    ? event(type, call, {
        ...file(`${type}.file`, where.path, where.given),
        ...(type === 'utimes' || type === 'rmdir' || type === 'unlink'
          ? { [`${type}.syscall.path`]: where.given }
          : {}),
        ...values,
      })
    : IRRELEVANT;
}

function moved(type: 'rename' | 'link', call: Call, from: OnePath, to: OnePath): Meaning {
  return isReported(call)
    ? event(type, call, {
        ...file(`${type}.file`, from.path, from.given),
        ...file(`${type}.file.destination`, to.path, to.given),
        [`${type}.syscall.path`]: from.given,
        [`${type}.syscall.destination.path`]: to.given,
      })
    : IRRELEVANT;
}

function xattr(type: 'setxattr' | 'removexattr', call: Call, where: OnePath): Meaning {
  const name = text(call.item(1));
  const dot = name?.indexOf('.') ?? -1;
  return isReported(call)
    ? event(type, call, {
        ...file(`${type}.file`, where.path, where.given),
        [`${type}.file.destination.name`]: name,
        [`${type}.file.destination.namespace`]: dot > 0 ? name?.slice(0, dot) : '',
      })
    : IRRELEVANT;
}

function chdir(call: Call, context: Context, where: OnePath): Meaning {
  if (!isReported(call)) {
    return IRRELEVANT;
  }
  if (hasSucceeded(call)) {
    context.tree.changeDirectory(context.process, where.path);
  }
  return event('chdir', call, {
    ...file('chdir.file', where.path, where.given),
    'chdir.syscall.path': where.given ?? '',
  });
}

/** Not mounts of their own: changes of one that exists. */
const MOUNT_CHANGES = ['MS_REMOUNT', 'MS_MOVE', 'MS_SHARED', 'MS_PRIVATE', 'MS_SLAVE', 'MS_UNBINDABLE'];

const mount: Reader = (call, context) => {
  const [source, target, type, flags] = call.items;
  if (!hasSucceeded(call) || MOUNT_CHANGES.some((name) => context.symbols.has(flags, name))) {
    return IRRELEVANT;
  }
  const isBind = context.symbols.has(flags, 'MS_BIND');
  const root = isBind ? absolute(source, context) : undefined;
  return event('mount', call, {
    'mount.mountpoint.path': absolute(target, context),
    'mount.root.path': root,
    'mount.source.path': root,
    'mount.fs_type': isBind ? undefined : text(type),
    'mount.syscall.source.path': text(source),
    'mount.syscall.mountpoint.path': text(target),
    'mount.syscall.fs_type': text(type),
  });
};

const splice: Reader = (call) =>
  call.result.value === undefined
    ? IRRELEVANT
    : event('splice', call, file('splice.file', pathOf(call.item(0)) ?? pathOf(call.item(2))));

/** Calls about files, by their names. */
export const fileCalls: Readonly<Record<string, Reader>> = {
  open: (call, context) =>
    open(call, context, plain(call, context), flagsOf(call.item(1), context), call.item(2)),
  openat: (call, context) =>
    open(call, context, below(call, context), flagsOf(call.item(2), context), call.item(3)),
  openat2: (call, context) => {
    const how = call.item(2);
    const flags = flagsOf(fieldOf(how, 'flags'), context);
    return open(call, context, below(call, context), flags, fieldOf(how, 'mode'));
  },
  creat: (call, context) => open(call, context, plain(call, context), O_CREAT_WRONLY_TRUNC, call.item(1)),
  chmod: (call, context) => withMode('chmod', call, context, plain(call, context), call.item(1)),
  fchmod: (call, context) => withMode('chmod', call, context, descriptor(call), call.item(1)),
  fchmodat: (call, context) => withMode('chmod', call, context, below(call, context), call.item(2)),
  fchmodat2: (call, context) => withMode('chmod', call, context, below(call, context), call.item(2)),
  chown: (call, context) => chown(call, context, plain(call, context), 1),
  lchown: (call, context) => chown(call, context, plain(call, context), 1),
  fchown: (call, context) => chown(call, context, descriptor(call), 1),
  fchownat: (call, context) => chown(call, context, below(call, context), 2),
  mkdir: (call, context) => withMode('mkdir', call, context, plain(call, context), call.item(1)),
  mkdirat: (call, context) => withMode('mkdir', call, context, below(call, context), call.item(2)),
  rmdir: (call, context) => removed('rmdir', call, plain(call, context)),
  unlink: (call, context) =>
    removed('unlink', call, plain(call, context), { 'unlink.flags': 0, 'unlink.syscall.flags': 0 }),
  unlinkat: (call, context) => {
    const flags = flagsOf(call.item(2), context);
    const where = below(call, context);
    return context.symbols.has(call.item(2), 'AT_REMOVEDIR')
      ? removed('rmdir', call, where)
      : removed('unlink', call, where, {
          'unlink.flags': flags,
          'unlink.syscall.flags': flags,
          'unlink.syscall.dirfd': context.symbols.number(call.item(0)),
        });
  },
  utime: (call, context) => removed('utimes', call, plain(call, context)),
  utimes: (call, context) => removed('utimes', call, plain(call, context)),
  futimesat: (call, context) => removed('utimes', call, below(call, context)),
  utimensat: (call, context) => removed('utimes', call, below(call, context)),
  rename: (call, context) => moved('rename', call, plain(call, context), plain(call, context, 1)),
  renameat: (call, context) => moved('rename', call, below(call, context), below(call, context, 2)),
  renameat2: (call, context) => moved('rename', call, below(call, context), below(call, context, 2)),
  link: (call, context) => moved('link', call, plain(call, context), plain(call, context, 1)),
  linkat: (call, context) => moved('link', call, below(call, context), below(call, context, 2)),
  setxattr: (call, context) => xattr('setxattr', call, plain(call, context)),
  lsetxattr: (call, context) => xattr('setxattr', call, plain(call, context)),
  fsetxattr: (call) => xattr('setxattr', call, descriptor(call)),
  removexattr: (call, context) => xattr('removexattr', call, plain(call, context)),
  lremovexattr: (call, context) => xattr('removexattr', call, plain(call, context)),
  fremovexattr: (call) => xattr('removexattr', call, descriptor(call)),
  chdir: (call, context) => chdir(call, context, plain(call, context)),
  fchdir: (call, context) => chdir(call, context, descriptor(call)),
  chroot: (call, context) => {
    if (hasSucceeded(call)) {
      // Paths mean something else from now on, and nothing says what.
      context.tree.changeDirectory(context.process, undefined);
    }
    return PROCESSES;
  },
  mount,
  splice,
};
