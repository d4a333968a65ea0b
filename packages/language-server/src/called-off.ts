import type { ConnectionStrategy, ResponseMessage } from 'vscode-languageserver';
import { LSPErrorCodes, Message } from './library.ts';

/** Requests that are called off while they wait for their turn are answered with that, without being worked on. */
export const callingOff: ConnectionStrategy = {
  cancelUndispatched(message): ResponseMessage | undefined {
    if (!Message.isRequest(message)) return undefined;
    const error = { code: LSPErrorCodes.RequestCancelled, message: 'called off' };
    return { jsonrpc: message.jsonrpc, id: message.id, error };
  },
};
