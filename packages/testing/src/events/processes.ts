/** The processes of one case: a chain that is written again means the same processes, with the same PIDs. */
import { byteLength } from '@secl/language';
import type { Platform, Value } from '@secl/model';
import type { Program } from './chain.ts';

/** Fields of a process, without `process.` or `process.ancestors.`; what follows from them is for `fill-in.ts`. */
export type ProcessFields = Readonly<Record<string, Value>>;

export interface ProcessTable {
  /**
   * From the process at work to the outermost; never empty. `starts`: the last program is executed now, and so has exactly
   * the arguments that are written; all others are known by theirs from before.
   */
  of(chain: readonly Program[], starts: boolean): readonly ProcessFields[];
}

interface Known {
  readonly pid: number;
  readonly argv: readonly string[];
}

const firstPid = 1000;
/** The kernel keeps so many bytes of a name. */
const commBytes = 15;

export function processTable(platform: Platform): ProcessTable {
  const known = new Map<string, Known>();
  const taken = new Set<number>();
  let next = firstPid;
  const nextPid = (): number => {
    while (taken.has(next)) next++;
    return next;
  };
  return {
    of(chain, starts) {
      for (const { pid } of chain) if (pid !== undefined) taken.add(pid);
      let key = '';
      let ppid = 1;
      const fields: ProcessFields[] = [];
      for (const [index, { program, argv, pid }] of chain.entries()) {
        key += `\u0000${program}\u0001${pid ?? ''}`;
        const before = known.get(key);
        const isExecuted = starts && index === chain.length - 1;
        // Said shorter, a process is still the one that was started with arguments.
        const here: Known = {
          pid: before?.pid ?? pid ?? nextPid(),
          argv: argv.length > 0 || isExecuted ? argv : (before?.argv ?? []),
        };
        known.set(key, here);
        taken.add(here.pid);
        fields.unshift(fieldsOf(program, here, ppid, platform));
        ppid = here.pid;
      }
      return fields;
    },
  };
}

function fieldsOf(program: string, { pid, argv }: Known, ppid: number, platform: Platform): ProcessFields {
  const path = pathOf(program, platform);
  return {
    pid,
    tid: pid,
    ppid,
    'file.path': path,
    comm: cutToBytes(baseName(path, platform), commBytes),
    is_exec: true,
    argv0: program,
    argv,
    cmdline: [program, ...argv].join(' '),
  };
}

export function baseName(path: string, platform: Platform): string {
  const slash =
    platform === 'windows' ? Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) : path.lastIndexOf('/');
  return path.slice(slash + 1);
}

/** A name alone is taken to be where most programs are. */
function pathOf(program: string, platform: Platform): string {
  if (platform === 'windows') return /[\\/]/.test(program) ? program : `C:\\Windows\\System32\\${program}`;
  return program.includes('/') ? program : `/usr/bin/${program}`;
}

function cutToBytes(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  let cut = '';
  for (const character of text) {
    if (byteLength(cut + character) > bytes) break;
    cut += character;
  }
  return cut;
}
