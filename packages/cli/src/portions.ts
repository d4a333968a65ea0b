import type { Readable } from 'node:stream';

/**
 * The stream in portions, until its end or until `signal` is aborted, which ends it like an end of file: after
 * ctrl-C a reader that waits for more (`tail -f recording | secl replay -`) comes to its report by itself.
 */
export async function* portions(source: Readable, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const end = (): void => {
    source.destroy();
  };
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  try {
    for await (const chunk of source) yield chunk as Uint8Array;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
