import { fieldName } from '../field-name.ts';
import {
  type FileTold,
  fileValues,
  type Happening,
  hasSucceeded,
  isReported,
  type KernelCall,
  nameOf,
  type Values,
} from './call.ts';

export type CallReader = (call: KernelCall) => Happening | undefined;

/** Permission bits, set-id and sticky bits included: what agents keep of a mode. */
const MODE_BITS = 0o7777;
const O_CREAT = 0o100;
const O_TMPFILE = 0o20000000;
const O_CREAT_WRONLY_TRUNC = 0o1101;
const AT_REMOVEDIR = 0x200;
/** Not mounts of their own: MS_REMOUNT, MS_MOVE, MS_UNBINDABLE, MS_PRIVATE, MS_SLAVE, MS_SHARED. */
const MOUNT_CHANGES = 0x20 | 0x2000 | 0x20000 | 0x40000 | 0x80000 | 0x100000;
const MS_BIND = 0x1000;

function event(
  type: string,
  { retval }: { readonly retval: KernelCall['retval'] },
  values: Values,
): Happening {
  return { type, values: { ...values, [fieldName(type, 'retval')]: retval } };
}

/** Without `O_CREAT` the mode is whatever the register held. */
export function opened(
  file: FileTold,
  flags: number | undefined,
  modeGiven: number | undefined,
  retval: KernelCall['retval'],
): Happening {
  const makes = flags === undefined || (flags & O_CREAT) !== 0 || (flags & O_TMPFILE) !== 0;
  const mode = makes ? modeGiven : 0;
  const { path, given, more } = file;
  // Most of what a log has: all names at once, known or not, are put together faster than one by one.
  const values = {
    'open.file.inode': more?.inode,
    'open.file.uid': more?.uid,
    'open.file.gid': more?.gid,
    'open.file.user': more?.user,
    'open.file.group': more?.group,
    'open.file.mode': more?.mode,
    'open.file.rights': more?.rights,
    'open.file.path': path,
    'open.file.name': nameOf(path, given),
    'open.flags': flags,
    'open.file.destination.mode': mode === undefined ? undefined : mode & MODE_BITS,
    'open.syscall.path': given,
    'open.syscall.flags': flags,
    'open.syscall.mode': mode,
    'open.retval': retval,
  };
  return { type: 'open', values };
}

export function withMode(
  type: 'chmod' | 'mkdir',
  file: FileTold,
  mode: number | undefined,
  retval: KernelCall['retval'],
): Happening {
  const kept = mode === undefined ? undefined : mode & MODE_BITS;
  return event(
    type,
    { retval },
    {
      ...fileValues(`${type}.file`, file),
      [`${type}.file.destination.mode`]: kept,
      [`${type}.file.destination.rights`]: kept,
      [`${type}.syscall.path`]: file.given,
      [`${type}.syscall.mode`]: mode,
    },
  );
}

export function withOwner(
  file: FileTold,
  uid: number | undefined,
  gid: number | undefined,
  retval: KernelCall['retval'],
): Happening {
  return event(
    'chown',
    { retval },
    {
      ...fileValues('chown.file', file),
      'chown.file.destination.uid': uid,
      'chown.file.destination.gid': gid,
      'chown.syscall.path': file.given,
      'chown.syscall.uid': uid,
      'chown.syscall.gid': gid,
    },
  );
}

/** unlink, rmdir, utimes, chdir: nothing but a path. */
export function onlyPath(
  type: 'unlink' | 'rmdir' | 'utimes' | 'chdir',
  file: FileTold,
  retval: KernelCall['retval'],
  values: Values = {},
): Happening {
  return event(
    type,
    { retval },
    {
      ...fileValues(`${type}.file`, file),
      [`${type}.syscall.path`]: file.given,
      ...values,
    },
  );
}

export function moved(
  type: 'rename' | 'link',
  from: FileTold,
  to: FileTold,
  retval: KernelCall['retval'],
): Happening {
  return event(
    type,
    { retval },
    {
      ...fileValues(`${type}.file`, from),
      ...fileValues(`${type}.file.destination`, to),
      [`${type}.syscall.path`]: from.given,
      [`${type}.syscall.destination.path`]: to.given,
    },
  );
}

