/** Default policies that Datadog has released, on the agents that they are for. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, parseAgentVersion, type Value } from '@secl/model';
import { load, type PolicyFile, type RuleSet, type RuleVerdict, readPolicy } from '@secl/policy';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../shared/fetched/datadog/default-policies');
const missing = !existsSync(folder);
if (missing) console.warn('The released default policies are not here: their tests are skipped.');

/** An ordinary host: Ubuntu 22.04 with eBPF. */
const host: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['os', 'linux'],
  ['os.id', 'ubuntu'],
  ['os.platform_id', 'platform:ubuntu'],
  ['os.version_id', '22.04'],
  ['os.is_debian', true],
  ...['amazon_linux', 'cos', 'oracle', 'rhel', 'rhel7', 'rhel8', 'sles', 'sles12', 'sles15'].map(
    (name) => [`os.is_${name}`, false] as const,
  ),
  ['kernel.version.major', 5],
  ['kernel.version.minor', 15],
  ['kernel.version.patch', 0],
  ['kernel.version.abi', 91],
  ['kernel.version.flavor', 'generic'],
  ['kernel.core.enabled', true],
  ['envs', []],
  ['hostname', 'web-1'],
  ['origin', 'ebpf'],
]);

const policies = ['1.16.1', '1.48.0', '1.69.3'];
const agents = ['7.68.0', '7.71.0', '7.78.0'];
const pairs = policies.flatMap((policy) => agents.map((agent) => ({ policy, agent })));

const read = (policy: string): PolicyFile =>
  readPolicy('default.policy', readFileSync(join(folder, `${policy}.policy`), 'utf8'));

function loaded(file: PolicyFile, agent: string): RuleSet {
  const agentVersion = parseAgentVersion(agent);
  if (agentVersion === undefined) throw new Error(`${agent} is no version`);
  return load([file], { platform: 'linux', agentVersion, origin: 'ebpf', host });
}

/** From 7.70 on a glob may have its `**` anywhere (spec/secl.md, Strings). */
const starsAnywhere = 70;

/** Whether what the agent complains of is something that agents of another version know. */
function isExplained({ state }: RuleVerdict, { facts }: RuleSet): boolean {
  if (state.status !== 'rejected') return true;
  const whole = catalogue('linux');
  const name = /field `([^`]*)` not found/.exec(state.agent)?.[1];
  if (name !== undefined) {
    const elsewhere =
      whole.field(name) ?? whole.legacy(name) ?? whole.constants.find((constant) => constant.name === name);
    return elsewhere !== undefined && facts.field(name) === undefined && facts.constant(name) === undefined;
  }
  return /`\*\*` is allowed only at the end/.test(state.agent) && facts.minor < starsAnywhere;
}

describe.skipIf(missing)('the released default policies', () => {
  it.each(policies)('%s is read without a complaint', (policy) => {
    const { problems, rules, macros } = read(policy);
    expect(problems).toEqual([]);
    expect(rules.length).toBeGreaterThan(150);
    expect(macros.length).toBeGreaterThan(30);
  });

  it.each(pairs)('$policy on $agent: no rule is rejected that the facts do not explain', (pair) => {
    const set = loaded(read(pair.policy), pair.agent);
    const unexplained = set.verdicts.filter((verdict) => !isExplained(verdict, set));
    expect(unexplained.map(({ id, state }) => [id, state])).toEqual([]);
    expect(set.rules.length).toBeGreaterThan(150);
  });

  it.each(pairs)(
    '$policy on $agent: every filter is decided, every macro compiles, no action is dropped',
    (pair) => {
      const { verdicts, failedMacros, dropped } = loaded(read(pair.policy), pair.agent);
      expect(verdicts.filter(({ state }) => state.status === 'undecided')).toEqual([]);
      expect({ failedMacros, dropped }).toEqual({ failedMacros: [], dropped: [] });
    },
  );

  it('1.69.3 on 7.68: what is rejected is exactly the rules that put `**` in the middle of a path', () => {
    const { verdicts } = loaded(read('1.69.3'), '7.68.0');
    const rejected = verdicts.filter(({ state }) => state.status === 'rejected').map(({ id }) => id);
    expect(rejected).toEqual(['credential_category_k8s', 'bulk_credential_harvesting']);
  });
});
