/** How often rules match in the recordings that secl.yaml names, and which values fields have there: where replays run. */
import { collectValues, countMatches, type RecordingBytes, type RuleMatches } from '@secl/language-service';
import type { Platform } from '@secl/model';
import type { OpenRecording } from './replayer.ts';
import type { SessionHost } from './session.ts';
import { loadTexts, needsHcl, type RuleSetTexts } from './texts.ts';

/** A recording by its address. `bytes` come once, where nobody here can open it. */
export interface SentRecording {
  readonly uri: string;
  readonly name: string;
  readonly bytes?: Uint8Array;
}

export interface CountQuestion {
  readonly ask: 'count';
  readonly set: RuleSetTexts;
  readonly only: readonly string[];
  readonly needed: readonly string[];
  readonly recordings: readonly SentRecording[];
}

export interface ValuesQuestion {
  readonly ask: 'values';
  readonly platform: Platform;
  readonly recordings: readonly SentRecording[];
}

/** By field, as plain data. */
export type SentValues = readonly (readonly [string, readonly (readonly [string, number])[]])[];

export class RecordingCounts {
  readonly #host: SessionHost;
  readonly #kept = new Map<string, Uint8Array>();

  constructor(host: SessionHost) {
    this.#host = host;
  }

  async count({ set, only, needed, recordings }: CountQuestion): Promise<readonly RuleMatches[]> {
    const { ruleSet } = loadTexts(set, needsHcl(set) ? await this.#host.hcl?.() : undefined);
    const wanted = { only: new Set(only), needed: new Set(needed) };
    return countMatches(ruleSet, wanted, recordings.map(this.#opened), this.#host.pause);
  }

  async values({ platform, recordings }: ValuesQuestion): Promise<SentValues> {
    const table = await collectValues(platform, recordings.map(this.#opened), this.#host.pause);
    return [...table].map(([field, values]) => [field, [...values]]);
  }

  readonly #opened = ({ uri, name, bytes }: SentRecording): RecordingBytes => {
    if (bytes !== undefined) this.#kept.set(uri, bytes);
    const kept = this.#kept.get(uri);
    return { name, bytes: () => (kept === undefined ? fromThere(this.#host.open, uri) : inSlices(kept)) };
  };
}

async function* fromThere(open: OpenRecording, uri: string): AsyncGenerator<Uint8Array, void> {
  const bytes = open(uri);
  if (bytes !== undefined) yield* bytes;
}

const slice = 64 * 1024;

/** Questions about the chosen recording come in between. */
async function* inSlices(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += slice) yield bytes.subarray(at, at + slice);
}
