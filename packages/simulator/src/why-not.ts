import {
  type CompiledRule,
  type Context,
  decisiveLeaves,
  type TraceNode,
  traceRule,
  type Verdict,
} from '@secl/engine';
import type { Condition } from '@secl/language';
import type { RuleVerdict } from '@secl/policy';
import { conditionsOf, type SeenCondition, seen, type Within } from './conditions.ts';
import type { Occurrence } from './report.ts';

/** Why a rule did not match: which of its conditions failed how often, and the events that came nearest. */
export interface WhyNot {
  readonly id: string;
  /** What became of the rule when it was loaded: one that is not loaded never matches. */
  readonly verdict: RuleVerdict;
  /** Event types that it is loaded for. */
  readonly eventTypes: readonly string[];
  /** Events of these types. */
  readonly events: number;
  readonly matches: number;
  readonly undecided: number;
  /** Events with no element for the rule's iterator variable to stand for. */
  readonly withoutElements: number;
  /** In source order. */
  readonly conditions: readonly ConditionCount[];
  /** Fewest failing conditions first, of those the latest. */
  readonly nearest: readonly NearMiss[];
}

/** How often a condition came out otherwise than true, of the events that did not match. */
export interface ConditionCount {
  readonly text: string;
  readonly place: SeenCondition['place'];
  readonly start: number;
  readonly failed: number;
  readonly undecided: number;
}

export interface NearMiss {
  readonly at: Occurrence;
  /** The line of the recording, its beginning where it is long. */
  readonly source: string;
  readonly process: string;
  /** The element that the rule's iterator variable stands for: the one that came nearest. */
  readonly element: { readonly iterator: string; readonly index: number; readonly count: number } | undefined;
  /** The fewest that would have to come out otherwise. */
  readonly failing: readonly SeenCondition[];
  /** Of so many conditions. */
  readonly conditions: number;
}

/** The event that a verdict is about. */
export interface Judged {
  readonly at: Occurrence;
  readonly source: string;
  readonly process: string;
}

const keptMisses = 3;
const keptSource = 2000;

/** What the rule made of one event. Compiled several times for an event type, it may have several verdicts. */
interface Outcome {
  readonly event: number;
  verdict: 'match' | 'undecided' | 'false';
  hasElements: boolean;
  miss: NearMiss | undefined;
}

/** Collects, event by event, why one rule stays silent. */
export class WhyNotCollector {
  readonly verdict: RuleVerdict;
  private readonly eventTypes: readonly string[];
  private events = 0;
  private matches = 0;
  private undecided = 0;
  private withoutElements = 0;
  /** By the condition itself: its texts are the same for all events, and made once. */
  private readonly counts = new Map<Condition, ConditionCount & { failed: number; undecided: number }>();
  private nearest: readonly NearMiss[] = [];
  private current: Outcome | undefined;

  constructor(verdict: RuleVerdict, eventTypes: readonly string[]) {
    this.verdict = verdict;
    this.eventTypes = eventTypes;
  }

  /** `event` is the number of the event: the same as before for another verdict on it. */
  add(
    inside: Within,
    compiled: CompiledRule,
    verdict: Verdict,
    context: Context,
    event: number,
    judged: () => Judged,
  ): void {
    if (this.current?.event !== event) this.close();
    this.current ??= { event, verdict: 'false', hasElements: false, miss: undefined };
    const { current } = this;
    if (verdict === true) current.verdict = 'match';
    if (current.verdict === 'match') return;
    if (typeof verdict === 'object') current.verdict = 'undecided';
    const { root, element } = traceRule(compiled, context);
    if (root === undefined) return;
    current.hasElements = true;
    const conditions = conditionsOf(root);
    for (const node of conditions) this.count(node, inside);
    const failing = decisiveLeaves(root);
    const worst = current.miss ?? this.nearest[keptMisses - 1];
    if (worst !== undefined && failing.length > worst.failing.length) return;
    const { at, source, process } = judged();
    current.miss = {
      at,
      source: source.slice(0, keptSource),
      process,
      element,
      failing: failing.map((node) => seen(node, inside)),
      conditions: conditions.length,
    };
  }

  private count(node: TraceNode, inside: Within): void {
    const known = this.counts.get(node.condition) ?? { ...seen(node, inside), failed: 0, undecided: 0 };
    if (node.verdict === false) known.failed++;
    else if (typeof node.verdict === 'object') known.undecided++;
    this.counts.set(node.condition, known);
  }

  /** No more verdicts come on the event in hand. */
  private close(): void {
    const { current } = this;
    this.current = undefined;
    if (current === undefined) return;
    this.events++;
    if (current.verdict === 'match') {
      this.matches++;
      return;
    }
    if (current.verdict === 'undecided') this.undecided++;
    if (!current.hasElements) this.withoutElements++;
    if (current.miss === undefined) return;
    // Of two that are equally near the later comes first.
    this.nearest = [current.miss, ...this.nearest]
      .sort((a, b) => a.failing.length - b.failing.length)
      .slice(0, keptMisses);
  }

  result(): WhyNot {
    this.close();
    const { verdict, eventTypes, events, matches, undecided, withoutElements, nearest } = this;
    const { id } = verdict;
    const conditions = merged([...this.counts.values()]);
    return { id, verdict, eventTypes, events, matches, undecided, withoutElements, conditions, nearest };
  }
}

/** A rule that is loaded for several event types has each condition several times. */
function merged(counts: readonly ConditionCount[]): readonly ConditionCount[] {
  const byText = new Map<string, ConditionCount>();
  for (const { text, place, start, failed, undecided } of counts) {
    const key = `${start} ${text}`;
    const known = byText.get(key) ?? { failed: 0, undecided: 0 };
    byText.set(key, {
      text,
      place,
      start,
      failed: known.failed + failed,
      undecided: known.undecided + undecided,
    });
  }
  return [...byText.values()].sort((a, b) => a.start - b.start);
}
