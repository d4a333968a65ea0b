import { directoryOf, joinPath } from '@secl/workspace';
import type { Connection } from 'vscode-languageserver';
import type { Serving } from '../../serve.ts';
import { methods, type TestDocument, type TestFiles, type TestRunQuestion } from '../protocol.ts';
import { askedBytes } from '../recording-bytes.ts';
import type { OpenRecording } from '../replay/replayer.ts';

/** Tests of rules, for editors with a view of tests. What it gives is called when tests were looked for. */
export function answerTests(
  connection: Connection,
  serving: Serving,
  open: OpenRecording | undefined,
): () => void {
  const { service, after } = serving;
  let told: string | undefined;
  const tell = (): void => {
    const uris = service.testFiles();
    const now = JSON.stringify(uris);
    if (told === undefined || told === now) return;
    told = now;
    void connection.sendNotification(methods.testFilesFound, { uris } satisfies TestFiles);
  };
  connection.onRequest(methods.testFiles, () => {
    told = '[]';
    tell();
    return null;
  });
  // Loaded when the first test is asked for: an editor that starts does not wait for it.
  connection.onRequest(methods.tests, async ({ uri, text }: TestDocument) => {
    const { listTests } = await import('./run-tests.ts');
    return listTests(uri, text);
  });
  connection.onRequest(methods.runTests, async ({ uri, ...asked }: TestRunQuestion) => {
    const [{ runTests }] = await Promise.all([import('./run-tests.ts'), serving.ready]);
    const sets = service.ruleSets().filter(({ folder }) => pathIn(folder, uri) !== undefined);
    const folder = sets[0]?.folder ?? uri.slice(0, uri.lastIndexOf('/'));
    const document = pathIn(folder, uri) ?? uri;
    return runTests({
      ...asked,
      document,
      sets,
      pause: () => new Promise((resolve) => void after(0, resolve)),
      async readRecording(path) {
        const below = joinPath(directoryOf(document), path);
        const address = `${folder}/${below.split('/').map(encodeURIComponent).join('/')}`;
        try {
          const bytes = open?.(address) ?? inOneGo(await askedBytes(connection, address));
          return { ok: true, name: below, bytes };
        } catch (error) {
          return { ok: false, message: error instanceof Error ? error.message : String(error) };
        }
      },
    });
  });
  return tell;
}

function pathIn(folder: string, uri: string): string | undefined {
  const base = `${folder.replace(/\/$/, '')}/`;
  return uri.startsWith(base) ? decodeURIComponent(uri.slice(base.length)) : undefined;
}

async function* inOneGo(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
