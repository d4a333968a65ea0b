/** Two versions of a rule set over the same recording: which events each rule gains and loses, to the last one. */
import { RunningRuleSet } from '@secl/engine';
import { formatTime, openRecording } from '@secl/events';
import { catalogue } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import type { Occurrence, RecordingInput, RunOptions } from '@secl/simulator';

/** What a rule does on a recording, before and after. */
export interface SeenChange {
  readonly recording: string;
  /** Events that it matches. */
  readonly before: number;
  readonly after: number;
  /** Events that only the rule of after matches, and those that only the rule of before did. */
  readonly gained: number;
  readonly lost: number;
  readonly firstGained: Occurrence | undefined;
  readonly firstLost: Occurrence | undefined;
  /** Events for which it cannot be told. */
  readonly undecidedBefore: number;
  readonly undecidedAfter: number;
}

export interface ReplayBothOptions extends Pick<RunOptions, 'onProblem' | 'signal'> {
  /** The id of before by the id of after, of rules that were renamed. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** By the id of after; of rules that are gone by that of before. Rules that match nothing on both sides are left out. */
export async function replayBoth(
  before: RuleSet,
  after: RuleSet,
  { name, bytes, format }: RecordingInput,
  { onProblem, signal, renamed }: ReplayBothOptions,
): Promise<ReadonlyMap<string, SeenChange>> {
  const recording = openRecording(bytes, {
    document: name,
    catalogue: catalogue(after.target.platform),
    onProblem,
    ...(format === undefined ? {} : { format }),
    ...(signal === undefined ? {} : { stop: signal }),
  });
  const idAfter = new Map([...renamed].map(([is, was]) => [was, is]));
  const [old, now] = [new RunningRuleSet(before), new RunningRuleSet(after)];
  const seen = new Map<string, Counting>();
  for await (const batch of recording) {
    for (let event = batch.next(); event !== undefined; event = batch.next()) {
      const was = verdictsOf(old.evaluate(event), (id) => idAfter.get(id) ?? id);
      const is = verdictsOf(now.evaluate(event), (id) => id);
      if (was.size === 0 && is.size === 0) continue;
      const { time, type } = event;
      const at = (): Occurrence => ({
        recording: name,
        line: batch.at.line,
        time: time === undefined ? undefined : formatTime(time),
        type,
      });
      for (const id of new Set([...was.keys(), ...is.keys()])) {
        const counting = seen.get(id) ?? nothingYet(name);
        seen.set(id, counting);
        note(counting, was.get(id), is.get(id), at);
      }
    }
    if (signal?.aborted === true) break;
  }
  return seen;
}

type Counting = { -readonly [Key in keyof SeenChange]: SeenChange[Key] };
type Verdict = 'match' | 'undecided' | undefined;

/** A rule may run once for several event types; one match is enough. */
function verdictsOf(
  matches: ReturnType<RunningRuleSet['evaluate']>,
  idOf: (id: string) => string,
): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const { rule, verdict } of matches) {
    const id = idOf(rule.id);
    if (verdict === true) verdicts.set(id, 'match');
    else if (!verdicts.has(id)) verdicts.set(id, 'undecided');
  }
  return verdicts;
}

/** Only where both are decided is an event gained or lost. */
function note(counting: Counting, was: Verdict, is: Verdict, at: () => Occurrence): void {
  if (was === 'match') counting.before++;
  if (is === 'match') counting.after++;
  if (was === 'undecided') counting.undecidedBefore++;
  if (is === 'undecided') counting.undecidedAfter++;
  if (is === 'match' && was === undefined) {
    counting.gained++;
    counting.firstGained ??= at();
  }
  if (was === 'match' && is === undefined) {
    counting.lost++;
    counting.firstLost ??= at();
  }
}

function nothingYet(recording: string): Counting {
  return {
    recording,
    before: 0,
    after: 0,
    gained: 0,
    lost: 0,
    firstGained: undefined,
    firstLost: undefined,
    undecidedBefore: 0,
    undecidedAfter: 0,
  };
}

/** `3 more events of attack.strace (first at line 608), none fewer`. */
export function seenWords(seen: SeenChange): string {
  const { recording, gained, lost, firstGained, firstLost, after, undecidedBefore, undecidedAfter } = seen;
  const events = (number: number, kind: string): string =>
    `${number} ${kind} ${number === 1 ? 'event' : 'events'}`;
  const place = (first: Occurrence | undefined): string =>
    first === undefined ? '' : ` (first at line ${first.line})`;
  const some = (number: number): string =>
    number === 0 ? 'none' : `${number} ${number === 1 ? 'event' : 'events'}`;
  const doubt =
    undecidedBefore === undecidedAfter
      ? ''
      : `; cannot be told for ${some(undecidedAfter)}, before for ${some(undecidedBefore)}`;
  const of = `of \`${recording.replaceAll('`', "'")}\``;
  if (gained === 0 && lost === 0) {
    const same = after === 0 ? 'on none' : after === 1 ? 'on the same event' : `on the same ${after} events`;
    return `fires ${same} ${of}${doubt}`;
  }
  if (gained === 0) return `fires on ${events(lost, 'fewer')} ${of}${place(firstLost)}, none more${doubt}`;
  const fewer = lost === 0 ? 'none fewer' : `and ${lost} fewer${place(firstLost)}`;
  return `fires on ${events(gained, 'more')} ${of}${place(firstGained)}, ${fewer}${doubt}`;
}
