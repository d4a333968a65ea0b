/** What a replay found, with places in the texts that it ran over. */
import { type PlacedSet, stateWords } from '@secl/language-service';
import type { Location } from '@secl/text';
import type { NamedTarget } from '@secl/workspace';
import type {
  ConditionTrace,
  EventTrace,
  Place,
  ReplayedRule,
  ReplayedSet,
  RuleTrace,
  WhyNotAnswer,
} from './protocol.ts';
import type { RuleTally, RunAnswer, TraceAnswer, WhyNotFound } from './replay/session.ts';
import { type RuleSetTexts, textsOf } from './replay/texts.ts';
import type { PlacedCondition, PlacedTrace } from './replay/trace-event.ts';

/** A rule set as it was sent to be replayed. */
export interface SentSet {
  readonly placed: PlacedSet;
  readonly target: NamedTarget;
  readonly texts: RuleSetTexts;
}

export function sentSet(placed: PlacedSet): SentSet | undefined {
  const [view] = placed.set.views;
  if (view === undefined) return undefined;
  const { target } = view;
  return { placed, target, texts: { ...textsOf(placed.set, target.target), name: placed.key } };
}

/** Whether two moments are the same to a replay, and in the places of what is told of it. */
export function sameTexts(before: readonly SentSet[], now: readonly SentSet[]): boolean {
  return (
    before.length === now.length &&
    now.every(({ placed, target, texts }, index) => {
      const old = before[index];
      if (old === undefined || old.placed.key !== placed.key || old.target !== target) return false;
      const { documents } = old.texts;
      return (
        documents.length === texts.documents.length &&
        texts.documents.every(
          (each, at) => each.text === documents[at]?.text && each.name === documents[at]?.name,
        )
      );
    })
  );
}

/** `changed` are rules whose text is another by now. */
export function replayedSet(
  { placed, target }: SentSet,
  run: RunAnswer,
  changed: ReadonlySet<string>,
): ReplayedSet {
  const tallies = new Map(
    run.sets.find(({ name }) => name === placed.key)?.rules.map((each) => [each.id, each]),
  );
  const [view] = placed.set.views;
  const rules = (view?.set.verdicts ?? []).map(({ id, state, place }): ReplayedRule => {
    const tally = tallies.get(id);
    return {
      id,
      outcome: state.status === 'loaded' && tally !== undefined ? outcomeOf(tally) : 'not-loaded',
      matches: tally?.matches ?? 0,
      undecided: tally?.undecided ?? 0,
      needs: tally?.needs ?? [],
      reason: state.status === 'loaded' ? '' : stateWords(state),
      first: tally?.events ?? [],
      ...placeIn(placed, place),
      stale: changed.has(id),
    };
  });
  return { name: placed.set.name, target: target.name, rules };
}

function outcomeOf({ matches, undecided, hasEvents }: RuleTally): ReplayedRule['outcome'] {
  if (matches > 0) return 'triggered';
  if (undecided > 0) return 'undecided';
  return hasEvents ? 'no-match' : 'no-event';
}

export function eventTrace({ event, fields, sets }: TraceAnswer, sent: readonly SentSet[]): EventTrace {
  const rules = sets.flatMap(({ name, rules: traces }) => {
    const set = sent.find(({ placed }) => placed.key === name);
    return set === undefined ? [] : traces.map((trace) => ruleTrace(set, trace));
  });
  return { event, fields, rules };
}

function ruleTrace({ placed }: SentSet, { conditions, ...trace }: PlacedTrace): RuleTrace {
  const verdict = placed.set.views[0]?.set.verdicts.find(({ id }) => id === trace.id);
  return {
    ...trace,
    set: placed.set.name,
    ...placeIn(placed, verdict?.place),
    conditions: conditions.map((condition) => conditionTrace(placed, condition)),
  };
}

function conditionTrace(placed: PlacedSet, { at, parts, ...condition }: PlacedCondition): ConditionTrace {
  return { ...condition, parts: parts.map((part) => conditionTrace(placed, part)), ...placeIn(placed, at) };
}

export function whyNotAnswer({ whyNot, numbers }: WhyNotFound, { placed }: SentSet): WhyNotAnswer {
  const { id, verdict, eventTypes, events, matches, undecided, withoutElements, conditions, nearest } =
    whyNot;
  return {
    id,
    ...placeIn(placed, verdict.place),
    reason: verdict.state.status === 'loaded' ? '' : stateWords(verdict.state),
    eventTypes,
    events,
    matches,
    undecided,
    withoutElements,
    conditions: conditions.map(({ text, failed, undecided: open, place }) => ({
      text,
      failed,
      undecided: open,
      ...placeIn(placed, place),
    })),
    nearest: nearest.map(({ at, process, failing, conditions: all }, index) => ({
      event: numbers[index],
      line: at.line,
      type: at.type,
      process,
      conditions: all,
      failing: failing.map(({ text, found, wanted, place }) => ({
        text,
        found,
        wanted,
        ...placeIn(placed, place),
      })),
    })),
  };
}

export function placeIn(placed: PlacedSet, place: Location | undefined): { readonly place?: Place } {
  const found = place && placed.locate(place);
  return found === undefined ? {} : { place: found };
}

/** Ids of rules whose own text differs between two moments of a rule set. */
export function changedRules(before: PlacedSet, now: PlacedSet | undefined): ReadonlySet<string> {
  if (now === undefined || now.set === before.set) return new Set();
  const old = ruleTexts(before);
  const changed = new Set<string>();
  for (const [id, text] of ruleTexts(now)) if (old.get(id) !== text) changed.add(id);
  return changed;
}

function ruleTexts({ set }: PlacedSet): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { kind, carried, definition } of set.items) {
    const { id, offset, range } = definition;
    if (kind !== 'rule' || id === undefined) continue;
    const own = carried.text.slice(offset + range.start, offset + range.end);
    texts.set(id.value, (texts.get(id.value) ?? '') + own);
  }
  return texts;
}
