import { canonicalLines, type ImportedRecord } from '@secl/events';
import type { Threads } from '../threads.ts';
import { LinesFromThread } from './lines-from-thread.ts';

/** Bytes of output at once. */
const ENOUGH = 384 * 1024;
/** So many records tell a long recording, for which another thread pays. */
const MANY = 2000;

/** Canonical lines of records, as portions of bytes. */
export interface LinesOfRecords {
  readonly portions: AsyncGenerator<Uint8Array, void>;
  /** To be told of each portion that is out: its memory is used again. */
  readonly reuse: (portion: Uint8Array) => void;
}

/** Lines of short recordings are written here; of long ones in another thread, while this one reads on. */
export function linesOfRecords(
  records: AsyncGenerator<readonly ImportedRecord[], void>,
  threads: Threads | undefined,
  many = MANY,
): LinesOfRecords {
  /** Of portions that are out. */
  const used: Uint8Array<ArrayBuffer>[] = [];
  let thread: LinesFromThread | undefined;

  const here = async function* (): AsyncGenerator<Uint8Array, void> {
    const lines = canonicalLines();
    let count = 0;
    for (let next = await records.next(); next.done !== true; next = await records.next()) {
      for (const each of next.value) {
        lines.add(each);
        if (lines.length >= ENOUGH) yield lines.take(used.pop());
      }
      // Who follows a recording that still grows wants to see what there is.
      if (lines.length > 0) yield lines.take(used.pop());
      count += next.value.length;
      if (count >= many && threads !== undefined && threads.cores > 1)
        thread ??= new LinesFromThread(threads);
      if (thread?.isReady === true) return;
    }
  };

  return {
    portions: (async function* () {
      try {
        yield* here();
        // Where all was written here there is nothing left to read.
        if (thread?.isReady === true) yield* thread.linesOf(records);
      } finally {
        thread?.stop();
        await records.return();
      }
    })(),
    reuse(portion) {
      if (portion.buffer instanceof ArrayBuffer) used.push(new Uint8Array(portion.buffer));
      else thread?.reuse(portion);
    },
  };
}
