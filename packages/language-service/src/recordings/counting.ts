/**
 * The work on recordings, wherever it is done. What reads and replays them is loaded when there are any: an editor that
 * starts waits for none of it.
 */
import { catalogue, type Platform } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { type SeenTable, SeenValues } from './seen-values.ts';
import type { RecordingBytes, Turns } from './sources.ts';

export interface RuleMatches {
  readonly id: string;
  readonly matches: number;
  readonly undecided: number;
}

export interface WantedRules {
  /** Those that are asked about. */
  readonly only: ReadonlySet<string>;
  /** With those on whose variables they rest. */
  readonly needed: ReadonlySet<string>;
}

/** How often rules match in recordings, one after the other. What was stopped is not worth much. */
export async function countMatches(
  loaded: RuleSet,
  { only, needed }: WantedRules,
  recordings: readonly RecordingBytes[],
  pause: Turns['pause'],
): Promise<readonly RuleMatches[]> {
  const { runReplay } = await import('@secl/simulator');
  const some = { ...loaded, rules: loaded.rules.filter(({ id }) => needed.has(id)) };
  const inputs = recordings.map(({ name, bytes }) => ({ name, bytes: bytes() }));
  const { report } = await runReplay(some, inputs, { only, onProblem: () => {}, onProgress: pause });
  const found = new Map(report.rules.map((rule) => [rule.id, rule]));
  return [...only].map((id) => {
    const { matches = 0, undecided = 0 } = found.get(id) ?? {};
    return { id, matches, undecided };
  });
}

/** The values that fields have in recordings. */
export async function collectValues(
  platform: Platform,
  recordings: readonly RecordingBytes[],
  pause: Turns['pause'],
): Promise<SeenTable> {
  const whole = catalogue(platform);
  const values = new SeenValues(whole);
  const { openRecording } = await import('@secl/events');
  for (const { name, bytes } of recordings) {
    const recording = openRecording(bytes(), { document: name, catalogue: whole, onProblem: () => {} });
    for await (const batch of recording) {
      for (let event = batch.next(); event !== undefined; event = batch.next()) values.add(event);
      // What is compressed is more than a slice.
      await pause();
    }
  }
  return values.table;
}
