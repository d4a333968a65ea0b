import { ownText } from '../../own-text.ts';
import { baseName } from '../../paths.ts';
import { ancestorsOf, fieldsOf } from '../../process-fields.ts';
import type { Credentials, Image, Start } from '../../process-tree.ts';
import type { Argument } from './argument.ts';
import type { Call } from './call.ts';
import {
  absolute,
  type Context,
  happened,
  hasSucceeded,
  IRRELEVANT,
  isReported,
  type Meaning,
  PROCESSES,
  type Reader,
  text,
  type Values,
} from './context.ts';
import type { Symbols } from './symbols.ts';

const EXECUTED = happened('exec', {});

function exec(call: Call, context: Context, path: string | undefined, at: number): Meaning {
  if (!hasSucceeded(call)) {
    return IRRELEVANT;
  }
  const { process, tree, tid, time } = context;
  const given = text(call.item(at));
  const argv = strings(call.item(at + 1));
  const image: Image = {
    path,
    relativePath: path === undefined && given !== undefined && given !== '' ? ownText(given) : undefined,
    name: ownText(baseName(path ?? given ?? '')),
    argv0: argv?.texts[0],
    argv: argv?.texts.slice(1),
    argsTruncated: argv?.cut ?? false,
    envp: strings(call.item(at + 2))?.texts,
  };
  tree.exec(process, tid, image, time);
  return EXECUTED;
}

/** A list of strings; `undefined` where strace printed an address only. */
function strings(argument: Argument | undefined): { texts: readonly string[]; cut: boolean } | undefined {
  if (argument?.kind !== 'list') {
    return undefined;
  }
  const texts = argument.items.map((item) => (item.kind === 'string' ? ownText(item.text) : ''));
  return {
    texts,
    cut: argument.truncated || argument.items.some((item) => item.kind === 'string' && item.truncated),
  };
}

function start(call: Call, context: Context): Meaning {
  const tid = Number(call.result.value ?? 0);
  if (hasSucceeded(call) && tid > 0) {
    const { tree, process, symbols, time } = context;
    tree.start(process, tid, howStarted(call.items, symbols, false), time);
  }
  return PROCESSES;
}

/** What `fork`, `vfork` and `clone` share with the new thread or process, by their flags. */
export function howStarted(items: readonly Argument[], symbols: Symbols, isAssumed: boolean): Start {
  const struct = items.find((item) => item.kind === 'struct');
  const flags = struct?.kind === 'struct' ? struct.fields.get('flags') : undefined;
  const isThread = symbols.has(flags, 'CLONE_THREAD');
  return {
    isThread,
    sharesDirectory: isThread || symbols.has(flags, 'CLONE_FS'),
    hasSameParent: symbols.has(flags, 'CLONE_PARENT'),
    isAssumed,
  };
}

export const STARTS: ReadonlySet<string> = new Set(['fork', 'vfork', 'clone', 'clone3']);

const NO_CHANGE = -1;
type Id = 'uid' | 'gid';

/** The event has the new ids; that of the process still has the old ones, as agents update theirs afterwards. */
function credentials(
  id: Id,
  call: Call,
  context: Context,
  change: (old: Credentials) => Credentials,
): Meaning {
  if (!hasSucceeded(call)) {
    return IRRELEVANT;
  }
  const { process } = context;
  const next = change(process.credentials);
  const type = `set${id}`;
  return happened(
    type,
    {
      [`${type}.${id}`]: next[id],
      [`${type}.e${id}`]: next[`e${id}`],
      [`${type}.fs${id}`]: next[`fs${id}`],
    },
    () => {
      // The kernel takes or gives capabilities when user ids change; which ones is not printed.
      const { capEffective: _effective, capPermitted: _permitted, ...plain } = next;
      process.credentials = id === 'uid' ? plain : next;
    },
  );
}

function ids(call: Call, context: Context, count: number): readonly (number | undefined)[] {
  return call.items.slice(0, count).map((item) => {
    const value = context.symbols.number(item);
    return value === undefined || Number(value) === NO_CHANGE || Number(value) === 0xffff_ffff
      ? undefined
      : Number(value);
  });
}

/** setuid, setgid: with privileges all ids change, without only the effective one; nobody says which was the case. */
function setOne(id: Id): Reader {
  return (call, context) => {
    const [value] = ids(call, context, 1);
    return credentials(id, call, context, (old) => {
      const { [id]: real, ...rest } = old;
      const isKnown = old.euid !== undefined || real === value;
      return isKnown
        ? withIds(id, old, old.euid === 0 ? value : real, value)
        : withIds(id, rest, undefined, value);
    });
  };
}

function setSeveral(id: Id): Reader {
  return (call, context) => {
    const [real, effective] = ids(call, context, 3);
    return credentials(id, call, context, (old) =>
      withIds(id, old, real ?? old[id], effective ?? old[`e${id}`]),
    );
  };
}

function setFileSystem(id: Id): Reader {
  return (call, context) => {
    const [value] = ids(call, context, 1);
    return credentials(id, call, context, (old) => ({
      ...old,
      ...(value !== undefined && { [`fs${id}`]: value }),
    }));
  };
}

