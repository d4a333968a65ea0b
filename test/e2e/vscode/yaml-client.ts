/// <reference types="vscode" />
/**
 * What the YAML extension of Red Hat does with its language server, as far as others meet it: it starts it for YAML, and hands
 * it the schemas that extensions contribute. The server is the published one; galleries cannot be reached from here.
 */
import { type ExtensionContext, extensions, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** Where the server lies: put in when this is bundled. */
declare const serverOfYaml: string;

interface Contribution {
  readonly fileMatch: string | readonly string[];
  readonly url: string;
}

export async function activate(context: ExtensionContext): Promise<void> {
  const client = new LanguageClient(
    'yaml',
    'YAML',
    { module: serverOfYaml, transport: TransportKind.stdio },
    { documentSelector: [{ language: 'yaml' }], synchronize: { configurationSection: 'yaml' } },
  );
  context.subscriptions.push({ dispose: () => void client.dispose() });
  await client.start();
  await client.sendNotification('json/schemaAssociations', schemas());
}

function schemas(): readonly { readonly uri: string; readonly fileMatch: readonly string[] }[] {
  return extensions.all.flatMap(({ extensionUri, packageJSON }) => {
    const contributed: readonly Contribution[] = packageJSON.contributes?.yamlValidation ?? [];
    return contributed.map(({ fileMatch, url }) => ({
      uri: url.startsWith('./') ? Uri.joinPath(extensionUri, url).toString() : url,
      fileMatch: [fileMatch].flat().map((each) => (each.startsWith('/') ? each : `/${each}`)),
    }));
  });
}
