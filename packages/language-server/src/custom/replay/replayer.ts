import type { HclParser } from '@secl/text';
import type { Answers, Question, ReplaySession } from './session.ts';

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
  let session: Promise<ReplaySession> | undefined;
  /** Loaded when the first recording is chosen: an editor that starts does not wait for it. */
  const begin = async (): Promise<ReplaySession> => {
    const { ReplaySession: Session } = await import('./session.ts');
    return new Session({
      open: open ?? (() => undefined),
      pause: () => new Promise((resolve) => void after(0, resolve)),
      ...(hcl === undefined ? {} : { hcl }),
    });
  };
  return async (question) => {
    session ??= begin();
    return (await session).answer(question);
  };
}