const open =
  (flagsAt: number): CallReader =>
  (call) =>
    isReported(call) ? opened(call.file, call.arg(flagsAt), call.arg(flagsAt + 1), call.retval) : undefined;

const mode =
  (type: 'chmod' | 'mkdir', at: number): CallReader =>
  (call) =>
    isReported(call) ? withMode(type, call.file, call.arg(at), call.retval) : undefined;

const owner =
  (at: number): CallReader =>
  (call) =>
    isReported(call) ? withOwner(call.file, id(call.arg(at)), id(call.arg(at + 1)), call.retval) : undefined;

/** 0xffffffff leaves an id as it is; agents see it as -1. */
function id(value: number | undefined): number | undefined {
  return value === 0xffff_ffff ? -1 : value;
}

const path =
  (type: 'rmdir' | 'utimes' | 'chdir'): CallReader =>
  (call) =>
    isReported(call) ? onlyPath(type, call.file, call.retval) : undefined;

const move =
  (type: 'rename' | 'link'): CallReader =>
  (call) =>
    isReported(call) ? moved(type, call.file, call.destination, call.retval) : undefined;

function unlinked(call: KernelCall, flags: number | undefined): Happening | undefined {
  if (!isReported(call)) return undefined;
  return flags !== undefined && (flags & AT_REMOVEDIR) !== 0
    ? onlyPath('rmdir', call.file, call.retval)
    : onlyPath('unlink', call.file, call.retval, { 'unlink.flags': flags, 'unlink.syscall.flags': flags });
}

/** The attribute's name is a string in the program's memory, which recorders of numbers do not show. */
const attribute =
  (type: 'setxattr' | 'removexattr'): CallReader =>
  (call) =>
    isReported(call) ? event(type, call, fileValues(`${type}.file`, call.file)) : undefined;

const mount: CallReader = (call) => {
  const flags = call.arg(3);
  if (!hasSucceeded(call) || (flags !== undefined && (flags & MOUNT_CHANGES) !== 0)) return undefined;
  const isBind = flags !== undefined && (flags & MS_BIND) !== 0;
  return event('mount', call, {
    'mount.mountpoint.path': call.destination.path,
    'mount.syscall.mountpoint.path': call.destination.given,
    ...(isBind && { 'mount.root.path': call.file.path, 'mount.source.path': call.file.path }),
    'mount.syscall.source.path': call.file.given,
  });
};

const splice: CallReader = (call) => ({
  type: 'splice',
  values: { ...fileValues('splice.file', call.file), 'splice.retval': call.retval },
});

/** Calls about files, by their names. */
export const fileCalls: Readonly<Record<string, CallReader>> = {
  open: open(1),
  openat: open(2),
  openat2: open(2),
  creat: (call) =>
    isReported(call) ? opened(call.file, O_CREAT_WRONLY_TRUNC, call.arg(1), call.retval) : undefined,
  chmod: mode('chmod', 1),
  fchmod: mode('chmod', 1),
  fchmodat: mode('chmod', 2),
  fchmodat2: mode('chmod', 2),
  mkdir: mode('mkdir', 1),
  mkdirat: mode('mkdir', 2),
  chown: owner(1),
  lchown: owner(1),
  fchown: owner(1),
  fchownat: owner(2),
  rmdir: path('rmdir'),
  unlink: (call) => unlinked(call, 0),
  unlinkat: (call) => unlinked(call, call.arg(2)),
  utime: path('utimes'),
  utimes: path('utimes'),
  futimesat: path('utimes'),
  utimensat: path('utimes'),
  chdir: path('chdir'),
  fchdir: path('chdir'),
  rename: move('rename'),
  renameat: move('rename'),
  renameat2: move('rename'),
  link: move('link'),
  linkat: move('link'),
  setxattr: attribute('setxattr'),
  lsetxattr: attribute('setxattr'),
  fsetxattr: attribute('setxattr'),
  removexattr: attribute('removexattr'),
  lremovexattr: attribute('removexattr'),
  fremovexattr: attribute('removexattr'),
  mount,
  splice,
};
