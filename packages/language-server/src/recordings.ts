import type { Connection } from 'vscode-languageserver';
import { CodeLensRefreshRequest } from './library.ts';
import type { Serving } from './serve.ts';
import { inSlices } from './turns.ts';

/** Milliseconds after the last change: whoever types on would make the work void. */
const rest = 1000;

/** Looks at what lies beside the policies, recordings and tests, in the background, a little at a time, and starts over when something changes meanwhile. */
export class RecordingsOf {
  readonly #connection: Connection;
  readonly #serving: Serving;
  #callOff: (() => void) | undefined;
  #round = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(connection: Connection, serving: Serving) {
    this.#connection = connection;
    this.#serving = serving;
  }

  changed(): void {
    this.end();
    if (!this.#serving.settings.recordings) return;
    const round = this.#round;
    this.#callOff = this.#serving.after(rest, () => {
      this.#running = this.#running
        .then(() => this.#look(round))
        .catch((error: unknown) => this.#connection.console.error(String(error)));
    });
  }

  end(): void {
    this.#callOff?.();
    this.#round++;
  }

  async #look(round: number): Promise<void> {
    const { service, ready } = this.#serving;
    await ready;
    const stopped = (): boolean => this.#round !== round;
    const news = await service.lookAround(inSlices(this.#serving, stopped));
    const refreshes = this.#serving.client.workspace?.codeLens?.refreshSupport === true;
    if (news && refreshes && !stopped()) void this.#connection.sendRequest(CodeLensRefreshRequest.type);
  }
}
