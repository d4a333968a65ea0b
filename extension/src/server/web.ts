/** The worker of the language server. The first message brings the way to the worker of replays. */
import { serveWorker } from '@secl/language-server/worker';
import { hclFrom, type WorkerScope, whenTold } from './worker-scope.ts';

declare const self: WorkerScope;

whenTold(self, ({ port, hcl }) => {
  void serveWorker(self, {
    ...(port === undefined ? {} : { replays: port }),
    hcl: hclFrom(hcl),
  });
});