/** The file system id follows the effective one. */
function withIds(
  id: Id,
  old: Credentials,
  real: number | undefined,
  effective: number | undefined,
): Credentials {
  return {
    ...old,
    ...(real !== undefined && { [id]: real }),
    ...(effective !== undefined && { [`e${id}`]: effective, [`fs${id}`]: effective }),
  };
}

const capset: Reader = (call, context) => {
  const sets = call.item(1);
  const fields = sets?.kind === 'struct' ? sets.fields : undefined;
  const capEffective = context.symbols.number(fields?.get('effective'));
  const capPermitted = context.symbols.number(fields?.get('permitted'));
  if (!hasSucceeded(call)) {
    return IRRELEVANT;
  }
  const { process } = context;
  return happened(
    'capset',
    { 'capset.cap_effective': capEffective, 'capset.cap_permitted': capPermitted },
    () => {
      process.credentials = {
        ...process.credentials,
        ...(capEffective !== undefined && { capEffective }),
        ...(capPermitted !== undefined && { capPermitted }),
      };
    },
  );
};

/** What is known of another process. */
function target(prefix: string, pid: number, context: Context): Values {
  const process = pid > 0 ? context.tree.find(pid) : undefined;
  if (process === undefined) {
    return pid > 0 ? { [`${prefix}.pid`]: pid } : {};
  }
  const fields = Object.entries(fieldsOf(process)).map(
    ([key, value]) => [`${prefix}.${key}`, value] as const,
  );
  const ancestors = ancestorsOf(process);
  return {
    ...Object.fromEntries(fields),
    ...(ancestors.length > 0 && { [`${prefix}.ancestors`]: ancestors }),
  };
}

/** Agents watch `kill` only: `tkill` and `tgkill`, by which threads signal one another, are of no event. */
const kill: Reader = (call, context) => {
  const pid = context.symbols.number(call.item(0));
  if (!isReported(call)) {
    return IRRELEVANT;
  }
  return happened('signal', {
    'signal.pid': pid,
    'signal.type': context.symbols.number(call.item(1)),
    'signal.retval': call.result.value,
    ...target('signal.target', Number(pid ?? 0), context),
  });
};

const ptrace: Reader = (call, context) =>
  call.result.value === undefined
    ? IRRELEVANT
    : happened('ptrace', {
        'ptrace.request': context.symbols.number(call.item(0)),
        'ptrace.retval': call.result.value,
        ...target('ptrace.tracee', Number(context.symbols.number(call.item(1)) ?? 0), context),
      });

const prctl: Reader = (call, context) => {
  const [option, name] = call.items;
  if (call.result.value === undefined) {
    return IRRELEVANT;
  }
  const isName = context.symbols.has(option, 'PR_SET_NAME');
  const newName = isName ? text(name) : undefined;
  const { process, tid } = context;
  return happened(
    'prctl',
    {
      'prctl.option': context.symbols.number(option),
      'prctl.retval': call.result.value,
      'prctl.new_name': isName ? newName : '',
      'prctl.is_name_truncated': isName ? undefined : false,
    },
    () => {
      // Threads have names of their own; the process goes by that of the first.
      if (newName !== undefined && hasSucceeded(call) && tid === process.pid) {
        process.comm = ownText(newName);
      }
    },
  );
};

const setrlimit =
  (at: number): Reader =>
  (call, context) => {
    const limits = call.item(at + 1);
    if (limits?.kind !== 'struct' || !isReported(call)) {
      return IRRELEVANT;
    }
    const pid = at === 0 ? 0 : Number(context.symbols.number(call.item(0)) ?? 0);
    const limit = (name: string): number | bigint | undefined => {
      const value = limits.fields.get(name);
      return context.symbols.has(value, 'RLIM64_INFINITY') || context.symbols.has(value, 'RLIM_INFINITY')
        ? -1
        : context.symbols.number(value);
    };
    return happened('setrlimit', {
      'setrlimit.resource': context.symbols.number(call.item(at)),
      'setrlimit.rlim_cur': limit('rlim_cur'),
      'setrlimit.rlim_max': limit('rlim_max'),
      'setrlimit.retval': call.result.value,
      ...target('setrlimit.target', pid === 0 ? context.process.pid : pid, context),
    });
  };

const unshare: Reader = (call, context) =>
  isReported(call)
    ? happened('unshare', {
        'unshare.flags': context.symbols.number(call.item(0)),
        'unshare.retval': call.result.value,
      })
    : IRRELEVANT;

/** Calls about processes, by their names. */
export const processCalls: Readonly<Record<string, Reader>> = {
  execve: (call, context) => exec(call, context, absolute(call.item(0), context), 0),
  execveat: (call, context) => exec(call, context, absolute(call.item(1), context, call.item(0)), 1),
  fork: start,
  vfork: start,
  clone: start,
  clone3: start,
  exit: () => PROCESSES,
  exit_group: () => PROCESSES,
  setuid: setOne('uid'),
  setgid: setOne('gid'),
  setreuid: setSeveral('uid'),
  setregid: setSeveral('gid'),
  setresuid: setSeveral('uid'),
  setresgid: setSeveral('gid'),
  setfsuid: setFileSystem('uid'),
  setfsgid: setFileSystem('gid'),
  capset,
  kill,
  ptrace,
  prctl,
  setrlimit: setrlimit(0),
  prlimit64: setrlimit(1),
  unshare,
};
