import type { Connection } from 'vscode-languageserver';
import type { Serving } from './serve.ts';
import { inSlices } from './turns.ts';

/** Milliseconds in which a request that goes with a keystroke arrives: whoever types waits for a completion. */
const requestsFirst = 1;

/**
 * When diagnostics are made and sent. What loading says of the rules that changed comes at once; linting waits until the
 * typing pauses. Clients that ask themselves are told when there is more to ask for.
 */
export class DiagnosticsOf {
  readonly #connection: Connection;
  readonly #serving: Serving;
  /** Calls off what waits for a pause in the typing. */
  readonly #waiting = new Map<string, () => void>();
  #pull = false;
  #refresh = false;

  constructor(connection: Connection, serving: Serving) {
    this.#connection = connection;
    this.#serving = serving;
    connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
      await serving.ready;
      return { kind: 'full', items: [...serving.service.diagnostics(uri)] };
    });
  }

  begin({ pull, refresh }: { readonly pull: boolean; readonly refresh: boolean }): void {
    this.#pull = pull;
    this.#refresh = refresh;
  }

  changed(uri: string): void {
    if (!this.#pull) this.#serving.after(requestsFirst, () => this.#push(uri));
    // Whatever is asked first has to read the text: that is done while nobody has asked yet.
    this.#serving.service.version(uri);
    this.#lintLater(uri);
  }

  allChanged(uris: readonly string[]): void {
    for (const uri of uris) this.changed(uri);
    if (this.#pull && this.#refresh) this.#connection.languages.diagnostics.refresh();
  }

  closed(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    if (!this.#pull) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  end(): void {
    for (const callOff of this.#waiting.values()) callOff();
    this.#waiting.clear();
  }

  #lintLater(uri: string): void {
    this.#waiting.get(uri)?.();
    const { settings, after } = this.#serving;
    this.#waiting.set(
      uri,
      after(settings.lintDelay, () => void this.#lint(uri)),
    );
  }

  async #lint(uri: string): Promise<void> {
    this.#waiting.delete(uri);
    const { service } = this.#serving;
    const version = service.version(uri);
    const isOver = (): boolean => service.version(uri) !== version;
    const news = await service.look(uri, inSlices(this.#serving, isOver));
    // Typed on meanwhile: what was found is of an older text, and the next look is on its way.
    if (!news || version === undefined || isOver()) return;
    if (!this.#pull) this.#push(uri);
    else if (this.#refresh) this.#connection.languages.diagnostics.refresh();
  }

  #push(uri: string): void {
    const { service } = this.#serving;
    const version = service.version(uri);
    if (version === undefined) return;
    void this.#connection.sendDiagnostics({ uri, version, diagnostics: [...service.diagnostics(uri)] });
  }
}
