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
import { visible } from './value-words.ts';
import { watchFile } from './watch-file.ts';

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
  #watcher: Disposable | undefined;
  /** Ends what says that something is going on. */
  #finish: (() => void) | undefined;

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

  /** A recording that is written anew is replayed anew, and its event stays chosen. */
  async choose(recording: Uri | undefined): Promise<void> {
    this.#forgetEvent();
    this.#told = '';
    this.#watcher?.dispose();
    this.#watcher = recording && watchFile(recording, () => void this.#replay(recording));
    await this.#replay(recording);
  }

  async #replay(recording: Uri | undefined): Promise<void> {
    const uri = recording === undefined ? null : this.#client.code2ProtocolConverter.asUri(recording);
    await this.#client.sendRequest(methods.replay, { recording: uri });
  }

  /** Gives what is known of it; undefined where another one was chosen meanwhile, or it is there no more. */
  async chooseEvent(number: number): Promise<EventTrace | undefined> {
    const asked = ++this.#asked;
    const trace = await this.#client.sendRequest<EventTrace | null>(methods.trace, { event: number });
    if (asked !== this.#asked) return undefined;
    this.#trace = trace ?? undefined;
    await commands.executeCommand('setContext', 'secl.hasEvent', trace !== null);
    this.#traced.fire();
    return this.#trace;
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

  #take(told: ReplayNews): void {
    const news = orFailed(told);
    this.#news = news;
    void commands.executeCommand('setContext', 'secl.hasRecording', news.recording !== null);
    void commands.executeCommand('setContext', 'secl.recordingFailed', news.state === 'failed');
    void commands.executeCommand('setContext', 'secl.replaying', news.state === 'running');
    this.#showProgress(news.state === 'running');
    this.#changed.fire();
    if (news.state === 'failed') {
      this.#forgetEvent();
      void this.#tellTrouble(news);
    } else if (news.state === 'done' && this.#trace !== undefined)
      void this.chooseEvent(this.#trace.event.number);
  }

  #showProgress(isRunning: boolean): void {
    if (isRunning === (this.#finish !== undefined)) return;
    if (!isRunning) {
      this.#finish?.();
      this.#finish = undefined;
      return;
    }
    const running = new Promise<void>((resolve) => {
      this.#finish = resolve;
    });
    void window.withProgress({ location: { viewId: 'secl.rules' } }, () => running);
  }

  /** Once, not after each keystroke. */
  async #tellTrouble({ recording, message = 'it cannot be read' }: ReplayNews): Promise<void> {
    const told = `${recording?.uri} ${message}`;
    if (recording === null || told === this.#told) return;
    this.#told = told;
    const another = 'Choose Another…';
    const chosen = await window.showErrorMessage(
      `${visible(recording.name)} cannot be replayed: ${visible(message)}`,
      another,
    );
    if (chosen === another) await commands.executeCommand('secl.replay');
  }

  #forgetEvent(): void {
    this.#asked++;
    this.#trace = undefined;
    void commands.executeCommand('setContext', 'secl.hasEvent', false);
    this.#traced.fire();
  }

  dispose(): void {
    this.#finish?.();
    this.#watcher?.dispose();
    this.#changed.dispose();
    this.#traced.dispose();
  }
}

/** Where not one event could be read, nothing is known of any rule. */
function orFailed(news: ReplayNews): ReplayNews {
  const { state, events, message } = news;
  return state === 'done' && events === 0 && message !== undefined
    ? { ...news, state: 'failed', sets: [] }
    : news;
}
