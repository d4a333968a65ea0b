/** A thread that helps `secl test`: a script of its own in the bundle. */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

enableCompileCache();
const { serveMutation } = await import('./test-coverage/mutation-thread.ts');
if (parentPort !== null) await serveMutation(parentPort, workerData);
