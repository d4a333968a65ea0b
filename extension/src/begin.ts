/** What the extension does in any place: one function a part of it, each of which gives what ends it. */

import type { FileBytes } from '@secl/language-server';
import { commands, type Disposable, type ExtensionContext, Uri, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { answerFiles } from './client/files.ts';
import { formatting } from './client/formatting.ts';
import { clientOptions } from './client/options.ts';
import { typing } from './client/typing.ts';
import { diagnosis } from './diagnosis/panel.ts';
import { newPolicy } from './new-policy.ts';
import { choosingEvents } from './replay/choose-event.ts';
import { chooseRecording } from './replay/choose-recording.ts';
import { eventView } from './replay/event-view.ts';
import { eventsView } from './replay/events-view.ts';
import { inlineValues } from './replay/inline-values.ts';
import { lenses } from './replay/lenses.ts';
import { Replays } from './replay/replays.ts';
import { rulesView } from './replay/rules-view.ts';
import { whyNotView } from './replay/why-not-view.ts';
import { targets } from './targets.ts';
import { ruleTests } from './tests/controller.ts';

/** What differs between the places that VS Code runs in. */
export interface Place {
  readonly clientFor: (options: LanguageClientOptions) => Promise<BaseLanguageClient>;
  /** Bytes as the way to the server carries them. */
  readonly bytesForServer: (bytes: Uint8Array) => FileBytes;
}

/** What the parts of the extension share. */
export interface Parts {
  readonly context: ExtensionContext;
  readonly client: BaseLanguageClient;
  readonly replays: Replays;
}

export async function begin(context: ExtensionContext, { clientFor, bytesForServer }: Place): Promise<void> {
  const client = await clientFor(clientOptions());
  const replays = new Replays(client);
  const parts: Parts = { context, client, replays };
  const all: readonly Disposable[] = [
    ...answerFiles(client, bytesForServer),
    replays,
    ...typing(),
    ...newPolicy(),
    ...chooseRecording(parts),
    ...rulesView(parts),
    ...eventsView(parts),
    ...choosingEvents(parts),
    ...eventView(parts),
    ...whyNotView(parts),
    ...inlineValues(parts),
    ...lenses(parts),
    ...diagnosis(parts),
    ...targets(parts),
    ...ruleTests(parts),
    commands.registerCommand('secl.restart', () => restarted(parts)),
    { dispose: () => void client.dispose() },
  ];
  context.subscriptions.push(...all);
  try {
    await client.start();
    context.subscriptions.push(...formatting(client));
  } catch (error) {
    void window.showErrorMessage(`SECL: the language server does not start: ${String(error)}`);
  }
}

/** The new server knows of no recording: it is told the one that was chosen. */
async function restarted({ client, replays }: Parts): Promise<void> {
  const { recording } = replays.news;
  await client.stop();
  await client.start();
  if (recording !== null) await replays.choose(Uri.parse(recording.uri));
}
