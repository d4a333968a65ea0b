import { actionKinds, pageScheme, tokenTypes, typedCharacters } from '@secl/language-service';
import type { ServerCapabilities } from 'vscode-languageserver';
import { TextDocumentSyncKind } from './library.ts';

/** What the server does. Nothing stands here that does not work. */
export function capabilities(): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { identifier: 'secl', interFileDependencies: true, workspaceDiagnostics: true },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['.', '{', '"', '[', '&', '=', ' '], resolveProvider: true },
    signatureHelpProvider: { triggerCharacters: ['[', ',', '"', ':'], retriggerCharacters: [' '] },
    definitionProvider: true,
    typeDefinitionProvider: true,
    callHierarchyProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    codeActionProvider: { codeActionKinds: [...actionKinds], resolveProvider: true },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: {
      firstTriggerCharacter: typedCharacters[0],
      moreTriggerCharacter: typedCharacters.slice(1),
    },
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] },
      full: { delta: true },
      range: true,
    },
    inlayHintProvider: true,
    documentLinkProvider: {},
    codeLensProvider: {},
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      textDocumentContent: { schemes: [pageScheme] },
    },
  };
}
