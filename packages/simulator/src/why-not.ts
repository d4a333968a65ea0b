import { type CompiledRule, type Context, decisiveLeaves, traceRule, type Verdict } from '@secl/engine';
import { conditionsOf, type SeenCondition, seen, type Within } from './conditions.ts';
import type { Occurrence } from './report.ts';

/** Why a rule did not match: which of its conditions failed how often, and the events that came nearest. */
export interface WhyNot {
  readonly id: string;
  /** Events of the rule's type. */
  readonly events: number;
  readonly matches: number;
  readonly undecided: number;
  /** In source order. */
  readonly conditions: readonly ConditionCount[];
  /** Fewest failing conditions first, of those the latest. */
  readonly nearest: readonly NearMiss[];
}

export interface ConditionCount {
  readonly condition: SeenCondition;
  readonly failed: number;
  readonly undecided: number;
}

export interface NearMiss {
  readonly at: Occurrence;
  readonly process: string;
  /** The fewest that would have to come out otherwise. */
  readonly failing: readonly SeenCondition[];
  /** Of so many conditions. */
  readonly conditions: number;
}

const keptMisses = 3;

/** Collects, event by event, why one rule stays silent. */
export class WhyNotCollector {
  readonly id: string;
  private events = 0;
  private matches = 0;
  private undecided = 0;
  private readonly counts = new Map<
    string,
    { condition: SeenCondition; failed: number; undecided: number }
  >();
  private nearest: NearMiss[] = [];

  constructor(id: string) {
    this.id = id;
  }

  add(
    within: Within,
    compiled: CompiledRule,
    verdict: Verdict,
    context: Context,
    at: Occurrence,
    process: string,
  ): void {
    this.events++;
    if (verdict === true) {
      this.matches++;
      return;
    }
    if (typeof verdict === 'object') this.undecided++;
    const { root } = traceRule(compiled, context);
    if (root === undefined) return;
    const conditions = conditionsOf(root);
    for (const node of conditions) {
      const condition = seen(node, within);
      const key = `${condition.start} ${condition.text}`;
      const known = this.counts.get(key) ?? { condition, failed: 0, undecided: 0 };
      if (node.verdict === false) known.failed++;
      else if (typeof node.verdict === 'object') known.undecided++;
      this.counts.set(key, known);
    }
    const failing = decisiveLeaves(root);
    const worst = this.nearest[keptMisses - 1];
    if (worst !== undefined && failing.length > worst.failing.length) return;
    const miss: NearMiss = {
      at: { ...at },
      process,
      failing: failing.map((node) => seen(node, within)),
      conditions: conditions.length,
    };
    // Of two that are equally near the later comes first.
    this.nearest = [miss, ...this.nearest]
      .sort((a, b) => a.failing.length - b.failing.length)
      .slice(0, keptMisses);
  }

  result(): WhyNot {
    const conditions = [...this.counts.values()].sort((a, b) => a.condition.start - b.condition.start);
    const { id, events, matches, undecided, nearest } = this;
    return { id, events, matches, undecided, conditions, nearest };
  }
}
