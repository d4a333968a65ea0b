/** What the recordings of a folder say of fields and rules, worked out in the background and remembered. */
import type { Field } from '@secl/model';
import type { FileSystem } from '@secl/text';
import type { Folder } from '../workspace/folder.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import type { Counter } from './counter.ts';
import { type RuleKeys, ruleKeysOf } from './rule-keys.ts';
import { type SeenTable, valuesOf } from './seen-values.ts';
import { recordingsOf, type SourceFile, type Turns } from './sources.ts';

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

export function openRecordings(folder: Folder, files: FileSystem, counter: Counter): Recordings {
  const counts = new Map<string, Map<string, Counted>>();
  let sources: readonly SourceFile[] = [];
  let seen: SeenTable | undefined;
  const name = (set: SetSnapshot): string => `${set.name} ${set.views[0]?.target.name ?? ''}`;

  /** What comes back is about the rules as they were when they were sent: those that change meanwhile are known as such. */
  const replay = async (set: SetSnapshot, turns: Turns): Promise<boolean> => {
    const { ids, keyOf, needed } = keysOf(set);
    const known = counts.get(name(set)) ?? new Map<string, Counted>();
    counts.set(name(set), known);
    const changed = new Set(ids.filter((id) => known.get(id)?.key !== keyOf(id)));
    if (changed.size === 0) return false;
    const found = await counter.count(set, { only: changed, needed: needed(changed) }, sources, turns);
    for (const { id, matches, undecided } of found ?? [])
      known.set(id, { key: keyOf(id) ?? '', matches, undecided });
    return found !== undefined;
  };

  return {
    count(set, rule) {
      const known = counts.get(name(set))?.get(rule);
      if (known === undefined || sources.length === 0) return undefined;
      const { matches, undecided, key } = known;
      return { matches, undecided, stale: keysOf(set).keyOf(rule) !== key };
    },
    values: (field) => (seen === undefined ? [] : valuesOf(seen, field)),
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
      const platform = folder.sets()[0]?.views[0]?.target.target.platform ?? 'linux';
      seen ??= await counter.values(platform, sources, turns);
      for (const set of folder.sets()) if (!turns.stopped && (await replay(set, turns))) news = true;
      return news;
    },
  };
}
