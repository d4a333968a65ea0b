import type { Address, FileTold, Happening, KernelCall, Values } from '../../kernel-calls/call.ts';
import { callReaders } from '../../kernel-calls/calls.ts';
import { changedIds, isIdChange } from '../../kernel-calls/credentials.ts';
import { Descriptors } from '../../kernel-calls/descriptors.ts';
import type { RecordMaker } from '../../kernel-calls/record-maker.ts';
import { baseName, resolvePath } from '../../paths.ts';
import type { Image, Process } from '../../process-tree.ts';
import type { Symbols } from '../strace/symbols.ts';
import { addressOf, imageOf, isCut, numberOf, protocolOf } from './cells.ts';
import type { Cell } from './line.ts';
import { traced } from './traced-calls.ts';

export type Meaning =
  | {
      readonly kind: 'event';
      readonly type: string;
      readonly values: Values;
      readonly process: Process;
      readonly tid: number;
      readonly time: bigint | undefined;
      /** Of the recording. */
      readonly lines: number;
      readonly after?: () => void;
    }
  | { readonly kind: 'processes' | 'irrelevant'; readonly lines: number }
  /** Belongs to a line that follows. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken' };

/** What a thread has told of the call that it is in. */
interface Told {
  readonly texts: Map<number, string>;
  address: Address | undefined;
  lines: number;
}

export interface Meanings {
  of(cells: readonly Cell[]): Meaning;
  startedAt(kernelTime: number): void;
  /** Seconds since 1970 at the start. */
  clock(seconds: string): void;
  /** How many lines wait for a call that has not come. */
  left(): number;
}

const KEPT: Meaning = { kind: 'kept' };
const BROKEN: Meaning = { kind: 'broken' };
const AT_FDCWD = -100;
const MOST_THREADS = 50_000;
/** As many arguments as the script takes. */
const MOST_ARGUMENTS = 20;
const NOTHING: Told = { texts: new Map(), address: undefined, lines: 0 };

