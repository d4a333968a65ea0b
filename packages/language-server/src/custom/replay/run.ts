import { RunningRuleSet } from '@secl/engine';
import type { SourceUnit } from '@secl/events';
import type { RuleSet } from '@secl/policy';
import { eachEvent, type Reading, type RecordingSource } from './source.ts';

/** What a replay found of one rule. */
export interface Tally {
  readonly matches: number;
  readonly undecided: number;
  readonly needs: readonly string[];
  /** Numbers of the events that it matched, as many as are kept. */
  readonly events: readonly number[];
}

export interface Run {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly events: number;
  readonly eventTypes: ReadonlySet<string>;
  /** Lines of the recording that could not be read, or what else it is counted in. */
  readonly skipped: number;
  readonly unit: SourceUnit;
  /** Why, of the first few, in words. */
  readonly trouble: readonly string[];
}

/** Of each rule so many events are kept: a list that nobody reads to its end. */
const keptEvents = 5000;
const keptTrouble = 3;
const nothing: Tally = { matches: 0, undecided: 0, needs: [], events: [] };

/** Runs these rules of a rule set over a recording; the others are as if they were not there. */
export async function runRules(
  ruleSet: RuleSet,
  ids: ReadonlySet<string>,
  source: RecordingSource,
  reading: Reading,
): Promise<Run> {
  const rules = ruleSet.rules.filter(({ id }) => ids.has(id));
  const running = new RunningRuleSet({ ...ruleSet, rules });
  const found = new Map<
    string,
    { matches: number; undecided: number; needs: Set<string>; events: number[] }
  >();
  const trouble: string[] = [];
  const eventTypes = new Set<string>();
  let events = 0;
  const told = {
    ...reading,
    onTrouble: (message: string) => void (trouble.length < keptTrouble && trouble.push(message)),
  };
  const recording = await eachEvent(source, told, (event, number) => {
    events = number;
    eventTypes.add(event.type);
    // A rule on several event types is compiled once for each: an event still counts once.
    for (const { rule, verdict } of running.evaluate(event)) {
      const tally = found.get(rule.id) ?? { matches: 0, undecided: 0, needs: new Set(), events: [] };
      found.set(rule.id, tally);
      if (verdict === true) {
        tally.matches++;
        if (tally.events.length < keptEvents) tally.events.push(number);
      } else {
        tally.undecided++;
        for (const need of verdict.needs) tally.needs.add(need);
      }
    }
    return true;
  });
  if (recording.format === undefined && trouble.length === 0)
    trouble.push('it is in no format that is known');
  const tallies = new Map(
    [...ids].map((id): [string, Tally] => {
      const tally = found.get(id);
      return [id, tally === undefined ? nothing : { ...tally, needs: [...tally.needs].sort() }];
    }),
  );
  return { tallies, events, eventTypes, skipped: recording.counts.skipped, unit: recording.unit, trouble };
}
