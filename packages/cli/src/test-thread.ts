/** A thread that helps `secl test`: a script of its own in the bundle. */
import { enableCompileCache } from 'node:module';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { TestsTask } from './test/help-tests.ts';
import type { MutationTask } from './test-coverage/mutation-thread.ts';

enableCompileCache();
if (parentPort !== null) await serve(parentPort, workerData);

async function serve(port: MessagePort, task: TestsTask | MutationTask): Promise<void> {
  switch (task.kind) {
    case 'tests':
      return (await import('./test/help-tests.ts')).serveTests(port, task);
    case 'mutation':
      return (await import('./test-coverage/mutation-thread.ts')).serveMutation(port, task);
  }
}
