import type { Connection } from 'vscode-languageserver';
import { CodeLensRefreshRequest } from './library.ts';
import type { Serving } from './serve.ts';
import { inSlices } from './turns.ts';

/** Milliseconds after the last change: whoever types on would make the work void. */
const rest = 1000;

/**
 * Looks at what lies beside the policies in the background, tests and then recordings, a little at a time, and starts over
 * when something changes meanwhile.
 */
export class BesidePolicies {
  readonly #connection: Connection;
  readonly #serving: Serving;
  readonly #testsFound: () => void;
  #callOff: (() => void) | undefined;
  #round = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(connection: Connection, serving: Serving, testsFound: () => void) {
    this.#connection = connection;
    this.#serving = serving;
    this.#testsFound = testsFound;
  }

  changed(): void {
    this.end();
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
    const { service, ready, settings } = this.#serving;
    await ready;
    const turns = inSlices(this.#serving, () => this.#round !== round);
    const otherTests = await service.lookAtTests(turns);
    if (turns.stopped) return;
    this.#testsFound();
    const otherCounts = settings.recordings && (await service.lookAtRecordings(turns));
    const refreshes = this.#serving.client.workspace?.codeLens?.refreshSupport === true;
    if ((otherTests || otherCounts) && refreshes && !turns.stopped)
      void this.#connection.sendRequest(CodeLensRefreshRequest.type);
  }
}
