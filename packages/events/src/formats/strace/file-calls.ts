import type { RecordValue } from '../../record.ts';
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
  told: ReturnType<typeof happening>,
  call: Call,
  context: Context,
  { path, given }: OnePath,
  mode: Argument | undefined,
): Meaning {
  if (!isReported(call)) {
    return IRRELEVANT;
  }
  const number = context.symbols.number(mode);
  const kept = number === undefined ? undefined : Number(number) & MODE_BITS;
  return told(path, nameOf(path, given), kept, kept, given, number, call.result.value);
}

const MODE = [
  'file.path',
  'file.name',
  'file.destination.mode',
  'file.destination.rights',
  'syscall.path',
  'syscall.mode',
  'retval',
];
const chmod = happening('chmod', ...MODE);
const mkdir = happening('mkdir', ...MODE);

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

const ONLY_PATH = ['file.path', 'file.name', 'syscall.path', 'retval'];
const rmdir = happening('rmdir', ...ONLY_PATH);
const utimes = happening('utimes', ...ONLY_PATH);
const wentTo = happening('chdir', ...ONLY_PATH);
const unlinked = happening('unlink', ...ONLY_PATH, 'flags', 'syscall.flags', 'syscall.dirfd');

/** Nothing but a path, and for some what else there is. */
function onlyPath(
  told: ReturnType<typeof happening>,
  call: Call,
  { path, given }: OnePath,
  ...more: readonly (RecordValue | undefined)[]
): Meaning {
  return isReported(call) ? told(path, nameOf(path, given), given, call.result.value, ...more) : IRRELEVANT;
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
  const { path, given } = where;
  return wentTo(path, nameOf(path, given), given ?? '', call.result.value);
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
  chmod: (call, context) => withMode(chmod, call, context, plain(call, context), call.item(1)),
  fchmod: (call, context) => withMode(chmod, call, context, descriptor(call), call.item(1)),
  fchmodat: (call, context) => withMode(chmod, call, context, below(call, context), call.item(2)),
  fchmodat2: (call, context) => withMode(chmod, call, context, below(call, context), call.item(2)),
  chown: (call, context) => chown(call, context, plain(call, context), 1),
  lchown: (call, context) => chown(call, context, plain(call, context), 1),
  fchown: (call, context) => chown(call, context, descriptor(call), 1),
  fchownat: (call, context) => chown(call, context, below(call, context), 2),
  mkdir: (call, context) => withMode(mkdir, call, context, plain(call, context), call.item(1)),
  mkdirat: (call, context) => withMode(mkdir, call, context, below(call, context), call.item(2)),
  rmdir: (call, context) => onlyPath(rmdir, call, plain(call, context)),
  unlink: (call, context) => onlyPath(unlinked, call, plain(call, context), 0, 0),
  unlinkat: (call, context) => {
    const flags = flagsOf(call.item(2), context);
    const where = below(call, context);
    return context.symbols.has(call.item(2), 'AT_REMOVEDIR')
      ? onlyPath(rmdir, call, where)
      : onlyPath(unlinked, call, where, flags, flags, context.symbols.number(call.item(0)));
  },
  utime: (call, context) => onlyPath(utimes, call, plain(call, context)),
  utimes: (call, context) => onlyPath(utimes, call, plain(call, context)),
  futimesat: (call, context) => onlyPath(utimes, call, below(call, context)),
  utimensat: (call, context) => onlyPath(utimes, call, below(call, context)),
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
