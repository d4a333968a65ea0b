import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { callingOff } from '../called-off.ts';
import { serve } from '../serve.ts';

/** What every worker has; this room sees no types of one. */
declare const setTimeout: (call: () => void, milliseconds: number) => number;
declare const clearTimeout: (timer: number) => void;

/** Serves the page that started this worker. Only what the editor has open is seen: a worker has no disk. */
export function serveWorker(port: ConstructorParameters<typeof BrowserMessageReader>[0]): Promise<number> {
  const connection = createConnection(
    new BrowserMessageReader(port),
    new BrowserMessageWriter(port),
    callingOff,
  );
  return serve(connection, {
    filesOf: () => undefined,
    after(milliseconds, call) {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
  });
}
