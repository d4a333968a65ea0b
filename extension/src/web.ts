/** The extension where VS Code runs in a browser: the server is a worker, and replays are another. */
import { type ExtensionContext, Uri, workspace } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { begin } from './begin.ts';
import type { First } from './server/worker-scope.ts';

export function activate(context: ExtensionContext): Promise<void> {
  let replays: Worker | undefined;
  const workerOf = (name: string): Promise<Worker> =>
    startWorker(Uri.joinPath(context.extensionUri, 'dist/web', name));
  const startServer = async (): Promise<MessageTransports> => {
    replays?.terminate();
    const [server, beside] = await Promise.all([workerOf('server.js'), workerOf('replays.js')]);
    replays = beside;
    const hcl = await hclWasm(context.extensionUri);
    const { port1, port2 } = new MessageChannel();
    replays.postMessage({ port: port1, ...hcl } satisfies First, [port1]);
    server.postMessage({ port: port2, ...hcl } satisfies First, [port2]);
    return { reader: new BrowserMessageReader(server), writer: new BrowserMessageWriter(server) };
  };
  context.subscriptions.push({ dispose: () => replays?.terminate() });
  return begin(context, {
    clientFor: async (options) => new LanguageClient('secl', 'SECL', startServer, options),
    bytesForServer: (bytes) => bytes,
  });
}

/** What reads Terraform files, where there are any: 300 kB that nobody else has to fetch. */
async function hclWasm(extension: Uri): Promise<Pick<First, 'hcl'>> {
  const [found] = await workspace.findFiles('**/*.tf', '**/node_modules/**', 1);
  if (found === undefined) return {};
  const read = (name: string): Thenable<Uint8Array> =>
    workspace.fs.readFile(Uri.joinPath(extension, 'dist/server/chunks', name));
  const [core, grammar] = await Promise.all([read('web-tree-sitter.wasm'), read('tree-sitter-hcl.wasm')]);
  return { hcl: { core, grammar } };
}

/** A browser starts workers from addresses that it can fetch. Of an extension on another machine VS Code reads the script. */
async function startWorker(script: Uri): Promise<Worker> {
  if (script.scheme === 'https' || script.scheme === 'http') return new Worker(script.toString(true));
  const bytes = new Uint8Array(await workspace.fs.readFile(script));
  return new Worker(URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' })));
}
