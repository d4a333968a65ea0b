import { numbersOf, pageScheme } from '@secl/language-service';
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { listFor } from './completion-list.ts';
import { CompletionTriggerKind, ErrorCodes, ResponseError } from './library.ts';
import type { Serving } from './serve.ts';
import type { TokensOf } from './tokens.ts';
import { answerWorkspaceDiagnostics } from './workspace-diagnostics.ts';

/** Every request is a question to the service about the newest text. */
export function answerRequests(connection: Connection, serving: Serving, tokens: TokensOf): void {
  const { service } = serving;
  connection.onHover(({ textDocument: { uri }, position }) => service.hover(uri, position) ?? null);
  connection.onDefinition(({ textDocument: { uri }, position }) => [...service.definition(uri, position)]);
  connection.onTypeDefinition(({ textDocument: { uri }, position }) =>
    service
      .typeDefinition(uri, position)
      .filter(
        (location) =>
          serving.client.workspace?.textDocumentContent !== undefined ||
          !location.uri.startsWith(`${pageScheme}:`),
      ),
  );
  connection.workspace.textDocumentContent.on(({ uri }) => {
    const text = service.page(uri);
    return text === undefined ? null : { text };
  });
  connection.languages.callHierarchy.onPrepare(({ textDocument: { uri }, position }) => [
    ...service.prepareCalls(uri, position),
  ]);
  connection.languages.callHierarchy.onIncomingCalls(({ item }) => [...service.incomingCalls(item)]);
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) => [...service.outgoingCalls(item)]);
  connection.onReferences(({ textDocument: { uri }, position, context }) => [
    ...service.references(uri, position, context.includeDeclaration),
  ]);
  connection.onDocumentHighlight(({ textDocument: { uri }, position }) => [
    ...service.highlights(uri, position),
  ]);
  connection.onPrepareRename(
    ({ textDocument: { uri }, position }) => service.renameable(uri, position) ?? null,
  );
  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    await serving.ready;
    const renamed = await service.rename(uri, position, newName);
    return renamed.ok ? renamed.edit : new ResponseError(ErrorCodes.InvalidParams, renamed.message);
  });
  connection.onDocumentSymbol(({ textDocument: { uri } }) => [...service.documentSymbols(uri)]);
  connection.onWorkspaceSymbol(({ query }) => [...service.workspaceSymbols(query)]);
  answerEdits(connection, serving);
  answerViews(connection, serving, tokens);
  answerWorkspaceDiagnostics(connection, serving);
  connection.onFoldingRanges(({ textDocument: { uri } }) => [...service.folding(uri)]);
}

function answerEdits(connection: Connection, serving: Serving): void {
  const { service } = serving;
  connection.onSignatureHelp(
    ({ textDocument: { uri }, position }) => service.signatureHelp(uri, position) ?? null,
  );
  connection.onCompletion(({ textDocument: { uri }, position, context }) => {
    const typing = context !== undefined && context.triggerKind !== CompletionTriggerKind.Invoked;
    return listFor(service.completion(uri, position, typing), uri, serving.client);
  });
  connection.onCompletionResolve((item) => {
    const { uri, about } = Object(item.data);
    return typeof uri === 'string'
      ? { ...service.resolveCompletion({ ...item, data: about }, uri), data: item.data }
      : item;
  });
  connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
    const actions = [
      ...service.codeActions(uri, range, context.only),
      ...(await service.sourceActions(uri, context.only)),
    ];
    return actions.filter(({ edit }) => edit !== undefined || createsFiles(serving.client));
  });
  connection.onCodeActionResolve((action) => service.resolveCodeAction(action));
  connection.onDocumentFormatting(({ textDocument: { uri }, options }) => [
    ...service.format(uri, options.tabSize),
  ]);
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch, options }) => [
    ...service.formatOnType(uri, position, ch, options.tabSize),
  ]);
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }) => [
    ...service.format(uri, options.tabSize, range),
  ]);
}

function answerViews(connection: Connection, serving: Serving, tokens: TokensOf): void {
  const { service } = serving;
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) =>
    tokens.whole(uri, service.semanticTokens(uri)),
  );
  connection.languages.semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) =>
    tokens.since(uri, previousResultId, service.semanticTokens(uri)),
  );
  connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }) => ({
    data: numbersOf(service.semanticTokens(uri, range)),
  }));
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) => [
    ...service.selection(uri, positions),
  ]);
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) => [
    ...service.inlayHints(uri, range, serving.settings.inlayHints),
  ]);
  connection.onDocumentLinks(({ textDocument: { uri } }) => [...service.links(uri)]);
  connection.onCodeLens(({ textDocument: { uri } }) =>
    serving.settings.codeLenses
      ? service.lenses(uri).filter(({ command: { command } = { command: '' } }) => {
          return command === '' || serving.settings.commands.includes(command);
        })
      : [],
  );
}

/** Whether a client asks for the edit of an action when it is chosen, and can make a file. */
function createsFiles({ textDocument, workspace }: ClientCapabilities): boolean {
  const { resolveSupport, dataSupport } = textDocument?.codeAction ?? {};
  return (
    dataSupport === true &&
    resolveSupport?.properties.includes('edit') === true &&
    workspace?.workspaceEdit?.documentChanges === true &&
    workspace.workspaceEdit.resourceOperations?.includes('create') === true
  );
}
