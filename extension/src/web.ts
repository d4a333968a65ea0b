/** The extension where VS Code runs in a browser: the server is a worker, and replays are another. */
import { type ExtensionContext, Uri, workspace } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { begin } from './begin.ts';
import type { First, HclAnswer } from './server/worker-scope.ts';

export function activate(context: ExtensionContext): Promise<void> {
  let replays: Worker | undefined;
  const workerOf = (name: string): Promise<Worker> =>
    startWorker(Uri.joinPath(context.extensionUri, 'dist/web', name));
  const startServer = async (): Promise<MessageTransports> => {
    replays?.terminate();
    const [server, beside] = await Promise.all([workerOf('server.js'), workerOf('replays.js')]);
    replays = beside;
    const { port1, port2 } = new MessageChannel();
    for (const [worker, port] of [
      [replays, port1],
      [server, port2],
    ] as const) {
      const hcl = hclPort(context.extensionUri);
      worker.postMessage({ port, hcl } satisfies First, [port, hcl]);
    }
    return { reader: new BrowserMessageReader(server), writer: new BrowserMessageWriter(server) };
  };
  context.subscriptions.push({ dispose: () => replays?.terminate() });
  return begin(context, {
    clientFor: async (options) => new LanguageClient('secl', 'SECL', startServer, options),
    bytesForServer: (bytes) => bytes,
  });
}

/** Answers a worker that has met its first Terraform file with what reads them. */
function hclPort(extension: Uri): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const read = (name: string): Thenable<Uint8Array> =>
    workspace.fs.readFile(Uri.joinPath(extension, 'dist/server/chunks', name));
  port1.onmessage = () => {
    Promise.all([read('web-tree-sitter.wasm'), read('tree-sitter-hcl.wasm')]).then(
      ([core, grammar]) => port1.postMessage({ wasm: { core, grammar } } satisfies HclAnswer),
      (error: unknown) => port1.postMessage({ trouble: String(error) } satisfies HclAnswer),
    );
  };
  return port2;
}

/** A browser starts workers from addresses that it can fetch. Of an extension on another machine VS Code reads the script. */
async function startWorker(script: Uri): Promise<Worker> {
  if (script.scheme === 'https' || script.scheme === 'http') return new Worker(script.toString(true));
  const bytes = new Uint8Array(await workspace.fs.readFile(script));
  return new Worker(URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' })));
}
