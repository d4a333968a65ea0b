/** Which matches an agent would send as events (spec/policies.md, Limits on what is sent). */
import type { Context, Reader } from '@secl/evaluation';
import type { Event, Facts } from '@secl/model';
import type { LoadedRule } from '@secl/policy';
import { readField } from './field-value.ts';

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
  /** By host, and there by the values of the token. */
  readonly hosts: Map<string, Map<string, Bucket>>;
}

/** The limiters of one agent's rules. One object a replay: it remembers what was sent, on each host apart. */
export class SendLimits {
  private readonly facts: Facts;
  /** By rule id: a rule that stands for several event types has one limiter. */
  private readonly rules = new Map<string, RuleLimits>();

  constructor(facts: Facts) {
    this.facts = facts;
  }

  /**
   * Whether the agent would send an event for this match; it counts as sent then. Matches come in the order of their
   * times. Without times there is nothing to limit by, and all but those of silent rules are sent.
   */
  sends(rule: LoadedRule, event: Event): boolean {
    const limits = this.limitsOf(rule);
    if (limits.silent) return false;
    if (event.time === undefined || limits.period <= 0n) return true;
    return take(limits, bucketOf(limits, event, event.time), event.time);
  }

  private limitsOf({ id, rule, eventType }: LoadedRule): RuleLimits {
    const known = this.rules.get(id);
    if (known !== undefined) return known;
    const { every = 0n, silent, limiterToken } = rule;
    const limit = every === 0n ? usual : { period: every, burst: 1n };
    const token = limiterToken
      .map((name) => readField(this.facts, name, eventType))
      .filter((read) => read !== undefined);
    const made: RuleLimits = { silent, ...limit, token, hosts: new Map() };
    this.rules.set(id, made);
    return made;
  }
}

function take({ period, burst }: RuleLimits, bucket: Bucket, time: bigint): boolean {
  const passed = time > bucket.at ? time - bucket.at : 0n;
  bucket.at += passed;
  bucket.filled = min(bucket.filled + passed, period * burst);
  if (bucket.filled < period) return false;
  bucket.filled -= period;
  return true;
}

function bucketOf({ token, period, burst, hosts }: RuleLimits, event: Event, time: bigint): Bucket {
  const buckets = hosts.get(event.host) ?? new Map<string, Bucket>();
  hosts.set(event.host, buckets);
  const key = keyOf(token, event);
  const bucket = buckets.get(key) ?? { filled: period * burst, at: time };
  // A map keeps the order in which keys come: the first is the one least recently seen.
  buckets.delete(key);
  buckets.set(key, bucket);
  const [oldest] = buckets.keys();
  if (buckets.size > keptTokens && oldest !== undefined) buckets.delete(oldest);
  return bucket;
}

/** What the recording does not know is one value. */
function keyOf(token: readonly Reader[], event: Event): string {
  const context: Context = { event, now: event.time, variables: { read: () => '' }, register: 0 };
  return token.map((read) => read(context).values.join('\u0001')).join('\u0000');
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
