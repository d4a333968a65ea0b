/** The extension where VS Code runs in a browser: the server is a worker, and replays are another. */
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { begin } from './begin.ts';

export function activate(context: ExtensionContext): Promise<void> {
  const workerOf = (name: string): Worker =>
    new Worker(Uri.joinPath(context.extensionUri, 'dist/web', name).toString(true));
  let replays: Worker | undefined;
  const startServer = async (): Promise<Worker> => {
    replays?.terminate();
    replays = workerOf('replays.js');
    const server = workerOf('server.js');
    const { port1, port2 } = new MessageChannel();
    replays.postMessage({ port: port1 }, [port1]);
    server.postMessage({ replays: port2 }, [port2]);
    return server;
  };
  context.subscriptions.push({ dispose: () => replays?.terminate() });
  return begin(context, {
    clientFor: async (options) => new LanguageClient('secl', 'SECL', startServer, options),
    bytesForServer: (bytes) => bytes,
  });
}
