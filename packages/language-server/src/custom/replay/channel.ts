/** Questions to a session in another thread, over any port that passes objects. */
import type { Replayer } from './replayer.ts';
import type { Question, ReplaySession } from './session.ts';

/** A `MessagePort`, a worker, a thread of Node: what each calls it is for the caller to fit. */
export interface Port {
  readonly post: (message: unknown) => void;
  readonly listen: (take: (message: unknown) => void) => void;
}

interface Asked {
  readonly id: number;
  readonly question: Question;
}

interface Answered {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

export function replayerOver(port: Port): Replayer {
  const waiting = new Map<number, { done: (answer: never) => void; failed: (error: Error) => void }>();
  let last = 0;
  port.listen((message) => {
    const { id, answer, error } = message as Answered;
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asker?.done(answer as never);
    else asker?.failed(new Error(error));
  });
  return (question) =>
    new Promise((done, failed) => {
      const id = ++last;
      waiting.set(id, { done, failed });
      port.post({ id, question } satisfies Asked);
    });
}

/** The other side. */
export function serveReplays(port: Port, session: ReplaySession): void {
  port.listen((message) => {
    const { id, question } = message as Asked;
    session.answer(question).then(
      (answer) => port.post({ id, answer } satisfies Answered),
      (error: unknown) =>
        port.post({ id, error: error instanceof Error ? error.message : String(error) } satisfies Answered),
    );
  });
}
