import type { Connection } from 'vscode-languageserver';
import { bytesOf } from './client-files.ts';
import { type FileBytes, methods } from './protocol.ts';

/** Of a file that only the client can read. */
export async function askedBytes(
  connection: Pick<Connection, 'sendRequest'>,
  uri: string,
): Promise<Uint8Array> {
  const read: FileBytes | null = await connection.sendRequest(methods.readFile, { uri });
  if (read === null) throw new Error('it cannot be read');
  return bytesOf(read);
}
