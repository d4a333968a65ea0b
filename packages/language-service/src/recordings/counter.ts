import type { Platform } from '@secl/model';
import type { FileSystem } from '@secl/text';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import { collectValues, countMatches, type RuleMatches, type WantedRules } from './counting.ts';
import type { SeenTable } from './seen-values.ts';
import { type SourceFile, slicesOf, type Turns } from './sources.ts';

/** Where the recordings of a folder are worked on. Nothing comes back of what was stopped. */
export interface Counter {
  /** About the first target of the rule set, as it is at this moment. */
  count(
    set: SetSnapshot,
    wanted: WantedRules,
    recordings: readonly SourceFile[],
    turns: Turns,
  ): Promise<readonly RuleMatches[] | undefined>;
  values(platform: Platform, recordings: readonly SourceFile[], turns: Turns): Promise<SeenTable | undefined>;
}

/** Here, between requests, a little at a time: where there is no other thread. */
export function counterHere(files: FileSystem): Counter {
  const bytesOf = (recordings: readonly SourceFile[], turns: Turns) =>
    recordings.map(({ path }) => ({ name: path, bytes: () => slicesOf(files, path, turns) }));
  return {
    async count({ views: [view] }, wanted, recordings, turns) {
      if (view === undefined) return undefined;
      const found = await countMatches(view.set, wanted, bytesOf(recordings, turns), turns.pause);
      return turns.stopped ? undefined : found;
    },
    async values(platform, recordings, turns) {
      const found = await collectValues(platform, bytesOf(recordings, turns), turns.pause);
      return turns.stopped ? undefined : found;
    },
  };
}
