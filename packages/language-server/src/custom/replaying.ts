import type { RuleCount } from '@secl/language-service';
import type { Connection } from 'vscode-languageserver';
import type { Serving } from '../serve.ts';
import type { Replays } from './answer.ts';
import {
  type EventPage,
  type EventQuestion,
  type EventTrace,
  methods,
  type ReplayNews,
  type WhyNotAnswer,
  type WhyNotQuestion,
} from './protocol.ts';
import { askedBytes } from './recording-bytes.ts';
import type { Replayer } from './replay/replayer.ts';
import type { RunAnswer } from './replay/session.ts';
import {
  changedRules,
  eventTrace,
  replayedSet,
  type SentSet,
  sameTexts,
  sentSet,
  whyNotAnswer,
} from './shown.ts';

/** Milliseconds after a keystroke: first it is said which rules' figures are of before, then they run. */
const toSay = 40;
const toRun = 300;

/**
 * Keeps what a recording shows of the rules up to date while they are edited. Nothing runs here: rule sets go as texts to
 * where replays run, and what comes back is told, with the places of the texts that it is about.
 */
export class Replaying {
  readonly #connection: Connection;
  readonly #serving: Serving;
  readonly #replayer: Replayer;
  readonly #open: Replays['open'];
  #recording: { readonly uri: string; readonly name: string } | null = null;
  #found: { readonly sent: readonly SentSet[]; readonly run: RunAnswer } | undefined;
  #trouble = '';
  #isRunning = false;
  /** Counts what was sent, so that an answer to something older is known as such. */
  #sendings = 0;
  #waiting: readonly (() => void)[] = [];

  constructor(connection: Connection, serving: Serving, { replayer, open }: Replays) {
    this.#connection = connection;
    this.#serving = serving;
    this.#replayer = replayer;
    this.#open = open;
  }

  async choose(uri: string | null): Promise<void> {
    this.end();
    this.#sendings++;
    this.#found = undefined;
    this.#trouble = '';
    this.#recording = uri === null ? null : { uri, name: nameOf(uri) };
    this.#isRunning = this.#recording !== null;
    this.#tell();
    if (this.#recording === null) return;
    const number = this.#sendings;
    try {
      await this.#serving.ready;
      const bytes = await this.#bytesOf(this.#recording.uri);
      await this.#replayer({ ask: 'choose', ...this.#recording, ...(bytes === undefined ? {} : { bytes }) });
    } catch (error) {
      if (number === this.#sendings) this.#fail(error);
      return;
    }
    if (number === this.#sendings) await this.#run();
  }

  /** Of a recording that can only be read by the client; undefined where it is opened where replays run. */
  async #bytesOf(uri: string): Promise<Uint8Array | undefined> {
    return this.#open?.(uri) === undefined ? askedBytes(this.#connection, uri) : undefined;
  }

  #fail(error: unknown): void {
    this.#found = undefined;
    this.#trouble = error instanceof Error ? error.message : String(error);
    this.#isRunning = false;
    this.#tell();
  }

  /** Some text is another one. */
  changed(): void {
    if (this.#recording === null) return;
    this.end();
    const { after } = this.#serving;
    this.#waiting = [after(toSay, () => this.#say()), after(toRun, () => void this.#run())];
  }

  /** Nothing that waits comes any more. */
  end(): void {
    for (const callOff of this.#waiting) callOff();
    this.#waiting = [];
  }

  /** Where only a file was saved, or opened, there is nothing to run: what is known is told of the texts as they are called now. */
  #say(): void {
    const sent = this.#sets();
    const isSame = this.#found !== undefined && sameTexts(this.#found.sent, sent);
    if (this.#found !== undefined && isSame) {
      this.end();
      this.#found = { ...this.#found, sent };
    }
    this.#isRunning = !isSame;
    this.#tell();
  }

  /** Those that somebody works on; where nothing is open, all. */
  #sets(): readonly SentSet[] {
    const all = this.#serving.service.ruleSets();
    const open = all.filter(({ isOpen }) => isOpen);
    return (open.length > 0 ? open : all).flatMap((each) => sentSet(each) ?? []);
  }

  async #run(): Promise<void> {
    const number = ++this.#sendings;
    const sent = this.#sets();
    try {
      const run = await this.#replayer({ ask: 'run', sets: sent.map(({ texts }) => texts) });
      if (number !== this.#sendings || run === null) return;
      this.#found = { sent, run };
      this.#trouble = run.trouble.join('; ');
    } catch (error) {
      if (number === this.#sendings) this.#fail(error);
      return;
    }
    this.#isRunning = false;
    this.#tell();
  }

  #tell(): void {
    void this.#connection.sendNotification(methods.replayed, this.news());
  }

  news(): ReplayNews {
    const recording = this.#recording;
    const found = this.#found;
    const message = this.#trouble === '' ? {} : { message: this.#trouble };
    if (recording === null) return { recording, state: 'none', events: 0, skipped: 0, sets: [] };
    const state = this.#isRunning ? 'running' : found === undefined ? 'failed' : 'done';
    if (found === undefined) return { recording, state, ...message, events: 0, skipped: 0, sets: [] };
    const now = this.#isRunning ? this.#serving.service.ruleSets() : [];
    const sets = found.sent.map((set) => {
      const current = now.find(({ key }) => key === set.placed.key);
      return replayedSet(set, found.run, changedRules(set.placed, current));
    });
    const { events, skipped, unit } = found.run;
    return { recording, state, ...message, events, skipped, unit, sets };
  }

  /** What the chosen recording makes of a rule, as far as it is known; undefined while none is chosen. */
  counts(): ((set: string, rule: string) => RuleCount | undefined) | undefined {
    const recording = this.#recording;
    if (recording === null) return undefined;
    return (set, rule) => {
      const tally = this.#found?.run.sets
        .find(({ name }) => name === set)
        ?.rules.find(({ id }) => id === rule);
      if (tally === undefined) return undefined;
      const { matches, undecided } = tally;
      return { matches, undecided, stale: this.#isStale(set, rule), of: recording.name };
    };
  }

  #isStale(key: string, rule: string): boolean {
    const sent = this.#found?.sent.find(({ placed }) => placed.key === key);
    if (!this.#isRunning || sent === undefined) return false;
    const now = this.#serving.service.ruleSets().find((each) => each.key === key);
    return changedRules(sent.placed, now).has(rule);
  }

  async events(question: EventQuestion): Promise<EventPage> {
    if (this.#recording === null) return { total: 0, listed: 0, events: [] };
    return this.#replayer({ ask: 'events', question });
  }

  async trace(event: number): Promise<EventTrace | null> {
    if (this.#recording === null) return null;
    const answer = await this.#replayer({ ask: 'trace', event });
    return answer === null ? null : eventTrace(answer, this.#found?.sent ?? []);
  }

  async whyNot({ uri, id }: WhyNotQuestion): Promise<WhyNotAnswer | null> {
    const keys = this.#serving.service.ruleSets(uri).map(({ key }) => key);
    const set = this.#found?.sent.find(({ placed }) => keys.includes(placed.key));
    if (set === undefined) return null;
    const answer = await this.#replayer({ ask: 'whyNot', set: set.placed.key, id });
    return answer === null ? null : whyNotAnswer(answer, set);
  }
}

/** The last part of an address, as people call a file. */
function nameOf(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
