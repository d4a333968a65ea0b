import { type EventReader, eventReader } from './event-reader.ts';
import type { LineBatch, RecordingOptions } from './source-lines.ts';

/** When the first event of a recording was, which decides when it is opened among others. */
export type FirstTime =
  | { readonly kind: 'event'; readonly time: bigint | undefined }
  /** Nothing in it is an event. */
  | { readonly kind: 'none' }
  /** None for long; more cannot be read in advance. */
  | { readonly kind: 'late' };

/** So much of a recording is held to find its first event. */
const MOST_BATCHES = 16;

/**
 * Reads ahead to the first event with a reader of its own, which nobody else sees: problems are told and processes
 * are learned when the recording is really read. What was taken from `batches` is in `ahead`.
 */
export async function firstTimeOf(
  batches: AsyncIterator<LineBatch, void>,
  ahead: LineBatch[],
  options: RecordingOptions,
): Promise<FirstTime> {
  let reader: EventReader | undefined;
  while (ahead.length < MOST_BATCHES) {
    const next = await batches.next();
    if (next.done === true) {
      reader?.end();
      const event = reader?.next();
      return event === undefined ? { kind: 'none' } : { kind: 'event', time: event.time };
    }
    ahead.push(next.value);
    reader ??= eventReader(next.value.format, unseen(options));
    for (const line of next.value.lines) {
      reader.feed(line);
      const event = reader.next();
      if (event !== undefined) {
        return { kind: 'event', time: event.time };
      }
    }
  }
  return { kind: 'late' };
}

function unseen(options: RecordingOptions): RecordingOptions {
  const { shared: _shared, ...own } = options;
  return { ...own, onProblem: () => {} };
}
