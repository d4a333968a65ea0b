import type { Message, MessageWriter } from 'vscode-languageserver';
import { AbstractMessageWriter } from '../library.ts';

/**
 * Writes each message at once. That of the library writes what stands in front of a message, waits for the system to have
 * taken it, and then writes the message: the client wakes up twice.
 */
export class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #output: NodeJS.WritableStream;

  constructor(output: NodeJS.WritableStream) {
    super();
    this.#output = output;
    output.on('error', (error: Error) => this.fireError(error));
    output.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const content = JSON.stringify(message);
    const text = `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
    return new Promise((resolve, reject) => {
      this.#output.write(text, 'utf8', (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** The stream belongs to whoever gave it. */
  end(): void {}
}
