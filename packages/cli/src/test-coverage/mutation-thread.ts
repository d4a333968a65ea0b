/** A thread that changes rules for `secl test --mutate`: it reads what the command reads, and takes batches until none is left. */
import type { MessagePort } from 'node:worker_threads';
import { type GoThrough, runMutation } from '@secl/testing';
import type { TestFlags } from '../commands/test.ts';
import { quietContext } from '../quiet-context.ts';
import { reportOf } from '../test/report-of.ts';
import { SharedBatches } from './shared-batches.ts';
import { testedSets } from './tested-sets.ts';

export interface MutationTask {
  readonly kind: 'mutation';
  readonly cwd: string;
  readonly today: string;
  readonly flags: TestFlags;
  readonly paths: readonly string[];
  readonly batches: SharedArrayBuffer;
}

/** How the cases of each rule set came out, in the order in which both find them. */
export type CasesCame = readonly (readonly {
  readonly passed: boolean;
  readonly meets: readonly string[];
}[])[];

/** One batch that the thread took; survivors without what cannot leave it. */
export interface BatchDone {
  readonly batch: number;
  readonly result: Awaited<ReturnType<typeof runMutation>>['rules'];
}

/** `task` and what comes over the port are the command's own: {@link MutationTask}, {@link CasesCame}. */
export async function serveMutation(port: MessagePort, task: MutationTask): Promise<void> {
  const came = new Promise<CasesCame>((resolve) => port.once('message', resolve));
  const tested = testedSets();
  // Every rule is changed, so all are loaded.
  const looking = { watcherOf: () => undefined, onCase: tested.onCase, prepareOnly: true };
  const report = await reportOf(quietContext(task), task.flags, task.paths, looking);
  const sets = report.ok ? tested.withResults(await came) : undefined;
  // Files that change meanwhile are another thing than the command has read: then it is left to that.
  if (sets !== undefined) await runMutation(sets, { goThrough: taking(port, task) });
  port.close();
}

function taking(port: MessagePort, { batches: memory }: MutationTask): GoThrough {
  const batches = new SharedBatches(memory);
  return async (all, work) => {
    for (let batch = batches.takeAway(all); batch !== undefined; batch = batches.takeAway(all)) {
      const result = work(batch).map((rule) => ({
        ...rule,
        survivors: rule.survivors.map(({ isToldBy, ...data }) => data),
      }));
      port.postMessage({ batch, result } satisfies BatchDone);
    }
    return [];
  };
}
