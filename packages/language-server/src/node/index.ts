import { fileURLToPath } from 'node:url';
import { nodeFileSystem, startHclParser } from '@secl/text/node';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { callingOff } from '../called-off.ts';
import { serve } from '../serve.ts';

/** The streams that a server speaks over: those of a process, or a pair in memory. */
export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly today?: () => string;
}

/** Serves one client. Resolves when it says goodbye, with the exit code that the protocol asks for. */
export function serveStdio({ input, output, today }: Streams): Promise<number> {
  const connection = createConnection(
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
    callingOff,
  );
  let hcl: ReturnType<typeof startHclParser> | undefined;
  return serve(connection, {
    filesOf: (uri) => (uri.startsWith('file:') ? nodeFileSystem(fileURLToPath(uri)) : undefined),
    after(milliseconds, call) {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    hcl: () => {
      hcl ??= startHclParser();
      return hcl;
    },
    ...(today === undefined ? {} : { today }),
  });
}
