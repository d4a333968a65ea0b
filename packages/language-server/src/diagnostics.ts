import type { Turns } from '@secl/language-service';
import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { Serving } from './serve.ts';
import { inSlices } from './turns.ts';

/** Milliseconds in which a request that goes with a keystroke arrives: whoever types waits for a completion. */
const requestsFirst = 1;

interface Sent {
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * When diagnostics are made and sent. What loading says of the rules that changed comes at once; linting waits until the
 * typing pauses. Clients that ask themselves are told when there is more to ask for.
 */
export class DiagnosticsOf {
  readonly #connection: Connection;
  readonly #serving: Serving;
  /** Calls off what waits for a pause in the typing. */
  readonly #waiting = new Map<string, () => void>();
  readonly #open: ReadonlySet<string>;
  /** What was sent last of each document. */
  readonly #sent = new Map<string, Sent>();
  #pull = false;
  #refresh = false;

  /** `open`: the documents that the client shows. */
  constructor(connection: Connection, serving: Serving, open: ReadonlySet<string>) {
    this.#connection = connection;
    this.#serving = serving;
    this.#open = open;
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
    const { after } = this.#serving;
    // Where reading takes longer than that, what has arrived meanwhile still has its turn before.
    if (!this.#pull) after(requestsFirst, () => after(0, () => this.#push(uri)));
    this.#read(uri);
  }

  /** Files came or went, or what is set has changed: what is still true is not sent again. */
  allChanged(): void {
    for (const uri of this.#open) {
      if (!this.#pull) this.#serving.after(0, () => this.#renew(uri));
      this.#read(uri);
    }
    if (this.#pull && this.#refresh) this.#connection.languages.diagnostics.refresh();
  }

  /** Whatever is asked first has to read the text: that is done while nobody has asked yet. */
  #read(uri: string): void {
    this.#serving.service.version(uri);
    this.#lintLater(uri);
  }

  closed(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    this.#sent.delete(uri);
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
    const turns = inSlices(this.#serving, () => service.version(uri) !== version);
    const news = await service.look(uri, turns);
    // Typed on meanwhile: what was found is of an older text, and the next look is on its way.
    if (version === undefined || turns.stopped) return;
    if (!this.#pull) {
      if (news) this.#renew(uri);
      await this.#renewOthers(uri, turns);
    } else if (news && this.#refresh) this.#connection.languages.diagnostics.refresh();
  }

  /** A macro, an id, a rule that tests are about: what was typed may matter to all that is open beside it. */
  async #renewOthers(uri: string, turns: Turns): Promise<void> {
    for (const other of [...this.#open]) {
      if (other === uri) continue;
      await turns.pause();
      if (turns.stopped) return;
      this.#renew(other);
    }
  }

  #renew(uri: string): void {
    const { service } = this.#serving;
    const sent = this.#sent.get(uri);
    const isSame =
      sent !== undefined &&
      sent.version === service.version(uri) &&
      JSON.stringify(sent.diagnostics) === JSON.stringify(service.diagnostics(uri));
    if (!isSame) this.#push(uri);
  }

  #push(uri: string): void {
    const { service } = this.#serving;
    const version = service.version(uri);
    if (version === undefined) return;
    const diagnostics = service.diagnostics(uri);
    this.#sent.set(uri, { version, diagnostics });
    void this.#connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] });
  }
}