export function meanings(maker: RecordMaker, symbols: Symbols): Meanings {
  const { tree } = maker;
  const descriptors = new Descriptors();
  const told = new Map<number, Told>();
  const args = new Map<number, Told>();
  const leaving = new Map<number, number>();
  let start: number | undefined;
  let offset: bigint | undefined;

  const timeOf = (kernel: number): bigint | undefined =>
    offset === undefined ? undefined : offset + BigInt(Math.trunc(kernel));

  const remembered = (where: Map<number, Told>, tid: number): Told => {
    const known = where.get(tid) ?? { texts: new Map<number, string>(), address: undefined, lines: 0 };
    if (where.size >= MOST_THREADS) {
      const [oldest] = where.keys();
      if (oldest !== undefined) where.delete(oldest);
    }
    where.set(tid, known);
    return known;
  };

  const taken = (where: Map<number, Told>, tid: number): Told => {
    const known = where.get(tid) ?? NOTHING;
    where.delete(tid);
    return known;
  };

  const processOf = (pid: number, tid: number): Process => {
    const process = tree.of(pid);
    if (tid !== pid) {
      tree.addThread(process, tid);
    }
    return process;
  };

  const exec = (time: number, pid: number, tid: number, rest: readonly Cell[]): Meaning => {
    const [uid, gid, file] = rest;
    if (typeof file !== 'string') return BROKEN;
    const process = tree.of(pid);
    const given = taken(args, tid);
    const texts = [...given.texts.entries()].sort(([a], [b]) => a - b).map(([, text]) => text);
    const isWhole = texts.length < MOST_ARGUMENTS && texts.every((text) => !isCut(text));
    const path = isCut(file) ? undefined : resolvePath(process.cwd.path, file);
    const image: Image = {
      path,
      relativePath: undefined,
      name: baseName(file),
      argv0: texts[0],
      argv: given.lines === 0 ? undefined : texts.slice(1),
      argsTruncated: !isWhole,
      envp: undefined,
    };
    tree.exec(process, tid, image, timeOf(time));
    // Which of them stay open is decided by a flag of each.
    descriptors.end(pid);
    ids(process, uid, gid);
    const lines = given.lines + 1;
    return { kind: 'event', type: 'exec', values: {}, process, tid, time: timeOf(time), lines };
  };

  const ids = (process: Process, uid: Cell | undefined, gid: Cell | undefined): void => {
    const { uid: oldUid, gid: oldGid } = process.credentials;
    if (typeof uid === 'number' && typeof gid === 'number' && (uid !== oldUid || gid !== oldGid)) {
      process.credentials = { ...process.credentials, uid, gid };
    }
  };

  const fork = (time: number, pid: number, child: number, flags: number): Meaning => {
    const has = (name: string): boolean => {
      const bit = symbols.number({ kind: 'flags', names: [name], rest: 0n });
      return bit !== undefined && (flags & Number(bit)) !== 0;
    };
    const isThread = has('CLONE_THREAD');
    if (!isThread) tree.end(child);
    const process = tree.of(pid);
    tree.start(
      process,
      child,
      { isThread, sharesDirectory: has('CLONE_FS'), hasSameParent: has('CLONE_PARENT'), isAssumed: false },
      timeOf(time),
    );
    if (!isThread) descriptors.copy(pid, child);
    return { kind: 'processes', lines: 1 };
  };

  const exit = (time: number, pid: number, tid: number): Meaning => {
    const process = tree.of(pid);
    if (process.threads.size > 1) {
      tree.end(tid);
      return { kind: 'processes', lines: 1 };
    }
    const code = leaving.get(pid);
    const values = code === undefined ? {} : { 'exit.cause': 0, 'exit.code': code & 0xff };
    const after = (): void => {
      leaving.delete(pid);
      tree.end(tid);
      tree.end(pid);
      descriptors.end(pid);
    };
    return { kind: 'event', type: 'exit', values, process, tid, time: timeOf(time), lines: 1, after };
  };

  const call = (time: number, pid: number, tid: number, rest: readonly Cell[]): Meaning => {
    const [name, result, uid, gid, ...numbers] = rest;
    if (typeof name !== 'string' || (typeof result !== 'number' && typeof result !== 'bigint')) return BROKEN;
    const said = taken(told, tid);
    const lines = said.lines + 1;
    const process = processOf(pid, tid);
    const arg = (at: number): number | undefined => numberOf(numbers[at]);
    if (name === 'exit_group') {
      leaving.set(pid, arg(0) ?? 0);
      return { kind: 'processes', lines };
    }
    if (!isIdChange(name)) ids(process, uid, gid);
    const seen = { name, process, result: Number(result), arg, said };
    const happening = isIdChange(name) ? changedIds(name, process, Number(result), arg) : callOf(seen);
    const bookkeeping = keepDescriptors(seen);
    if (happening === undefined) return { kind: bookkeeping ? 'processes' : 'irrelevant', lines };
    return { kind: 'event', ...happening, process, tid, time: timeOf(time), lines };
  };

  interface Seen {
    readonly name: string;
    readonly process: Process;
    readonly result: number;
    arg(at: number): number | undefined;
    readonly said: Told;
  }

  const callOf = (seen: Seen): (Happening & { readonly after?: () => void }) | undefined => {
    const { name, process, result, arg, said } = seen;
    const [file, destination] = filesOf(seen);
    const kernelCall: KernelCall = {
      name,
      pid: process.pid,
      arg,
      retval: result,
      file: file ?? NO_FILE,
      destination: destination ?? NO_FILE,
      address: said.address,
      target: (pid) => maker.target(pid),
    };
    const happening = callReaders.get(name)?.(kernelCall);
    if (happening === undefined) return undefined;
    if (happening.type === 'chdir' && result === 0) {
      return { ...happening, after: () => tree.changeDirectory(process, file?.path) };
    }
    const protocol = descriptors.get(process.pid, arg(0))?.protocol;
    if (happening.type === 'connect' || happening.type === 'bind') {
      return { ...happening, values: { ...happening.values, [`${happening.type}.protocol`]: protocol } };
    }
    if (happening.type === 'unload_module') {
      return { ...happening, values: { ...happening.values, 'unload_module.name': said.texts.get(0) } };
    }
    return happening;
  };

  const filesOf = (seen: Seen): readonly FileTold[] => {
    const { name, process, arg, said } = seen;
    const described = traced.get(name) ?? [];
    const places = described.flatMap(({ kind }, at) => (kind === 'text' ? [at] : []));
    const files = places.map((at): FileTold => {
      const given = said.texts.get(at);
      if (given === undefined || given === '' || isCut(given)) return NO_FILE;
      const before = described[at - 1];
      const directory = before?.name.endsWith('dfd') === true ? arg(at - 1) : AT_FDCWD;
      const isHere = directory === AT_FDCWD || directory === 2 ** 32 + AT_FDCWD;
      const from = isHere ? process.cwd.path : descriptors.get(process.pid, directory)?.path;
      return { path: resolvePath(from, given), given };
    });
    if (files.length > 0) return files;
    const path = descriptors.get(process.pid, arg(0))?.path;
    return name.startsWith('f') && path !== undefined ? [{ path, given: undefined }] : [];
  };

  /** What a call changes about descriptors; `true`: that is all that it is about. */
  const keepDescriptors = (seen: Seen): boolean => {
    const { name, process, result, arg } = seen;
    const { pid } = process;
    if (result < 0) return false;
    switch (name) {
      case 'open':
      case 'openat':
      case 'creat':
        descriptors.set(pid, result, { path: filesOf(seen)[0]?.path });
        return false;
      case 'socket':
        descriptors.set(pid, result, { protocol: protocolOf(arg(0), arg(1)) });
        return false;
      case 'close': {
        const fd = arg(0);
        if (fd !== undefined) descriptors.close(pid, fd);
        return true;
      }
      case 'dup2':
      case 'dup3': {
        const known = descriptors.get(pid, arg(0));
        if (known === undefined) descriptors.close(pid, result);
        else descriptors.set(pid, result, known);
        return true;
      }
      case 'chroot':
        tree.changeDirectory(process, undefined);
        return true;
      default:
        return false;
    }
  };

  const known = (cells: readonly Cell[]): Meaning => {
    const [pid, ppid, comm, path, cwd, uid, gid] = cells;
    if (typeof pid !== 'number' || typeof ppid !== 'number' || typeof comm !== 'string') return BROKEN;
    const process = tree.of(pid);
    process.wasRunning = true;
    process.comm = comm;
    if (typeof path === 'string' && path !== '') process.image = imageOf(path, cells.slice(7));
    if (typeof cwd === 'string' && cwd.startsWith('/')) process.cwd = { path: cwd, isConfirmed: true };
    ids(process, uid, gid);
    if (ppid > 0 && ppid !== pid && tree.of(ppid).parent !== process) process.parent = tree.of(ppid);
    return { kind: 'processes', lines: 1 };
  };

  return {
    of(cells) {
      const [kind, time, pid, tid, ...rest] = cells;
      if (kind === 'known') return known(cells.slice(1));
      if (typeof time !== 'number' || typeof pid !== 'number' || typeof tid !== 'number') return BROKEN;
      switch (kind) {
        case 'arg':
        case 'text': {
          const [at, text] = rest;
          if (typeof at !== 'number' || typeof text !== 'string') return BROKEN;
          const where = kind === 'arg' ? args : told;
          // A new attempt begins with the first one.
          const lost = kind === 'arg' && at === 0 ? taken(args, tid).lines : 0;
          const all = remembered(where, tid);
          all.texts.set(at, text);
          all.lines += 1;
          return lost === 0 ? KEPT : { kind: 'irrelevant', lines: lost };
        }
        case 'addr': {
          const all = remembered(told, tid);
          all.address = addressOf(rest.map(Number));
          all.lines += 1;
          return KEPT;
        }
        case 'call':
          return call(time, pid, tid, rest);
        case 'exec':
          return exec(time, pid, tid, rest);
        case 'fork':
          return fork(time, pid, Number(rest[0]), Number(rest[1]));
        case 'exit':
          return exit(time, pid, tid);
        default:
          return BROKEN;
      }
    },
    startedAt(kernel) {
      start = kernel;
    },
    clock(text) {
      const [, seconds, fraction = ''] = /^(\d{1,12})(?:\.(\d{1,9}))?/.exec(text.trim()) ?? [];
      if (seconds === undefined || start === undefined) return;
      const now = BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
      offset = now - BigInt(Math.trunc(start));
    },
    left() {
      const waiting = [...told.values(), ...args.values()].reduce((sum, { lines }) => sum + lines, 0);
      told.clear();
      args.clear();
      return waiting;
    },
  };
}

const NO_FILE: FileTold = { path: undefined, given: undefined };
