import { callReaders } from '../../kernel-calls/calls.ts';

/** Calls that tell of processes and their rights, beside those that are events by themselves. */
export const EXECS: ReadonlySet<string> = new Set(['execve', 'execveat']);
export const STARTS: ReadonlySet<string> = new Set(['fork', 'vfork', 'clone', 'clone3']);
export const EXITS: ReadonlySet<string> = new Set(['exit', 'exit_group']);
export const USER_CALLS: ReadonlySet<string> = new Set(['setuid', 'setreuid', 'setresuid', 'setfsuid']);
export const GROUP_CALLS: ReadonlySet<string> = new Set(['setgid', 'setregid', 'setresgid', 'setfsgid']);

/** i386 and s390 have one call for all that has to do with sockets, and say in its first argument which one it is. */
export const SOCKET_CALL = 'socketcall';

/** i386 has calls of 16 and 32 bits for the same: these are named like the others. */
const SUFFIXES = ['', '32', '64'];

/** Calls that a rule could see, or that tell of those that do them. */
export const CALLS: ReadonlySet<string> = new Set([
  ...callReaders.keys(),
  ...EXECS,
  ...STARTS,
  ...EXITS,
  ...USER_CALLS,
  ...GROUP_CALLS,
  'capset',
]);

/** Every name that stands in a table of system calls and means something to a rule. */
export const callNames: readonly string[] = [...CALLS, SOCKET_CALL].flatMap((name) =>
  SUFFIXES.map((suffix) => name + suffix),
);
