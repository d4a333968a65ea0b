import type { SourceLine, Stop } from '@secl/events';
import { type EventBatch, openRecording, type Recording } from '@secl/events';
import { catalogue, type Event, type Platform } from '@secl/model';

/** A recording that can be read again and again. */
export interface RecordingSource {
  /** How people call it: its path in the workspace. */
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** Lets others have their turn: questions arrive, and replays can be called off, between two batches only. */
export type Pause = () => Promise<void>;

export interface Reading {
  readonly platform: Platform;
  readonly stop: Stop;
  readonly pause: Pause;
  /** Comes for what is lost of the recording, in words. */
  readonly onTrouble?: (message: string) => void;
}

/** So many batches of lines go by without a pause. */
const batchesInOneGo = 4;

/** Calls for every event, in order; `number` counts from 1. `false` ends the reading. */
export async function eachEvent(
  { name, open }: RecordingSource,
  { platform, stop, pause, onTrouble }: Reading,
  take: (event: Event, number: number, line: SourceLine) => boolean | undefined,
): Promise<Recording> {
  const recording = openRecording(open(), {
    document: name,
    catalogue: catalogue(platform),
    stop,
    onProblem: ({ severity, line, message }) => {
      if (severity === 'error') onTrouble?.(`line ${line}: ${message}`);
    },
  });
  let number = 0;
  let batches = 0;
  for await (const batch of recording) {
    if (!takeBatch(batch)) break;
    if (++batches % batchesInOneGo === 0) await pause();
    if (stop.aborted) break;
  }
  return recording;

  function takeBatch(batch: EventBatch): boolean {
    for (let event = batch.next(); event !== undefined; event = batch.next()) {
      if (take(event, ++number, batch.at) === false) return false;
    }
    return true;
  }
}
