/** The extension where VS Code has Node: the server is a process of its own, with the editor's Node. */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { begin } from './begin.ts';

export function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server/server.mjs');
  const server: ServerOptions = { module, transport: TransportKind.stdio };
  return begin(context, {
    clientFor: async (options) => new LanguageClient('secl', 'SECL', server, options),
    bytesForServer: (bytes) => ({ base64: Buffer.from(bytes).toString('base64') }),
  });
}
