import { createLanguageService, type LanguageService } from '@secl/language-service';
import type { FileSystem, HclParser } from '@secl/text';
import type {
  ClientCapabilities,
  Connection,
  InitializeParams,
  WorkspaceFolder,
} from 'vscode-languageserver';
import { BesidePolicies } from './beside-policies.ts';
import { capabilities } from './capabilities.ts';
import { answerCustom } from './custom/answer.ts';
import { counterOver } from './custom/recording-counter.ts';
import { type OpenRecording, type Replayer, replayerHere } from './custom/replay/replayer.ts';
import { DiagnosticsOf } from './diagnostics.ts';
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from './library.ts';
import { answerRequests } from './requests.ts';
import { type Settings, settingsFrom } from './settings.ts';
import { TokensOf } from './tokens.ts';

/** What a server takes from where it runs. */
export interface Surroundings {
  /** The files below an address; undefined where there are none to be seen. */
  readonly filesOf: (uri: string) => FileSystem | undefined;
  readonly hcl?: () => Promise<HclParser>;
  readonly today?: () => string;
  readonly after: After;
  /** Milliseconds since some moment, for work in the background to be cut into slices. */
  readonly now?: () => number;
  /** Where replays run; in the server's own thread, in small slices, where nothing is given. */
  readonly replayer?: Replayer;
  /** The bytes of a recording; undefined where its address leads nowhere from here, so that the client is asked. */
  readonly open?: OpenRecording;
}

/** Calls once after so many milliseconds; gives what calls it off. */
export type After = (milliseconds: number, call: () => void) => () => void;

/** What the parts of a server share. */
export interface Serving {
  readonly service: LanguageService;
  readonly settings: Settings;
  /** Done when rule sets are known that were looked for last. */
  readonly ready: Promise<unknown>;
  readonly after: After;
  readonly now?: () => number;
  /** What the client says that it can do. */
  readonly client: ClientCapabilities;
}

/** Speaks the protocol over a connection until the client leaves; gives the exit code. */
export function serve(
  connection: Connection,
  { filesOf, hcl, today, after, ...surroundings }: Surroundings,
): Promise<number> {
  let settings = settingsFrom(undefined);
  let params: InitializeParams | undefined;
  let shutDown = false;
  let ready: Promise<unknown> = Promise.resolve();
  const open = new Set<string>();
  const service = createLanguageService({
    ...(hcl === undefined ? {} : { hcl }),
    ...(today === undefined ? {} : { today }),
    documentation: () => settings.documentation,
    target: () => custom.target(),
    replayed: () => custom.replayed(),
    ...(surroundings.replayer === undefined
      ? {}
      : { counter: counterOver(surroundings.replayer, surroundings.open) }),
  });
  const serving: Serving = {
    service,
    after,
    ...(surroundings.now === undefined ? {} : { now: surroundings.now }),
    get settings() {
      return settings;
    },
    get client() {
      return params?.capabilities ?? {};
    },
    get ready() {
      return ready;
    },
  };
  const replayer = surroundings.replayer ?? replayerHere(after, surroundings.open, hcl);
  const custom = answerCustom(connection, serving, { replayer, open: surroundings.open }, () =>
    diagnostics.allChanged(),
  );
  const diagnostics = new DiagnosticsOf(connection, serving, open);
  const tokens = new TokensOf();
  const beside = new BesidePolicies(connection, serving, () => custom.testsFound());

  const addFolder = ({ uri }: Pick<WorkspaceFolder, 'uri'>): void => {
    const files = filesOf(uri) ?? custom.filesOf(uri);
    if (files !== undefined) service.addFolder(uri, files);
  };
  const find = (): Promise<unknown> => {
    // What goes wrong once must not keep everything after it from being answered.
    ready = ready
      .then(() => service.find())
      .catch((error: unknown) => connection.console.error(String(error)));
    return ready.then(() => {
      for (const message of service.trouble()) connection.console.warn(message);
      diagnostics.allChanged();
      custom.changed();
      beside.changed();
    });
  };

  connection.onInitialize((given) => {
    params = given;
    settings = settingsFrom(given.initializationOptions);
    custom.begin(given.initializationOptions);
    const folders = given.workspaceFolders ?? (given.rootUri ? [{ uri: given.rootUri }] : []);
    for (const folder of folders) addFolder(folder);
    const { textDocument, workspace } = given.capabilities;
    diagnostics.begin({
      pull: textDocument?.diagnostic !== undefined,
      refresh: workspace?.diagnostics?.refreshSupport === true,
    });
    return { capabilities: capabilities(), serverInfo: { name: 'secl' } };
  });

  connection.onInitialized(() => {
    const { workspace } = params?.capabilities ?? {};
    if (workspace?.didChangeConfiguration?.dynamicRegistration === true)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'secl' });
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: ['**/*.{policy,macro,tf,tf.json}', '**/*.{yaml,yml}'].map((globPattern) => ({
          globPattern,
        })),
      });
    if (workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) service.removeFolder(uri);
        for (const folder of added) addFolder(folder);
        void find();
      });
    void find();
  });

  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    const asks = params?.capabilities.workspace?.configuration === true;
    const given: unknown = asks
      ? await connection.workspace.getConfiguration('secl')
      : Reflect.get(Object(pushed), 'secl');
    settings = settingsFrom(given ?? undefined);
    diagnostics.allChanged();
  });
  connection.onDidChangeWatchedFiles(() => void find());

  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    open.add(uri);
    service.open(uri, version, text);
    void find();
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    service.change(uri, version, contentChanges);
    diagnostics.changed(uri);
    custom.changed();
    beside.changed();
    // What rule sets there are is written there.
    if (uri.endsWith('/secl.yaml')) void find();
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    open.delete(uri);
    service.close(uri);
    tokens.forget(uri);
    diagnostics.closed(uri);
    void find();
  });

  answerRequests(connection, serving, tokens);
  connection.onShutdown(() => {
    shutDown = true;
    diagnostics.end();
    custom.end();
    beside.end();
  });
  return new Promise((resolve) => {
    connection.onExit(() => resolve(shutDown ? 0 : 1));
    connection.listen();
  });
}
