import { availableParallelism } from 'node:os';
import type { Thread, ThreadScript, Threads } from './threads.ts';

/** In a bundle beside the folder of its chunks; in the sources beside this file, where rooms are found by their sources. */
const { pathOf, execArgv } = import.meta.url.endsWith('.ts')
  ? { pathOf: (script: ThreadScript) => `./${script}.ts`, execArgv: ['--conditions=source'] }
  : { pathOf: (script: ThreadScript) => `../${script}.mjs`, execArgv: [] };

export function nodeThreads(): Threads {
  return { cores: availableParallelism(), start };
}

function start(task: unknown, script: ThreadScript = 'test-thread'): Thread {
  // Few commands want threads, and the module starts others: it is loaded when one does.
  const starting = import('node:worker_threads').then(
    ({ Worker }) =>
      new Worker(new URL(pathOf(script), import.meta.url), {
        workerData: task,
        execArgv,
        ...(script === 'import-thread' && { resourceLimits: { maxYoungGenerationSizeMb: 6 } }),
      }),
  );
  const heard: unknown[] = [];
  let wake = (): void => undefined;
  let isOver = false;
  const over = (): void => {
    isOver = true;
    wake();
  };
  starting.then((worker) => {
    worker.unref();
    worker.on('message', (message) => {
      heard.push(message);
      wake();
    });
    // A thread that fails has nothing to say: the work that it took is done by who waits for it.
    worker.on('error', over);
    worker.on('exit', over);
  }, over);
  return {
    post: (message) => void starting.then((worker) => worker.postMessage(message)),
    messages: {
      async *[Symbol.asyncIterator]() {
        for (;;) {
          while (heard.length > 0) yield heard.shift();
          if (isOver) return;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      },
    },
    stop: () => void starting.then((worker) => worker.terminate()),
  };
}
