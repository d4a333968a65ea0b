import { openRecording, type RecordingOptions } from '@secl/events';
import { isUsableTime } from '@secl/simulator';
import type { FoundRecording } from '../replay/recordings.ts';

/**
 * Recordings in the order of their first events, which is that of a log that was rotated; as they were named where one
 * of them has no usable times, or comes from standard input and cannot be looked at beforehand.
 */
export async function inOrder(
  recordings: readonly FoundRecording[],
  optionsFor: (recording: FoundRecording) => RecordingOptions,
  bytesOf: (recording: FoundRecording) => AsyncGenerator<Uint8Array, void>,
): Promise<readonly FoundRecording[]> {
  if (recordings.length < 2 || recordings.some(({ path }) => path === '-')) return recordings;
  const timed: { readonly recording: FoundRecording; readonly time: bigint }[] = [];
  for (const recording of recordings) {
    const { shared: _shared, ...options } = optionsFor(recording);
    const opened = openRecording(bytesOf(recording), { ...options, onProblem: () => undefined });
    const first = await opened.firstTime();
    opened.close();
    if (first.kind === 'event' && !isUsableTime(first.time)) return recordings;
    timed.push({ recording, time: (first.kind === 'event' ? first.time : undefined) ?? 0n });
  }
  return timed.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)).map((each) => each.recording);
}
