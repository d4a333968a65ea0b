import { type CanonicalLines, canonicalLines, type ImportedRecord } from '@secl/events';
import type { ByteSink } from '../output.ts';
import type { Threads } from '../threads.ts';
import { LinesFromThread } from './lines-from-thread.ts';

/** Bytes of output at once. */
const ENOUGH = 384 * 1024;
/** So many records tell a long recording, for which another thread pays. */
const MANY = 2000;

/** Canonical lines of records. Those of short recordings are made here; of long ones in another thread, while this one reads on. */
export async function writeRecords(
  records: AsyncGenerator<readonly ImportedRecord[], void>,
  to: ByteSink,
  threads: Threads | undefined,
  many = MANY,
): Promise<void> {
  /** Of portions that are out. */
  const used: Uint8Array<ArrayBuffer>[] = [];
  let thread: LinesFromThread | undefined;
  let last: Uint8Array | undefined;

  const reuse = (portion: Uint8Array): void => {
    if (portion.buffer instanceof ArrayBuffer) used.push(new Uint8Array(portion.buffer));
    else thread?.reuse(portion);
  };

  /** When the next one is asked for, the one before is out. */
  const put = async (portion: Uint8Array): Promise<void> => {
    await to.writeBytes(portion);
    if (last !== undefined) reuse(last);
    last = portion;
  };

  const here = async (): Promise<void> => {
    const lines = canonicalLines();
    let count = 0;
    for (let next = await records.next(); next.done !== true; next = await records.next()) {
      for (let at = 0; at < next.value.length; ) {
        at = add(lines, next.value, at);
        // Who follows a recording that still grows wants to see what there is.
        await put(lines.take(used.pop()));
      }
      count += next.value.length;
      if (count >= many && threads !== undefined && threads.cores > 1)
        thread ??= new LinesFromThread(threads, to.file);
      if (thread?.isReady === true) return;
    }
  };

  try {
    await here();
    // Where all was written here there is nothing left to read.
    if (thread?.isReady !== true) return;
    // It may write by itself: what was written here has to be out by then.
    await put(new Uint8Array(0));
    for await (const portion of thread.linesOf(records)) await put(portion);
  } finally {
    thread?.stop();
    await records.return();
  }
}

/** Records from one on until they are enough for a portion; gives the next one. */
function add(lines: CanonicalLines, records: readonly ImportedRecord[], from: number): number {
  let at = from;
  for (; at < records.length && lines.length < ENOUGH; at++) {
    const record = records[at];
    if (record !== undefined) lines.add(record);
  }
  return at;
}
