import {
  type CompletionItem,
  CompletionItemKind,
  extensions,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import type { LanguageClientOptions, Message, Middleware } from 'vscode-languageclient';
import { upToFirstItem } from './first-item.ts';

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

/** What belongs to a key is offered as soon as the key is chosen. */
function goingOn(item: CompletionItem, document: TextDocument): CompletionItem {
  const { kind, label, range } = item;
  if (kind !== CompletionItemKind.Property || typeof label !== 'string' || !(range instanceof Range))
    return item;
  const written = upToFirstItem(label, range.start.character, lineBelow(document, range.start.line));
  if (written !== undefined) item.insertText = written;
  else if (!withOffers.has(label)) return item;
  item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  return item;
}

/** Keys with values that are offered: of others VS Code would say that there is nothing to suggest. */
const withOffers: ReadonlySet<string> = new Set([
  'expression',
  'field',
  'filter',
  'agent_version',
  'tactic',
  'technique',
  'subtechnique',
]);

function lineBelow(document: TextDocument, line: number): string | undefined {
  for (let below = line + 1; below < document.lineCount; below++) {
    const { isEmptyOrWhitespace, text } = document.lineAt(below);
    if (!isEmptyOrWhitespace) return text;
  }
  return undefined;
}

const middleware: Middleware = {
  workspace: {
    /** The one section that the server asks for, with what is no setting of a person. */
    configuration: ({ items }) => items.map(settings),
  },
  /** Keys come from the schema where the YAML extension is, so they are not offered twice. */
  async provideCompletionItem(document, position, context, token, next) {
    const given = await next(document, position, context, token);
    if (!given) return given;
    const hasKeys = extensions.getExtension(yamlExtension)?.isActive === true;
    const kept = (items: readonly CompletionItem[]): CompletionItem[] =>
      hasKeys
        ? items.filter(({ kind }) => kind !== CompletionItemKind.Property)
        : items.map((item) => goingOn(item, document));
    if (Array.isArray(given)) return kept(given);
    given.items = kept(given.items);
    return given;
  },
};
