import { coverageOf, file, type Told, unknownByType } from '../../kernel-calls/coverage.ts';
import { IDS, PROGRAM } from '../../kernel-calls/told-by-calls.ts';
import { coverage as strace } from '../strace/coverage.ts';

const PROCESS = [...PROGRAM, ...IDS];

/** Arguments in memory that are neither paths nor addresses stay there. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  bpf: ['cmd', 'retval'],
  exit: ['code', 'cause'],
  load_module: ['loaded_from_memory', ...file('file'), 'retval'],
  mount: [
    'mountpoint.path',
    'root.path',
    'source.path',
    'syscall.source.path',
    'syscall.mountpoint.path',
    'retval',
  ],
  setrlimit: ['resource', 'retval'],
  setxattr: [...file('file'), 'retval'],
  removexattr: [...file('file'), 'retval'],
  exec: [],
};

/** Types that the script does not watch: memory and what moves in pipes would slow down the machine. */
const NOT_WATCHED = ['capset', 'dns', 'mmap', 'mprotect', 'splice'];

const types = strace.eventTypes.filter((type) => !NOT_WATCHED.includes(type));
const told: Told = {
  process: [...PROCESS, 'tid'],
  others: PROCESS,
  // The rest is what strace tells too.
  byType: Object.fromEntries(
    types.map((type) => [
      type,
      OWN[type] ??
        strace.fields
          .filter((name) => name.startsWith(`${type}.`) && !/\.(?:target|tracee)\./.test(name))
          .map((name) => name.slice(type.length + 1)),
    ]),
  ),
};

export const coverage = coverageOf(told);
export const unknownFields = unknownByType(told);
