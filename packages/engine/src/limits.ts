/** Which matches an agent would send as events (spec/policies.md, Limits on what is sent). */
import { type Reader, reader } from '@secl/evaluation';
import { fieldOperand } from '@secl/language';
import { catalogue, type Event } from '@secl/model';
import type { LoadedRule, RuleSet } from '@secl/policy';

/** Without `every`: one event in 100 ms, and 40 at once. */
const usual = { period: 100_000_000n, burst: 40n };
/** How many values of its `limiter_token` a rule counts apart; the one least recently seen is forgotten. */
const keptTokens = 500;

/** A bucket of time: an event costs a period, and as much time as passes is filled in. Nanoseconds. */
interface Bucket {
  filled: bigint;
  at: bigint;
}

interface RuleLimits {
  readonly silent: boolean;
  readonly period: bigint;
  readonly burst: bigint;
  readonly token: readonly Reader[];
  readonly buckets: Map<string, Bucket>;
}

/** The limiters of one agent's rules. One object a replay: it remembers what was sent, on each host apart. */
export class SendLimits {
  private readonly ruleSet: RuleSet;
  /** By rule id: a rule that stands for several event types has one limiter. */
  private readonly rules = new Map<string, RuleLimits>();

  constructor(ruleSet: RuleSet) {
    this.ruleSet = ruleSet;
  }

  /**
   * Whether the agent would send an event for this match; it counts as sent then. Matches come in the order of their
   * times. Without times there is nothing to limit by, and all but those of silent rules are sent.
   */
  sends(rule: LoadedRule, event: Event): boolean {
    const limits = this.rules.get(rule.id) ?? this.limitsOf(rule);
    this.rules.set(rule.id, limits);
    const { silent, period, burst, buckets } = limits;
    if (silent) return false;
    if (event.time === undefined || period <= 0n) return true;
    const key = keyOf(limits, event);
    const full = period * burst;
    const bucket = buckets.get(key) ?? { filled: full, at: event.time };
    remember(buckets, key, bucket, limits.token.length > 0);
    const passed = event.time > bucket.at ? event.time - bucket.at : 0n;
    bucket.at += passed;
    bucket.filled = bucket.filled + passed < full ? bucket.filled + passed : full;
    if (bucket.filled < period) return false;
    bucket.filled -= period;
    return true;
  }

  private limitsOf({ rule, eventType }: LoadedRule): RuleLimits {
    const { every = 0n, silent, limiterToken } = rule;
    const { facts, target } = this.ruleSet;
    const token = limiterToken
      .map((name) => facts.field(name))
      .filter((field) => field !== undefined)
      .map((field) => reader(fieldOperand(catalogue(target.platform), field), eventType));
    const limit = every === 0n ? usual : { period: every, burst: 1n };
    return { silent, ...limit, token, buckets: new Map() };
  }
}
