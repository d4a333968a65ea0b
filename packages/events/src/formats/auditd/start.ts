import type { RecordMaker } from '../../kernel-calls/record-maker.ts';
import type { Process } from '../../process-tree.ts';
import type { Symbols } from '../strace/symbols.ts';
import { written } from './fields.ts';
import type { AuditRecord } from './line.ts';
import { type Meaning, PROCESSES } from './meanings.ts';
import { argument } from './numbers.ts';

const CLONE_FS = 0x200;
const CLONE_PARENT = 0x8000;
const CLONE_THREAD = 0x10000;

/** `flags` are in the first argument of `clone`; those of `clone3` are in memory that the log does not show. */
export function start(
  name: string,
  call: AuditRecord,
  child: number,
  process: Process,
  time: bigint,
  { maker, symbols }: { readonly maker: RecordMaker; readonly symbols: Symbols },
): Meaning {
  const shown = name === 'clone' ? (written(call, 'a0')?.text ?? '') : '';
  const flags = name === 'clone' ? (argument(call, 'a0', symbols) ?? 0) : 0;
  const isThread = (flags & CLONE_THREAD) !== 0 || shown.includes('CLONE_THREAD');
  if (child > 0 && !isThread) {
    // A number that is used again belongs to somebody else now.
    maker.tree.end(child);
    const how = {
      isThread: false,
      sharesDirectory: (flags & CLONE_FS) !== 0,
      hasSameParent: (flags & CLONE_PARENT) !== 0,
      isAssumed: false,
    };
    maker.tree.start(process, child, how, time);
  }
  return PROCESSES;
}
