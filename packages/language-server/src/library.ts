/**
 * What is taken of the protocol's library beside types. Here alone: in a bundle each file that imports from it has all of its
 * hundreds of names copied when the server starts.
 */
export {
  AbstractMessageWriter,
  CodeLensRefreshRequest,
  CompletionTriggerKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  InsertTextFormat,
  LSPErrorCodes,
  Message,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
