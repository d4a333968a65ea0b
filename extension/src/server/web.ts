/** The worker of the language server. The first message brings the way to the worker of replays. */
import { serveWorker } from '@secl/language-server/worker';
import { type WorkerScope, whenTold } from './worker-scope.ts';

declare const self: WorkerScope;

whenTold(self, ({ replays }) => {
  void serveWorker(self, replays instanceof MessagePort ? { replays } : {});
});
