/** Threads that help with changing rules, seen from the command. */
import type { BatchResult } from '@secl/testing';
import type { TestFlags } from '../commands/test.ts';
import type { CliContext } from '../context.ts';
import type { Thread } from '../threads.ts';
import type { BatchDone, CasesCame, MutationTask } from './mutation-thread.ts';
import { SharedBatches } from './shared-batches.ts';

export interface Helpers {
  readonly batches: SharedBatches;
  /** Tells them how the cases came out, with which they begin. */
  readonly begin: (came: CasesCame) => void;
  /** What they have brought back up to now. */
  readonly brought: ReadonlyMap<number, BatchResult>;
  /** Until they have brought back all that they took, or cannot any more. */
  readonly settled: () => Promise<void>;
  readonly stop: () => void;
}

/** With no threads it is the same, and nobody takes anything away. */
export function startHelpers(
  context: CliContext,
  flags: TestFlags,
  paths: readonly string[],
  count: number,
): Helpers {
  const batches = new SharedBatches();
  const task: MutationTask = {
    kind: 'mutation',
    cwd: context.cwd,
    today: context.today(),
    flags,
    paths,
    batches: batches.memory,
  };
  const brought = new Map<number, BatchResult>();
  const threads = Array.from({ length: count }, () => context.threads?.start(task)).filter(
    (thread) => thread !== undefined,
  );
  let progress = (): void => undefined;
  const listen = async ({ messages }: Thread): Promise<void> => {
    for await (const message of messages) {
      // Our own thread says nothing else.
      const { batch, result } = message as BatchDone;
      brought.set(batch, result);
      progress();
    }
  };
  const ended = Promise.all(threads.map(listen));
  return {
    batches,
    begin(came) {
      for (const thread of threads) thread.post(came);
    },
    brought,
    async settled() {
      while (brought.size < batches.takenAway) {
        const next = new Promise<boolean>((resolve) => {
          progress = () => resolve(true);
        });
        if (!(await Promise.race([next, ended.then(() => false)]))) return;
      }
    },
    stop() {
      for (const thread of threads) thread.stop();
    },
  };
}
