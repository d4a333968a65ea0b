import { type CompletionItem, CompletionItemKind, extensions, workspace } from 'vscode';
import type { LanguageClientOptions, Message, Middleware } from 'vscode-languageclient';

/** What the Red Hat extension for YAML is called: where it is, keys and formatting of YAML are its own. */
export const yamlExtension = 'redhat.vscode-yaml';

export function clientOptions(): LanguageClientOptions {
  return {
    documentSelector: selector(),
    initializationOptions: () => ({ ...settings(), files: true }),
    connectionOptions: { messageStrategy: { handleMessage: withoutFormatting } },
    middleware,
    markdown: { isTrusted: false, supportHtml: false },
  };
}

/** As plain values: what VS Code hands out cannot be sent to a worker. */
function settings(): Readonly<Record<string, unknown>> {
  const given = workspace.getConfiguration('secl');
  return {
    lintDelay: given.get('lintDelay'),
    inlayHints: { ...given.get<object>('inlayHints') },
    codeLenses: given.get('codeLenses'),
    recordings: given.get('recordings'),
    documentation: given.get('documentation'),
    commands: ['secl.runTests'],
  };
}

/** Files wherever they lie, and texts that are no file yet; not what else an editor shows: old versions, output. */
function selector(): NonNullable<LanguageClientOptions['documentSelector']> {
  const schemes = new Set([
    'file',
    'untitled',
    ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme),
  ]);
  const documents = [
    { language: 'yaml' },
    { language: 'terraform' },
    { language: 'hcl' },
    { pattern: '**/*.tf' },
    { pattern: '**/*.tf.json' },
  ];
  return [...schemes].flatMap((scheme) => documents.map((each) => ({ scheme, ...each })));
}

/**
 * Formatting is taken out of what the server announces: registered by the protocol it would be for all YAML, and VS Code
 * would ask which of two formatters is the one. `formatting.ts` registers it for policies.
 */
function withoutFormatting(message: Message, next: (message: Message) => void): void {
  const capabilities: unknown = Reflect.get(Object(Reflect.get(message, 'result')), 'capabilities');
  if (typeof capabilities === 'object' && capabilities !== null) {
    Reflect.deleteProperty(capabilities, 'documentFormattingProvider');
    Reflect.deleteProperty(capabilities, 'documentRangeFormattingProvider');
  }
  next(message);
}

const middleware: Middleware = {
  workspace: {
    /** The one section that the server asks for, with what is no setting of a person. */
    configuration: ({ items }) => items.map(settings),
  },
  /** Keys come from the schema where the YAML extension is, so they are not offered twice. */
  async provideCompletionItem(document, position, context, token, next) {
    const given = await next(document, position, context, token);
    if (!given || extensions.getExtension(yamlExtension)?.isActive !== true) return given;
    const isOurs = ({ kind }: CompletionItem): boolean => kind !== CompletionItemKind.Property;
    if (Array.isArray(given)) return given.filter(isOurs);
    given.items = given.items.filter(isOurs);
    return given;
  },
};
