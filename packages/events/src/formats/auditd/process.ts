import { ownText } from '../../own-text.ts';
import { baseName, resolvePath } from '../../paths.ts';
import type { Credentials, Image, Process, ProcessTree } from '../../process-tree.ts';
import { argumentsOf } from './arguments.ts';
import { number, text } from './fields.ts';
import type { AuditRecord } from './line.ts';
import type { PathItem } from './paths.ts';

/** More processes than this are not remembered: a log rarely tells when one ends. */
const MOST = 20_000;

/** Follows processes through what every SYSCALL record says of the one that made the call. */
export interface Processes {
  /** The process of a record, with what is said of it; `isExec`: that is already said of what it has become. */
  of(record: AuditRecord, isExec: boolean): Process;
  /** A record has said nothing new of it. */
  seen(process: Process): void;
  exec(process: Process, record: AuditRecord, told: ExecTold, time: bigint): void;
}

export interface ExecTold {
  readonly items: readonly PathItem[];
  readonly args: readonly AuditRecord[];
  readonly directory: string | undefined;
}

export function processes(tree: ProcessTree): Processes {
  const seen = new Set<number>();
  let latest: number | undefined;

  const remember = (pid: number): void => {
    if (pid === latest) return;
    latest = pid;
    seen.delete(pid);
    seen.add(pid);
    if (seen.size > MOST) {
      const [oldest] = seen;
      if (oldest !== undefined) {
        seen.delete(oldest);
        tree.end(oldest);
      }
    }
  };

  const seenNow = (process: Process): void => {
    remember(process.pid);
    process.wasRunning = process.createdAt === undefined;
  };

  return {
    seen: seenNow,
    of(record, isExec) {
      const pid = number(record, 'pid') ?? 0;
      const process = tree.of(pid);
      seenNow(process);
      const ppid = number(record, 'ppid');
      if (ppid !== undefined && ppid > 0 && ppid !== pid && process.parent?.pid !== ppid) {
        process.parent = withoutLoop(process, tree.of(ppid));
        remember(ppid);
      }
      if (!isExec) {
        const exe = programOf(record);
        if (exe !== undefined && process.image?.path !== exe && !isScriptOf(process, exe)) {
          process.image = imageOf(exe);
        }
        rename(process, record);
      }
      return process;
    },
    exec(process, record, { items, args, directory }, time) {
      const file = executed(record, items, directory);
      const given = argumentsOf(args);
      const texts = given?.texts.map(ownText);
      const image: Image = {
        ...imageOf(file ?? ''),
        path: file,
        argv0: texts?.[0],
        argv: texts?.slice(1),
        argsTruncated: given?.isCut ?? false,
      };
      tree.exec(process, process.pid, image, time);
      rename(process, record);
    },
  };
}

function rename(process: Process, record: AuditRecord): void {
  const comm = text(record, 'comm');
  if (comm !== undefined && comm !== process.comm) {
    process.comm = ownText(comm);
  }
}

/** A log may be wrong, or a number used again: nobody is his own ancestor. */
function withoutLoop(process: Process, parent: Process): Process | undefined {
  for (let each: Process | undefined = parent; each !== undefined; each = each.parent) {
    if (each === process) {
      return undefined;
    }
  }
  return parent;
}

function imageOf(path: string): Image {
  const own = ownText(path);
  return {
    path: own,
    relativePath: undefined,
    name: baseName(own),
    argv0: undefined,
    argv: undefined,
    argsTruncated: false,
    envp: undefined,
  };
}

/** A script goes by its own name; the record has that of its interpreter. */
function isScriptOf(process: Process, exe: string): boolean {
  return process.hasExecuted && process.image?.path !== undefined && interpreters.get(process.image) === exe;
}

const interpreters = new WeakMap<Image, string>();

/** The kernel's own name of the program that runs, links followed. */
export function programOf(record: AuditRecord): string | undefined {
  const exe = text(record, 'exe');
  if (exe === undefined || exe.charCodeAt(exe.length - 1) !== CLOSE) {
    return exe;
  }
  return exe === '(none)' ? undefined : exe.replace(/ \(deleted\)$/, '');
}

const CLOSE = 0x29;
const LOADER = /\/ld-(?:linux|musl|\d)|\/ld(?:64)?\.so/;

/**
 * What was executed. `exe` is it, unless that is the interpreter of a script: then two files were opened beside the
 * loader of shared libraries, of which the first is the script.
 */
function executed(
  record: AuditRecord,
  items: readonly PathItem[],
  directory: string | undefined,
): string | undefined {
  const files = items.filter(({ name }) => name === undefined || !LOADER.test(name));
  const exe = programOf(record);
  const given = files[0]?.name;
  const path = given === undefined ? undefined : resolvePath(directory, given);
  return isScript(files) ? path : (exe ?? path);
}

function isScript(files: readonly PathItem[]): boolean {
  return files.length > 1;
}

/** The interpreter, where a script was executed. */
export function interpreterOf(record: AuditRecord, items: readonly PathItem[]): string | undefined {
  return isScript(items.filter(({ name }) => name === undefined || !LOADER.test(name)))
    ? programOf(record)
    : undefined;
}

const IDS = ['uid', 'euid', 'suid', 'fsuid', 'gid', 'egid', 'sgid', 'fsgid'] as const;

/** Whether a record has these ids, whatever the capabilities beside them are. */
export function hasIds(record: AuditRecord, known: Credentials): boolean {
  return (
    number(record, 'uid') === known.uid &&
    number(record, 'gid') === known.gid &&
    number(record, 'euid') === known.euid &&
    number(record, 'suid') === known.suid &&
    number(record, 'fsuid') === known.fsuid &&
    number(record, 'egid') === known.egid &&
    number(record, 'sgid') === known.sgid &&
    number(record, 'fsgid') === known.fsgid
  );
}

/** Ids as they are when the call returns. */
export function credentialsOf(record: AuditRecord): Credentials {
  const credentials: Credentials = {};
  for (const name of IDS) {
    const value = number(record, name);
    if (value !== undefined) {
      credentials[name] = value;
    }
  }
  return credentials;
}
