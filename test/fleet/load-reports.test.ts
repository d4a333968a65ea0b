/** Nine released agents as a fleet: what is predicted for them is what they reported. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess, type FleetReport, fleetPolicyOf, readInventory } from '@secl/fleet';
import { readCarrier, readPolicy } from '@secl/policy';
import { describeTarget } from '@secl/workspace';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../shared/fetched/datadog/agent-load-oracle');
const missing = !existsSync(folder);
if (missing) console.warn('The load reports of released agents are not here: their tests are skipped.');
const commits = missing ? [] : readdirSync(folder);
const expected = '.expected';

const read = (commit: string, file: string): string => readFileSync(join(folder, commit, file), 'utf8');
const versionsOf = (commit: string): readonly string[] =>
  readdirSync(join(folder, commit)).flatMap((name) =>
    name.endsWith(expected) ? [name.slice(0, -expected.length)] : [],
  );

/** What the agent would have sent as `ruleset_loaded`: an error for each rule that its report names; the rest loads. */
function rulesetLoaded(commit: string, version: string): string {
  const text = read(commit, version + expected);
  const errors = new Map(
    [...text.matchAll(/rule `([^`]*)` definition error: (.*)/g)].map(([, id = '', reason = '']) => [
      id,
      reason,
    ]),
  );
  const ids = readPolicy('default.policy', read(commit, 'default.policy')).rules.map(
    ({ id }) => id?.value ?? '',
  );
  const rules = ids.map((id) => {
    const message = errors.get(id);
    return message === undefined ? { id, status: 'loaded' } : { id, status: 'error', message };
  });
  return JSON.stringify({
    hostname: `host-${version}`,
    agent: { rule_id: 'ruleset_loaded', version, os: 'linux' },
    policies: [{ name: 'default.policy', version: '1', source: 'bundled', rules }],
  });
}

async function fleetOf(commit: string, events: readonly string[]): Promise<FleetReport> {
  const csv = [
    'hostname,agent_version,os',
    ...versionsOf(commit).map((version) => `host-${version},${version},linux`),
  ];
  const inventory = await readInventory([
    { name: 'hosts.csv', texts: once(csv.join('\n')) },
    { name: 'events.jsonl', texts: once(events.join('\n')) },
  ]);
  const policies = readCarrier('default.policy', read(commit, 'default.policy'), {}).map(fleetPolicyOf);
  return assess(inventory, policies, { describe: (description) => describeTarget(description) });
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

describe.skipIf(missing)('a fleet of nine released agents', () => {
  it.each(commits)(
    '%s: every rule is in error where the agent reported it, and live elsewhere',
    async (commit) => {
      const versions = versionsOf(commit);
      const report = await fleetOf(
        commit,
        versions.map((version) => rulesetLoaded(commit, version)),
      );
      expect(report.summary.hosts).toBe(9);
      expect(report.differences).toEqual([]);
    },
  );

  it.each(commits)(
    '%s: a rule that loads in truth and not here would be told, with its cause',
    async (commit) => {
      const [version = ''] = versionsOf(commit);
      const event = rulesetLoaded(commit, version).replaceAll('"status":"error"', '"status":"loaded"');
      const { differences } = await fleetOf(commit, [event]);
      const errors = [...read(commit, version + expected).matchAll(/rule `([^`]*)` definition error/g)];
      expect(differences.filter(({ real }) => real === 'loaded')).toHaveLength(errors.length);
      expect(differences.every(({ names }) => names.includes(`host-${version}`))).toBe(true);
    },
  );
});
