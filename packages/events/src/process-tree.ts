import { ownText } from './own-text.ts';
import { resolvePath } from './paths.ts';
import type { Described } from './process-fields.ts';

/** What a process is known to be running; a start that was not seen leaves all of it unknown. */
export interface Image {
  /** Absolute; unknown as long as a relative path could not be resolved. */
  path: string | undefined;
  /** The relative path that waits for the working directory to be known. */
  relativePath: string | undefined;
  readonly name: string;
  readonly argv0: string | undefined;
  /** Without the first. */
  readonly argv: readonly string[] | undefined;
  readonly argsTruncated: boolean;
  /** `NAME=value`. */
  readonly envp: readonly string[] | undefined;
}

export interface Credentials {
  uid?: number;
  euid?: number;
  suid?: number;
  fsuid?: number;
  gid?: number;
  egid?: number;
  sgid?: number;
  fsgid?: number;
  capEffective?: number | bigint;
  capPermitted?: number | bigint;
}

/** Where a process, or threads that share it, look up relative paths. */
export interface WorkingDirectory {
  path: string | undefined;
  /** Whether the recording itself has shown it since it was last changed. */
  isConfirmed: boolean;
}

export interface Process {
  readonly pid: number;
  /** Who started it. Kept when it has exited, as agents do; cut off far up. */
  parent: Process | undefined;
  /** Nothing has said so yet, but there is no other that could have started it. */
  isParentAssumed: boolean;
  /** It was seen running first, so that nobody knows whether it has called exec, though its parent may be told. */
  wasRunning: boolean | undefined;
  image: Image | undefined;
  /** Of the thread group; `prctl` may rename. */
  comm: string | undefined;
  /** Whether it has called exec itself; until then it is a copy of its parent. */
  hasExecuted: boolean;
  /** Nanoseconds since 1970 of its exec, else of its fork. */
  createdAt: bigint | undefined;
  credentials: Credentials;
  cwd: WorkingDirectory;
  /** Threads that have not ended, the first one included. */
  readonly threads: Set<number>;
  /** What was last made of all this; see `process-fields.ts`. */
  described: Described | undefined;
}

export interface Start {
  /** Another thread of the same process (`CLONE_THREAD`). */
  readonly isThread: boolean;
  /** It shares the working directory from then on (`CLONE_FS`). */
  readonly sharesDirectory: boolean;
  /** It is a sibling of its maker (`CLONE_PARENT`). */
  readonly hasSameParent: boolean;
  /** Not told, but concluded. */
  readonly isAssumed: boolean;
}

/** As many as agents visit. */
const FURTHEST = 100;

/**
 * Who started whom, and what each process has inherited, from what a recording tells of starts, execs and ends. What
 * has ended and started nothing that lives is forgotten, so memory follows the processes that live.
 */
export class ProcessTree {
  readonly #byThread = new Map<number, Process>();
  /** What was looked up last: a recording speaks of the same thread for a while. */
  #latestThread = -1;
  #latest: Process | undefined;

  /** The process of a thread; one that the recording shows no start of is made, with nothing known. */
  of(tid: number): Process {
    const known = this.find(tid);
    if (known !== undefined) {
      return known;
    }
    const process: Process = {
      pid: tid,
      parent: undefined,
      isParentAssumed: false,
      image: undefined,
      comm: undefined,
      hasExecuted: false,
      wasRunning: undefined,
      createdAt: undefined,
      credentials: {},
      cwd: { path: undefined, isConfirmed: false },
      threads: new Set([tid]),
      described: undefined,
    };
    this.#set(tid, process);
    return process;
  }

  /** The live process of that id, if the recording has shown it. */
  find(pid: number): Process | undefined {
    if (this.#latest === undefined || this.#latestThread !== pid) {
      this.#latest = this.#byThread.get(pid);
      this.#latestThread = pid;
    }
    return this.#latest;
  }

  /** A thread, which may have been seen as a process before somebody said whose it is. */
  addThread(process: Process, tid: number): void {
    const seen = this.find(tid);
    if (seen === undefined || (seen !== process && isBlank(seen))) {
      this.#set(tid, process);
      process.threads.add(tid);
    }
  }

