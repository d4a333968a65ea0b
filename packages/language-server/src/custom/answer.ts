import type { FileSystem } from '@secl/text';
import type { Connection } from 'vscode-languageserver';
import { CodeLensRefreshRequest } from '../library.ts';
import type { Serving } from '../serve.ts';
import { clientFiles } from './client-files.ts';
import { diagnose } from './diagnosis.ts';
import { methods, type RecordingChoice, type ReplayChoice, type TraceQuestion } from './protocol.ts';
import type { OpenRecording, Replayer } from './replay/replayer.ts';
import { Replaying } from './replaying.ts';
import { targetChoice } from './targets.ts';
import { answerTests } from './tests/answer.ts';

/** What is asked beside the protocol, as the rest of a server sees it. */
export interface Custom {
  /** What the client said of itself when it began. */
  begin(options: unknown): void;
  /** Files that the client reads for us. */
  filesOf(uri: string): FileSystem | undefined;
  /** The name of the target that was chosen. */
  target(): string | undefined;
  /** What the chosen recording makes of rules; undefined while none is chosen. */
  replayed: Replaying['counts'];
  /** Some text is another one. */
  changed(): void;
  /** Tests were looked for. */
  testsFound(): void;
  end(): void;
}

export interface Replays {
  readonly replayer: Replayer;
  readonly open: OpenRecording | undefined;
}

/** Answers requests that only clients with our panels make. */
export function answerCustom(
  connection: Connection,
  serving: Serving,
  replays: Replays,
  retargeted: () => void,
): Custom {
  let hasFiles = false;
  let chosen: string | undefined;
  const replaying = new Replaying(connection, serving, replays);
  connection.onRequest(methods.replay, async ({ recording }: ReplayChoice) => {
    const done = replaying.choose(recording);
    // Counts of other recordings stand above rules only while none is chosen.
    if (serving.client.workspace?.codeLens?.refreshSupport === true)
      void connection.sendRequest(CodeLensRefreshRequest.type);
    await done;
  });
  connection.onRequest(methods.events, (question) => replaying.events(question));
  connection.onRequest(methods.trace, ({ event }: TraceQuestion) => replaying.trace(event));
  connection.onRequest(methods.whyNot, (question) => replaying.whyNot(question));
  connection.onRequest(methods.diagnosis, async ({ uri }: { readonly uri?: string }) => {
    await serving.ready;
    return diagnose(serving.service.ruleSets(uri));
  });
  connection.onRequest(methods.targets, async () => {
    await serving.ready;
    return targetChoice(serving.service.ruleSets(), chosen);
  });
  connection.onRequest(methods.chooseTarget, ({ name }: { readonly name: string | null }) => {
    chosen = name ?? undefined;
    serving.service.retarget();
    retargeted();
    replaying.changed();
    return null;
  });
  const testsFound = answerTests(connection, serving, replays.open);
  connection.onRequest(methods.recordings, async (): Promise<RecordingChoice> => {
    await serving.ready;
    return { recordings: serving.service.recordings() };
  });
  return {
    begin(options) {
      hasFiles = Reflect.get(Object(options), 'files') === true;
    },
    filesOf: (uri) => (hasFiles ? clientFiles(connection, uri) : undefined),
    target: () => chosen,
    replayed: () => replaying.counts(),
    changed: () => replaying.changed(),
    testsFound,
    end: () => replaying.end(),
  };
}
