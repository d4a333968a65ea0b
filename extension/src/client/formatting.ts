import {
  commands,
  type Disposable,
  extensions,
  languages,
  type TextDocument,
  type TextEdit,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import {
  type BaseLanguageClient,
  DocumentFormattingRequest,
  type FormattingOptions,
} from 'vscode-languageclient';
import { yamlExtension } from './options.ts';

/**
 * Formatting of expressions in policies: as the formatter of the document where no other extension formats YAML, else by a
 * command of its own, since only one formatter can be the one of a document.
 */
export function formatting(client: BaseLanguageClient): readonly Disposable[] {
  let provider: Disposable | undefined;
  const decide = (): void => {
    const isOurs = extensions.getExtension(yamlExtension) === undefined;
    if (!isOurs) provider?.dispose();
    if (isOurs === (provider !== undefined)) return;
    provider = isOurs
      ? languages.registerDocumentFormattingEditProvider(
          { language: 'yaml', pattern: '**/*.policy' },
          {
            provideDocumentFormattingEdits: (document, { tabSize, insertSpaces }) =>
              formatted(client, document, { tabSize, insertSpaces }),
          },
        )
      : undefined;
  };
  decide();
  return [
    extensions.onDidChange(decide),
    { dispose: () => provider?.dispose() },
    commands.registerCommand('secl.formatExpressions', () => formatActive(client)),
  ];
}

async function formatActive(client: BaseLanguageClient): Promise<void> {
  const { document, options } = window.activeTextEditor ?? {};
  if (document === undefined) return;
  const tabSize = typeof options?.tabSize === 'number' ? options.tabSize : 2;
  const edit = new WorkspaceEdit();
  edit.set(document.uri, await formatted(client, document, { tabSize, insertSpaces: true }));
  await workspace.applyEdit(edit);
}

async function formatted(
  client: BaseLanguageClient,
  document: TextDocument,
  options: FormattingOptions,
): Promise<TextEdit[]> {
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const edits = await client.sendRequest(DocumentFormattingRequest.type, { textDocument, options });
  return (await client.protocol2CodeConverter.asTextEdits(edits)) ?? [];
}
