/** The worker in which replays run. The first message brings the way to the server. */
import { serveReplayWorker } from '@secl/language-server/worker';
import { hclFrom, type WorkerScope, whenTold } from './worker-scope.ts';

declare const self: WorkerScope;

whenTold(self, ({ port, hcl }) => {
  if (port !== undefined) serveReplayWorker(port, { hcl: hclFrom(hcl) });
});
