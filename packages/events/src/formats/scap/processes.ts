import { baseName } from '../../paths.ts';
import type { Credentials, Image } from '../../process-tree.ts';
import { textsOf } from './byte-reader.ts';
import { IRRELEVANT, type Meaning, PROCESSES } from './meanings.ts';
import { type Call, pathOf, remember, type Session } from './session.ts';
import type { OpenDescriptors, RunningThread } from './start-state.ts';

function image(
  path: string | undefined,
  argv0: string,
  args: readonly string[],
  envp?: readonly string[],
): Image {
  return {
    path,
    relativePath: undefined,
    name: baseName(path ?? argv0),
    argv0,
    argv: args,
    argsTruncated: false,
    envp,
  };
}

/**
 * The path of a program, where only its first argument is known: that is its path if it is absolute and the kernel calls
 * the process by its last part.
 */
function pathByArgument(argv0: string, comm: string): string | undefined {
  return argv0.startsWith('/') && comm !== '' && baseName(argv0).startsWith(comm) ? argv0 : undefined;
}

/** Threads that were running when the capture began: parents are linked when all of them are known. */
export function addRunning(session: Session, threads: readonly RunningThread[]): void {
  const { tree } = session.maker;
  for (const thread of threads.filter(({ tid, pid }) => tid === pid)) {
    const process = tree.of(thread.pid);
    process.comm = thread.comm;
    const path = thread.path === '' ? pathByArgument(thread.argv0, thread.comm) : thread.path;
    process.image = image(path?.replace(/ \(deleted\)$/, ''), thread.argv0, thread.args, thread.envp);
    process.cwd = {
      path: thread.cwd.startsWith('/') ? withoutSlash(thread.cwd) : undefined,
      isConfirmed: true,
    };
    process.credentials = { euid: thread.euid, egid: thread.egid };
    process.wasRunning = true;
    remember(session, process, undefined, thread.cgroups);
  }
  for (const { tid, pid, parent } of threads) {
    const process = tree.of(pid);
    if (tid !== pid) {
      tree.addThread(process, tid);
    } else if (parent > 0 && parent !== pid) {
      process.parent = tree.of(parent);
    }
  }
}

