/**
 * What the recordings of a folder say of fields and rules, worked out in the background and remembered. What reads and
 * replays them is loaded when there are any: an editor that starts waits for none of it.
 */
import { catalogue, type Field } from '@secl/model';
import type { FileSystem } from '@secl/text';
import type { Folder } from '../workspace/folder.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import { type RuleKeys, ruleKeysOf } from './rule-keys.ts';
import { SeenValues } from './seen-values.ts';
import { recordingsOf, type SourceFile, slicesOf, type Turns } from './sources.ts';

export interface RuleCount {
  readonly matches: number;
  readonly undecided: number;
  /** The rule has changed since, and was not replayed yet. */
  readonly stale: boolean;
  /** The one recording that this is about, where it is not about all of the folder. */
  readonly of?: string;
}

interface Counted {
  readonly key: string;
  readonly matches: number;
  readonly undecided: number;
}

export interface Recordings {
  /** Set where counts are shown above rules by somebody else. */
  readonly withoutLenses?: true;
  /** Undefined where nothing is known: no recordings, or not looked at yet. */
  count(set: SetSnapshot, rule: string): RuleCount | undefined;
  /** The values that a field had, the most frequent first. */
  values(field: Field): readonly { readonly value: string; readonly times: number }[];
  /** Replays the rules that changed, a little at a time; whether something came of it. */
  look(turns: Turns): Promise<boolean>;
}

const keys = new WeakMap<SetSnapshot, RuleKeys>();

function keysOf(set: SetSnapshot): RuleKeys {
  const known = keys.get(set) ?? ruleKeysOf(set);
  keys.set(set, known);
  return known;
}

export function openRecordings(folder: Folder, files: FileSystem): Recordings {
  const counts = new Map<string, Map<string, Counted>>();
  let sources: readonly SourceFile[] = [];
  let seen: SeenValues | undefined;
  const name = (set: SetSnapshot): string => `${set.name} ${set.views[0]?.target.name ?? ''}`;

  const readValues = async (turns: Turns): Promise<void> => {
    const whole = catalogue(folder.sets()[0]?.views[0]?.target.target.platform ?? 'linux');
    const values = new SeenValues(whole);
    const { openRecording } = await import('@secl/events');
    for (const { path } of sources) {
      const bytes = slicesOf(files, path, turns);
      const recording = openRecording(bytes, { document: path, catalogue: whole, onProblem: () => {} });
      for await (const batch of recording) {
        for (let event = batch.next(); event !== undefined; event = batch.next()) values.add(event);
        // What is compressed is more than a slice.
        await turns.pause();
      }
    }
    if (!turns.stopped) seen = values;
  };

  const replay = async (set: SetSnapshot, turns: Turns): Promise<boolean> => {
    const { ids, keyOf, needed } = keysOf(set);
    const known = counts.get(name(set)) ?? new Map<string, Counted>();
    counts.set(name(set), known);
    const changed = new Set(ids.filter((id) => known.get(id)?.key !== keyOf(id)));
    const [view] = set.views;
    if (changed.size === 0 || view === undefined) return false;
    const wanted = needed(changed);
    const loaded = view.set;
    const some = { ...loaded, rules: loaded.rules.filter(({ id }) => wanted.has(id)) };
    const inputs = sources.map(({ path }) => ({ name: path, bytes: slicesOf(files, path, turns) }));
    const { runReplay } = await import('@secl/simulator');
    const { report } = await runReplay(some, inputs, {
      only: changed,
      onProblem: () => {},
      onProgress: turns.pause,
    });
    if (turns.stopped) return false;
    const found = new Map(report.rules.map((rule) => [rule.id, rule]));
    for (const id of changed) {
      const { matches = 0, undecided = 0 } = found.get(id) ?? {};
      known.set(id, { key: keyOf(id) ?? '', matches, undecided });
    }
    return true;
  };

  return {
    count(set, rule) {
      const known = counts.get(name(set))?.get(rule);
      if (known === undefined || sources.length === 0) return undefined;
      const { matches, undecided, key } = known;
      return { matches, undecided, stale: keysOf(set).keyOf(rule) !== key };
    },
    values: (field) => seen?.of(field) ?? [],
    async look(turns) {
      const found = await recordingsOf(files, folder.config);
      const isNew = JSON.stringify(found) !== JSON.stringify(sources);
      if (isNew) {
        sources = found;
        counts.clear();
        seen = undefined;
      }
      if (sources.length === 0) return isNew;
      let news = isNew;
      if (seen === undefined) await readValues(turns);
      for (const set of folder.sets()) if (!turns.stopped && (await replay(set, turns))) news = true;
      return news;
    },
  };
}
