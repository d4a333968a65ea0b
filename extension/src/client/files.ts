import { type ClientAnswers, type FileBytes, methods } from '@secl/language-server';
import { type Disposable, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** What the server asks for, and how it is found out. */
type Answers = { readonly [Method in keyof ClientAnswers]: (uri: Uri) => Promise<ClientAnswers[Method]> };

/** Answers the server's questions for files that it has no disk for. What cannot be read is told as not there. */
export function answerFiles(
  client: BaseLanguageClient,
  bytesForServer: (bytes: Uint8Array) => FileBytes,
): readonly Disposable[] {
  const answers: Answers = {
    [methods.readFile]: async (uri) => bytesForServer(await workspace.fs.readFile(uri)),
    [methods.listFiles]: async (uri) =>
      (await workspace.fs.readDirectory(uri)).map(([name, type]) => ({ name, kind: kindOf(type) })),
    async [methods.statFile](uri) {
      const { type, size } = await workspace.fs.stat(uri);
      return { kind: kindOf(type), size };
    },
  };
  return Object.entries(answers).map(([method, answer]) =>
    client.onRequest(method, async ({ uri }: { readonly uri: string }): Promise<unknown> => {
      try {
        return await answer(Uri.parse(uri));
      } catch {
        return null;
      }
    }),
  );
}

function kindOf(type: FileType): 'file' | 'directory' | 'other' {
  if ((type & FileType.Directory) !== 0) return 'directory';
  return (type & FileType.File) !== 0 ? 'file' : 'other';
}