  /** `fork` and `clone`. The child may have been seen before its maker's call returned. */
  start(maker: Process, tid: number, how: Start, time: bigint | undefined): void {
    if (how.isThread) {
      this.addThread(maker, tid);
      return;
    }
    const seen = this.find(tid);
    if (seen !== undefined && ((seen.parent !== undefined && !seen.isParentAssumed) || seen === maker)) {
      return;
    }
    const child = this.of(tid);
    child.isParentAssumed = how.isAssumed;
    child.parent = how.hasSameParent ? maker.parent : maker;
    child.createdAt ??= time;
    if (!child.hasExecuted) {
      child.image = maker.image;
      child.comm ??= maker.comm;
    }
    child.credentials = { ...maker.credentials, ...child.credentials };
    if (how.sharesDirectory && child.cwd.path === undefined) {
      child.cwd = maker.cwd;
    } else if (child.cwd.path === undefined) {
      child.cwd = { ...maker.cwd };
    }
    this.#cutOff(child);
  }

  /**
   * The process replaces what it runs; other threads end, and the caller takes the first thread's id. Capabilities are
   * computed anew by rules that look at the file.
   */
  exec(process: Process, tid: number, image: Image, time: bigint | undefined): void {
    for (const thread of process.threads) {
      this.#delete(thread);
    }
    process.threads.clear();
    process.threads.add(process.pid);
    this.#delete(tid);
    this.#set(process.pid, process);
    if (image.path !== undefined) {
      image.path = ownText(image.path);
    }
    process.image = image;
    process.comm = commOf(image.name);
    process.hasExecuted = true;
    process.createdAt = time ?? process.createdAt;
    process.cwd = { ...process.cwd };
    const { capEffective: _effective, capPermitted: _permitted, ...kept } = process.credentials;
    process.credentials = kept;
  }

  /** A call of its own says where the process goes. */
  changeDirectory(process: Process, path: string | undefined): void {
    if (process.cwd.path === undefined && process.image !== undefined) {
      // Where it was when it was started will not be known any more.
      process.image.relativePath = undefined;
    }
    process.cwd.path = path === undefined ? undefined : ownText(path);
    process.cwd.isConfirmed = false;
  }

  /** The recording shows where a process is. `false`: it should be elsewhere, so a change of directory is missing. */
  confirmDirectory(process: Process, path: string): boolean {
    const { cwd, image } = process;
    const isExpected = cwd.path === path || !cwd.isConfirmed;
    if (cwd.path === undefined && image?.relativePath !== undefined && process.hasExecuted) {
      image.path = resolvePath(path, image.relativePath);
      image.relativePath = undefined;
    }
    if (cwd.path !== path) {
      cwd.path = ownText(path);
    }
    cwd.isConfirmed = true;
    return isExpected;
  }

  /** A thread ends; `true`: with it the process does. */
  end(tid: number): boolean {
    const process = this.of(tid);
    process.threads.delete(tid);
    this.#delete(tid);
    return process.threads.size === 0;
  }

  get size(): number {
    return this.#byThread.size;
  }

  #set(tid: number, process: Process): void {
    this.#byThread.set(tid, process);
    this.#latest = undefined;
  }

  #delete(tid: number): void {
    this.#byThread.delete(tid);
    this.#latest = undefined;
  }

  #cutOff(process: Process): void {
    let last: Process = process;
    for (let depth = 0; depth < FURTHEST && last.parent !== undefined; depth++) {
      last = last.parent;
    }
    last.parent = undefined;
  }
}

const encoder = new TextEncoder();

/** What the kernel calls a process that runs a file of this name: at most 15 bytes. */
export function commOf(name: string): string {
  // No UTF-16 code unit becomes more than three bytes.
  if (name.length <= 5) return name;
  const bytes = encoder.encode(name);
  return bytes.length <= 15 ? name : new TextDecoder().decode(bytes.subarray(0, 15)).replace(/\ufffd$/, '');
}

function isBlank(process: Process): boolean {
  return process.parent === undefined && process.image === undefined && process.threads.size === 1;
}
