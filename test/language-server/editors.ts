/** Two ways to ask the same: the service itself, and a server that is spoken with over streams, as editors do. */
import { PassThrough } from 'node:stream';
import { serveStdio } from '@secl/language-server/node';
import { createLanguageService, numbersOf } from '@secl/language-service';
import { startHclParser } from '@secl/text/node';
import { memoryFiles } from '@secl/workspace';
import {
  type CallHierarchyItem,
  CompletionTriggerKind,
  createProtocolConnection,
  type Diagnostic,
  type Position,
  type ProtocolConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

export const folder = 'file:///secl-tests-are-never-here';
export const uriOf = (name: string): string => `${folder}/${name}`;

export interface Params {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
  readonly range: Range;
  readonly newName: string;
  readonly only: readonly string[] | undefined;
  /** A character that was typed asks for completion. */
  readonly typing?: boolean;
  /** What `prepareCallHierarchy` gave. */
  readonly item?: CallHierarchyItem;
}

export interface Editor {
  open(name: string, text: string): Promise<void>;
  /** A request by its method of the protocol. A refusal is its message. */
  ask(method: string, params: Params): Promise<unknown>;
  diagnostics(name: string): Promise<readonly Diagnostic[]>;
  close(): Promise<void>;
}

export async function viaService(): Promise<Editor> {
  let hcl: ReturnType<typeof startHclParser> | undefined;
  const service = createLanguageService({
    hcl: () => {
      hcl ??= startHclParser();
      return hcl;
    },
  });
  service.addFolder(folder, memoryFiles({}));
  const answers: Readonly<Record<string, (params: Params) => unknown>> = {
    'textDocument/hover': ({ textDocument: { uri }, position }) => service.hover(uri, position) ?? null,
    'textDocument/completion': ({ textDocument: { uri }, position, typing }) =>
      service.completion(uri, position, typing),
    'textDocument/definition': ({ textDocument: { uri }, position }) => service.definition(uri, position),
    'textDocument/typeDefinition': ({ textDocument: { uri }, position }) =>
      service.typeDefinition(uri, position),
    'workspace/textDocumentContent': ({ textDocument: { uri } }) => ({ text: service.page(uri) }),
    'textDocument/signatureHelp': ({ textDocument: { uri }, position }) =>
      service.signatureHelp(uri, position) ?? null,
    'textDocument/prepareCallHierarchy': ({ textDocument: { uri }, position }) =>
      service.prepareCalls(uri, position),
    'callHierarchy/incomingCalls': ({ item }) => (item === undefined ? [] : service.incomingCalls(item)),
    'callHierarchy/outgoingCalls': ({ item }) => (item === undefined ? [] : service.outgoingCalls(item)),
    'textDocument/onTypeFormatting': ({ textDocument: { uri }, position, newName }) =>
      service.formatOnType(uri, position, newName, 2),
    'workspace/diagnostic': async () => ({ items: await service.workspaceDiagnostics() }),
    'textDocument/references': ({ textDocument: { uri }, position }) =>
      service.references(uri, position, true),
    'textDocument/documentHighlight': ({ textDocument: { uri }, position }) =>
      service.highlights(uri, position),
    'textDocument/prepareRename': ({ textDocument: { uri }, position }) =>
      service.renameable(uri, position) ?? null,
    'textDocument/rename': async ({ textDocument: { uri }, position, newName }) => {
      const renamed = await service.rename(uri, position, newName);
      return renamed.ok ? renamed.edit : renamed.message;
    },
    'textDocument/documentSymbol': ({ textDocument: { uri } }) => service.documentSymbols(uri),
    'workspace/symbol': ({ newName }) => service.workspaceSymbols(newName),
    'textDocument/foldingRange': ({ textDocument: { uri } }) => service.folding(uri),
    'textDocument/selectionRange': ({ textDocument: { uri }, position }) =>
      service.selection(uri, [position]),
    'textDocument/codeAction': async ({ textDocument: { uri }, range, only }) => [
      ...service.codeActions(uri, range, only),
      ...(await service.sourceActions(uri, only)),
    ],
    'textDocument/formatting': ({ textDocument: { uri } }) => service.format(uri, 2),
    'textDocument/rangeFormatting': ({ textDocument: { uri }, range }) => service.format(uri, 2, range),
    'textDocument/semanticTokens/full': ({ textDocument: { uri } }) => ({
      data: numbersOf(service.semanticTokens(uri)),
    }),
    'textDocument/inlayHint': ({ textDocument: { uri }, range }) =>
      service.inlayHints(uri, range, { parentheses: true, constants: true, eventType: true }),
    'textDocument/documentLink': ({ textDocument: { uri } }) => service.links(uri),
    'textDocument/codeLens': ({ textDocument: { uri } }) => service.lenses(uri),
  };
  let version = 0;
  return {
    async open(name, text) {
      service.open(uriOf(name), ++version, text);
      await service.find();
      await service.look(uriOf(name));
    },
    async ask(method, params) {
      const answer = answers[method];
      if (answer === undefined) throw new Error(`no answer to ${method}`);
      return answer(params);
    },
    async diagnostics(name) {
      await service.look(uriOf(name));
      return service.diagnostics(uriOf(name));
    },
    close: async () => {},
  };
}

export async function viaServer(): Promise<Editor> {
  const { connection, pushed } = connected();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: folder,
    capabilities: {
      workspace: {
        textDocumentContent: {},
        workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
      },
      textDocument: {
        completion: { completionItem: { snippetSupport: true } },
        codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
      },
    },
    initializationOptions: { lintDelay: 0 },
  });
  await connection.sendNotification('initialized', {});
  let version = 0;
  return {
    async open(name, text) {
      const textDocument = { uri: uriOf(name), languageId: 'yaml', version: ++version, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      // Asking is what waits until rule sets are known.
      await connection.sendRequest('textDocument/diagnostic', { textDocument });
    },
    ask: (method, { newName, range, position, only, typing, textDocument, item }) =>
      connection
        .sendRequest<unknown>(method, {
          textDocument,
          position,
          range,
          newName,
          query: newName,
          ch: newName,
          item,
          uri: textDocument.uri,
          previousResultIds: [],
          positions: [position],
          options: { tabSize: 2, insertSpaces: true },
          context: {
            includeDeclaration: true,
            diagnostics: [],
            triggerKind:
              typing === true ? CompletionTriggerKind.TriggerCharacter : CompletionTriggerKind.Invoked,
            ...(only === undefined ? {} : { only }),
          },
        })
        .catch((error: Error) => error.message),
    async diagnostics(name) {
      await pushed.settled();
      return pushed.last.get(uriOf(name)) ?? [];
    },
    async close() {
      await connection.sendRequest('shutdown');
      connection.dispose();
    },
  };
}

/** A client and a server in one process; what the server says without being asked is kept. */
export function connected(): {
  readonly connection: ProtocolConnection;
  readonly pushed: {
    readonly last: ReadonlyMap<string, readonly Diagnostic[]>;
    readonly versions: readonly number[];
    readonly uris: readonly string[];
    readonly settled: () => Promise<void>;
  };
} {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  void serveStdio({ input: toServer, output: toClient });
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const last = new Map<string, readonly Diagnostic[]>();
  const versions: number[] = [];
  const uris: string[] = [];
  let heard = Date.now();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics, version }) => {
    last.set(uri, diagnostics);
    versions.push(version);
    uris.push(uri);
    heard = Date.now();
  });
  connection.listen();
  const settled = async (): Promise<void> => {
    heard = Date.now();
    while (Date.now() - heard < 800) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  return { connection, pushed: { last, versions, uris, settled } };
}
