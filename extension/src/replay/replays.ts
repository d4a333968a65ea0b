import {
  type EventPage,
  type EventQuestion,
  type EventTrace,
  methods,
  type ReplayNews,
  type WhyNotAnswer,
} from '@secl/language-server';
import { commands, type Disposable, EventEmitter, type Uri, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

const none: ReplayNews = { recording: null, state: 'none', events: 0, skipped: 0, sets: [] };

/** What is known of the chosen recording and the chosen event, for all views. Everything in it was made by the server. */
export class Replays implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new EventEmitter<void>();
  readonly #traced = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  /** Another event was chosen, or the same one says something else after an edit. */
  readonly onDidTrace = this.#traced.event;
  #news: ReplayNews = none;
  #trace: EventTrace | undefined;
  /** The last question of each kind counts: answers to older ones are dropped. */
  #asked = 0;
  #told = '';

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    client.onNotification(methods.replayed, (news: ReplayNews) => this.#take(news));
  }

  get news(): ReplayNews {
    return this.#news;
  }

  get trace(): EventTrace | undefined {
    return this.#trace;
  }

  async choose(recording: Uri | undefined): Promise<void> {
    this.#forgetEvent();
    const uri = recording === undefined ? null : this.#client.code2ProtocolConverter.asUri(recording);
    await this.#client.sendRequest(methods.replay, { recording: uri });
  }

  async chooseEvent(number: number): Promise<void> {
    const asked = ++this.#asked;
    const trace = await this.#client.sendRequest<EventTrace | null>(methods.trace, { event: number });
    if (asked !== this.#asked) return;
    this.#trace = trace ?? undefined;
    await commands.executeCommand('setContext', 'secl.hasEvent', trace !== null);
    this.#traced.fire();
  }

  hideEvent(): void {
    this.#forgetEvent();
  }

  events(question: EventQuestion): Promise<EventPage> {
    return this.#client.sendRequest(methods.events, question);
  }

  whyNot(uri: string, id: string): Promise<WhyNotAnswer | null> {
    return this.#client.sendRequest(methods.whyNot, { uri, id });
  }

  #take(news: ReplayNews): void {
    this.#news = news;
    void commands.executeCommand('setContext', 'secl.hasRecording', news.recording !== null);
    this.#changed.fire();
    this.#tellTrouble(news);
    if (news.state === 'done' && this.#trace !== undefined) void this.chooseEvent(this.#trace.event.number);
  }

  /** Once, not after each keystroke. */
  #tellTrouble({ recording, state, message }: ReplayNews): void {
    if (recording === null || state === 'running') return;
    const told = `${recording.uri} ${message ?? ''}`;
    if (message === undefined || told === this.#told) return;
    this.#told = told;
    void window.showWarningMessage(`SECL: ${recording.name}: ${message}`);
  }

  #forgetEvent(): void {
    this.#asked++;
    this.#trace = undefined;
    void commands.executeCommand('setContext', 'secl.hasEvent', false);
    this.#traced.fire();
  }

  dispose(): void {
    this.#changed.dispose();
    this.#traced.dispose();
  }
}
