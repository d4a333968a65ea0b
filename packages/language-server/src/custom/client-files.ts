/**
 * Files that only the client can read: of a workspace in a browser, of another machine. The client says at the start that it
 * answers for them (`files: true` of its options).
 */
import type { DirectoryEntry, FileFailure, FileResult, FileSystem } from '@secl/text';
import { joinPath } from '@secl/workspace';
import type { Connection } from 'vscode-languageserver';
import { type ClientAnswers, type FileBytes, methods } from './protocol.ts';

declare const atob: (text: string) => string;

export function clientFiles(connection: Pick<Connection, 'sendRequest'>, folder: string): FileSystem {
  const ask = async <Method extends keyof ClientAnswers, Value>(
    method: Method,
    path: string,
    read: (answer: NonNullable<ClientAnswers[Method]>) => Value,
  ): Promise<FileResult<Value>> => {
    const uri = uriBelow(folder, path);
    if (uri === undefined) return missing(path);
    try {
      const answer: ClientAnswers[Method] | null = await connection.sendRequest(method, { uri });
      return answer === null
        ? missing(path)
        : { ok: true, value: read(answer as NonNullable<typeof answer>) };
    } catch (error) {
      return failed(path, 'failed', error instanceof Error ? error.message : String(error));
    }
  };
  return {
    read: (path) => ask(methods.readFile, path, bytesOf),
    list: (path) => ask(methods.listFiles, path, inByteOrder),
    stat: (path) => ask(methods.statFile, path, (stat) => stat),
  };
}

export function bytesOf(bytes: FileBytes): Uint8Array {
  if (!('base64' in bytes)) return bytes;
  return Uint8Array.from(atob(bytes.base64), (char) => char.charCodeAt(0));
}

/** Nothing above the folder is there to be asked for. */
function uriBelow(folder: string, path: string): string | undefined {
  const below = joinPath('.', path);
  if (below.startsWith('..')) return undefined;
  const base = folder.replace(/\/$/, '');
  return below === '.' ? base : `${base}/${below.split('/').map(encodeURIComponent).join('/')}`;
}

function inByteOrder(entries: readonly DirectoryEntry[]): readonly DirectoryEntry[] {
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const missing = (path: string): FileResult<never> => failed(path, 'missing', 'it is not there');

function failed(path: string, kind: FileFailure['kind'], message: string): FileResult<never> {
  return { ok: false, failure: { kind, path, message } };
}
