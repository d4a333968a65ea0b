/**
 * Two ways to evaluate, one answer: whatever rules and events look like, generated code says what the closures say, of
 * the same rules in the same order, with the same effects on variables. The budget is fixed and seeded; a failure names
 * the seed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Match, RunningRuleSet } from '@secl/engine';
import { type CanonicalRecord, createDecoder } from '@secl/events';
import { catalogue, type Platform, parseAgentVersion } from '@secl/model';
import { load, type RuleSet, readPolicy } from '@secl/policy';
import { describe, expect, it } from 'vitest';
import { createDice } from './dice.ts';
import { doubtfulRecordOf, recordOf } from './engine-events.ts';
import { createPool, expressionOf, type Pool, policyOf } from './engine-rules.ts';
import { expressionsOf } from './language-corpus.ts';

const at = { document: 'fuzz', text: '', line: 1, column: 1, offset: 0 };

function loaded(platform: Platform, policy: string, agent = '7.75.0'): RuleSet {
  const agentVersion = parseAgentVersion(agent);
  if (agentVersion === undefined) throw new Error(`${agent} is no version`);
  const host = new Map([['os', platform]]);
  return load([readPolicy('fuzz.policy', policy)], { platform, agentVersion, origin: undefined, host });
}

function told({ rule, verdict, actions }: Match): string {
  const needs = verdict === true ? 'true' : `needs ${verdict.needs.join(' ')}`;
  const outcomes = actions.map(({ action, outcome }) => `${action} ${outcome}`);
  return `${rule.id} ${needs} [${outcomes.join(', ')}]`;
}

interface Difference {
  readonly record: CanonicalRecord;
  readonly plain: readonly string[];
  readonly fast: readonly string[];
}

/** Runs both engines over the same events; gives the first event of which they say different things. */
function compared(
  ruleSet: RuleSet,
  platform: Platform,
  records: Iterable<CanonicalRecord>,
): Difference | number {
  const decoder = createDecoder(catalogue(platform));
  const plain = new RunningRuleSet(ruleSet, { engine: 'plain' });
  const fast = new RunningRuleSet(ruleSet, { engine: 'fast' });
  let verdicts = 0;
  for (const record of records) {
    const decoded = decoder.decodeRecord(record, at);
    if (!decoded.ok) throw new Error(`${decoded.problems[0]?.message}: ${print(record)}`);
    const wanted = plain.evaluate(decoded.event).map(told);
    const found = fast.evaluate(decoded.event).map(told);
    if (wanted.join('\n') !== found.join('\n')) return { record, plain: wanted, fast: found };
    verdicts += wanted.length;
  }
  return verdicts;
}

function print(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each));
}

/** The verdicts that were other than "no": a round in which nothing matches tells nothing. */
function same(
  ruleSet: RuleSet,
  platform: Platform,
  seed: number,
  records: Iterable<CanonicalRecord>,
): number {
  const result = compared(ruleSet, platform, records);
  if (typeof result === 'number') return result;
  const odd = [...result.plain, ...result.fast].find(
    (line) => !(result.plain.includes(line) && result.fast.includes(line)),
  );
  const rule = ruleSet.rules.find(({ id }) => id === odd?.split(' ')[0]);
  throw new Error(
    `seed ${seed}: ${odd} (${result.plain.includes(odd ?? '') ? 'only plain' : 'only fast'})\n` +
      `${rule?.expression.value.value}\n${print(result.record)}`,
  );
}

function* records(pool: Pool, seed: number, count: number): Generator<CanonicalRecord> {
  const dice = createDice(seed);
  for (let index = 0; index < count; index++) yield recordOf(pool, dice);
}

describe('generated code says what the closures say', () => {
  it('of random rules with variables, lists, iterators and doubt', () => {
    let rules = 0;
    let verdicts = 0;
    for (let seed = 1; seed <= 90; seed++) {
      const dice = createDice(seed);
      const platform = dice.chance(75) ? 'linux' : 'windows';
      const pool = createPool(catalogue(platform), dice);
      const expressions = Array.from({ length: 60 }, () => expressionOf(pool, dice));
      const ruleSet = loaded(platform, policyOf(pool, expressions, dice));
      rules += ruleSet.rules.length;
      verdicts += same(ruleSet, platform, seed, records(pool, seed, 40));
    }
    // Most texts are refused for a type or a path; what is left has to be enough to tell something.
    expect(rules).toBeGreaterThan(1000);
    expect(verdicts).toBeGreaterThan(10_000);
  });

  it('of events each of which leaves other fields unknown, with what is missing in the same order', () => {
    let open = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const dice = createDice(seed);
      const pool = createPool(catalogue('linux'), dice);
      const expressions = Array.from({ length: 60 }, () => expressionOf(pool, dice));
      const ruleSet = loaded('linux', policyOf(pool, expressions, dice));
      const doubtful = Array.from({ length: 120 }, () => doubtfulRecordOf(pool, dice));
      expect(new Set(doubtful.map(({ Unknown }) => Unknown?.join(' '))).size).toBeGreaterThan(64);
      open += same(ruleSet, 'linux', seed, doubtful);
    }
    expect(open).toBeGreaterThan(20_000);
  });

  it('of the expressions of the vectors, many in one rule set', () => {
    const texts = expressionsOf('expressions', 'traps');
    let verdicts = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const dice = createDice(seed);
      const rules = texts
        .filter(() => dice.chance(8))
        .map((expression, index) => ({ id: `r${index}`, expression }));
      const ruleSet = loaded('linux', JSON.stringify({ version: '1', rules }));
      for (const pool of poolsOf(ruleSet, seed))
        verdicts += same(ruleSet, 'linux', seed, records(pool, seed, 10));
    }
    expect(verdicts).toBeGreaterThan(2000);
  });

  const policy = join(import.meta.dirname, '../../../shared/fetched/datadog/default-policies/1.69.3.policy');
  it.skipIf(!existsSync(policy))('of a released default policy', () => {
    const ruleSet = loaded('linux', readFileSync(policy, 'utf8'), '7.68.0');
    let verdicts = 0;
    for (const pool of poolsOf(ruleSet, 7)) verdicts += same(ruleSet, 'linux', 7, records(pool, 7, 200));
    expect(verdicts).toBeGreaterThan(1000);
  });
});

/** For each event type of a rule set, the fields that its rules read. */
function poolsOf(ruleSet: RuleSet, seed: number): readonly Pool[] {
  const dice = createDice(seed);
  const whole = catalogue(ruleSet.target.platform);
  const types = [...new Set(ruleSet.rules.map((rule) => rule.eventType))];
  return types.map((eventType) => {
    const names = new Set<string>();
    for (const rule of ruleSet.rules) {
      if (rule.eventType !== eventType) continue;
      for (const name of rule.checked.fields.keys()) names.add(name);
      for (const macro of ruleSet.macros.values()) for (const name of macro.fields) names.add(name);
    }
    const fields = [...names].map((name) => whole.field(name)).filter((field) => field !== undefined);
    return { catalogue: whole, eventType, fields: dice.chance(50) ? fields : fields.slice(0, 40) };
  });
}
