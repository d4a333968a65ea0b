/** For tests of this room: a policy as text, loaded, and events of it run over it. */
import { type Observer, RunningRuleSet } from '@secl/engine';
import type { CompiledRule, Context, Verdict } from '@secl/evaluation';
import { type CanonicalRecord, createDecoder } from '@secl/events';
import { catalogue, type Platform, parseAgentVersion } from '@secl/model';
import { type LoadedRule, load, type PolicyFile, type RuleSet, readPolicy } from '@secl/policy';

export interface TestRuleSet {
  readonly files: readonly PolicyFile[];
  readonly ruleSet: RuleSet;
}

export function testRuleSet(policy: string, name = 'test.policy', platform: Platform = 'linux'): TestRuleSet {
  const agentVersion = parseAgentVersion('7.68.0');
  if (agentVersion === undefined) throw new Error('7.68.0 is a version');
  const files = [readPolicy(name, policy)];
  const target = {
    platform,
    agentVersion,
    origin: platform === 'linux' ? 'ebpf' : 'windows',
    host: new Map([['os', platform]]),
  } as const;
  return { files, ruleSet: load(files, target) };
}

/** One rule, `tested`, and what stands beside it in the policy. */
export function testRule(expression: string, beside = '', platform?: Platform): TestRuleSet {
  const policy = `rules:\n  - id: tested\n    expression: >-\n      ${expression}\n${beside}`;
  return testRuleSet(policy, undefined, platform);
}

/** Runs events in their order; `onVerdict` hears of each rule of their types. */
export function run(
  { ruleSet }: TestRuleSet,
  records: readonly CanonicalRecord[],
  onVerdict: (rule: LoadedRule, compiled: CompiledRule, verdict: Verdict, context: Context) => void,
  onAction: NonNullable<Observer['onAction']> = () => undefined,
): void {
  const running = new RunningRuleSet(ruleSet, { engine: 'plain' });
  const decoder = createDecoder(catalogue('linux'));
  const watched = new Set(ruleSet.rules.map(({ id }) => id));
  for (const record of records) {
    const decoded = decoder.decodeRecord(record, {
      document: 'test',
      text: '',
      line: 1,
      column: 1,
      offset: 0,
    });
    if (!decoded.ok) throw new Error(decoded.problems.map(({ message }) => message).join('\n'));
    running.evaluate(decoded.event, { watched, onVerdict, onAction });
  }
}