export function addDescriptors(session: Session, { tid, paths }: OpenDescriptors): void {
  const { pid } = session.maker.tree.of(tid);
  for (const [fd, path] of paths) session.descriptors.set(pid, fd, { path });
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Real ids are not in a capture, only the effective ones. */
function effective(call: Call): Credentials {
  const [euid, egid] = [call.params.number('uid'), call.params.number('gid')];
  return { ...(euid !== undefined && { euid }), ...(egid !== undefined && { egid }) };
}

function capabilities({ params }: Call): Credentials {
  const capEffective = params.number('cap_effective');
  const capPermitted = params.number('cap_permitted');
  return {
    ...(capEffective !== undefined && { capEffective }),
    ...(capPermitted !== undefined && { capPermitted }),
  };
}

export const setCapabilities = (call: Call): Meaning => {
  const { params, process } = call;
  if (params.number('res') !== 0) return IRRELEVANT;
  const next = capabilities(call);
  return {
    kind: 'event',
    type: 'capset',
    values: { 'capset.cap_effective': next.capEffective, 'capset.cap_permitted': next.capPermitted },
    after: () => {
      process.credentials = { ...process.credentials, ...next };
    },
  };
};

export function exec(call: Call): Meaning {
  const { params, process, tid, time, session } = call;
  if (params.number('res') !== 0) return IRRELEVANT;
  const argv0 = params.text('exe') ?? '';
  const args = textsOf(params.bytes('args') ?? new Uint8Array(0));
  const environment = params.bytes('env');
  const given =
    call.name === 'execveat' ? pathOf(call, 'pathname', 'dirfd').path : pathOf(call, 'filename').path;
  // The kernel's own word: of a script that would be its interpreter, so what was asked for comes first.
  const loaded = params.text('trusted_exepath')?.replace(/ \(deleted\)$/, '');
  const path = given ?? loaded ?? pathByArgument(argv0, params.text('comm') ?? '');
  const envp = environment === undefined ? undefined : textsOf(environment);
  session.maker.tree.exec(process, tid, image(path, argv0, args, envp), time);
  linkParent(call);
  process.comm = params.text('comm') ?? process.comm;
  process.credentials = { ...process.credentials, ...effective(call), ...capabilities(call) };
  const cwd = params.text('cwd');
  if (cwd?.startsWith('/') === true) process.cwd = { path: withoutSlash(cwd), isConfirmed: true };
  remember(session, process, params.number('loginuid'), cgroupsOf(call));
  return { kind: 'event', type: 'exec', values: {} };
}

function linkParent({ params, process, session }: Call): void {
  const parent = params.number('ptid');
  if (process.parent === undefined && parent !== undefined && parent > 0 && parent !== process.pid) {
    const maker = session.maker.tree.of(parent);
    if (maker !== process) process.parent = maker;
  }
}

function cgroupsOf({ params }: Call): readonly string[] | undefined {
  const bytes = params.bytes('cgroups');
  return bytes === undefined ? undefined : textsOf(bytes);
}

/** `clone` and `fork` return twice: in the maker with the child's id, in the child with 0. */
export function start(call: Call): Meaning {
  const { params, process, tid, time, session } = call;
  const { tree } = session.maker;
  const result = params.number('res');
  const bits = params.number('flags');
  const how = {
    isThread: session.flags.isThread(bits),
    sharesDirectory: session.flags.sharesDirectory(bits),
    hasSameParent: session.flags.hasSameParent(bits),
    isAssumed: false,
  };
  if (result === undefined || result < 0) return IRRELEVANT;
  if (result > 0) {
    tree.start(process, result, how, time);
    if (!how.isThread) began(session, process.pid, result);
    return PROCESSES;
  }
  const parent = params.number('ptid');
  if (
    parent !== undefined &&
    parent > 0 &&
    parent !== tid &&
    (process.parent === undefined || how.isThread)
  ) {
    const maker = tree.of(how.isThread ? (params.number('pid') ?? tid) : parent);
    tree.start(maker, tid, { ...how, hasSameParent: false }, time);
    if (!how.isThread) began(session, maker.pid, tid);
  }
  const child = tree.of(tid);
  child.credentials = { ...child.credentials, ...effective(call) };
  remember(session, child, undefined, cgroupsOf(call));
  return PROCESSES;
}

/** A child has what its maker has. */
function began({ maker: { tree }, descriptors, beside }: Session, from: number, to: number): void {
  descriptors.copy(from, to);
  const inherited = beside.get(tree.of(from));
  if (inherited !== undefined && !beside.has(tree.of(to))) beside.set(tree.of(to), inherited);
}

const EXITED = 0;
const COREDUMPED = 1;
const SIGNALED = 2;

export function exit({ params, process, tid, session }: Call): Meaning {
  const status = params.number('status');
  // Only the last thread is the end of a process.
  if (process.threads.size > 1) {
    session.maker.tree.end(tid);
    return PROCESSES;
  }
  const signal = status === undefined ? undefined : status & 0x7f;
  const after = (): void => {
    session.maker.tree.end(tid);
    session.descriptors.end(process.pid);
  };
  if (status === undefined || signal === undefined) return { kind: 'event', type: 'exit', values: {}, after };
  const killed = (status & 0x80) !== 0 ? COREDUMPED : SIGNALED;
  return {
    kind: 'event',
    type: 'exit',
    values: {
      'exit.cause': signal === 0 ? EXITED : killed,
      'exit.code': signal === 0 ? (status >> 8) & 0xff : signal,
    },
    after,
  };
}

const NO_CHANGE = 0xffff_ffff;

/** The event has the new ids; that of the process still has the old ones, as agents update theirs afterwards. */
export function setIds(id: 'uid' | 'gid'): (call: Call) => Meaning {
  return ({ name, params, process }) => {
    if (params.number('res') !== 0) return IRRELEVANT;
    const given = (param: string): number | undefined => {
      const value = params.number(param);
      return value === NO_CHANGE ? undefined : value;
    };
    const old = process.credentials;
    const one = given(id);
    // With privileges all ids change, without only the effective one.
    const isOne = name === `set${id}`;
    const real = isOne ? (old.euid === 0 ? one : old[id]) : (given(`r${id}`) ?? old[id]);
    const next = (isOne ? one : given(`e${id}`)) ?? old[`e${id}`];
    const type = `set${id}`;
    return {
      kind: 'event',
      type,
      values: { [`${type}.${id}`]: real, [`${type}.e${id}`]: next, [`${type}.fs${id}`]: next },
      after: () => {
        process.credentials = {
          ...old,
          ...(real !== undefined && { [id]: real }),
          ...(next !== undefined && { [`e${id}`]: next, [`fs${id}`]: next }),
        };
      },
    };
  };
}
