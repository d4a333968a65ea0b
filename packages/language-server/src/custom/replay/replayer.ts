import type { HclParser } from '@secl/text';
import { type Answers, type Question, ReplaySession } from './session.ts';

/** Asks where replays run. */
export type Replayer = <Q extends Question>(question: Q) => Promise<Answers[Q['ask']]>;

/** The bytes of a recording by its address; undefined where that leads nowhere from here. */
export type OpenRecording = (uri: string) => AsyncIterable<Uint8Array> | undefined;

type After = (milliseconds: number, call: () => void) => () => void;

/** Replays in this thread: they make way for everything else after each few lines. */
export function replayerHere(
  after: After,
  open: OpenRecording | undefined,
  hcl: (() => Promise<HclParser>) | undefined,
): Replayer {
  const session = new ReplaySession({
    open: open ?? (() => undefined),
    pause: () => new Promise((resolve) => void after(0, resolve)),
    ...(hcl === undefined ? {} : { hcl }),
  });
  return (question) => session.answer(question);
}
