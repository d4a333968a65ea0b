/** Hosts are judged together where they cannot differ. Whether that is so: each of many is loaded for by itself as well. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess, fleetPolicyOf, readInventory } from '@secl/fleet';
import { parseAgentVersion } from '@secl/model';
import { load, readCarrier, type Target } from '@secl/policy';
import { describeTarget, type TargetDescription } from '@secl/workspace';
import { describe, expect, it } from 'vitest';

const released = join(import.meta.dirname, '../../../shared/fetched/datadog/default-policies/1.69.3.policy');
const missing = !existsSync(released);
if (missing) console.warn('The released default policy is not here: its test is skipped.');

/** Filters on facts of many kinds, and on agents down to the patch release. */
const ours = `macros:
  - id: newer
    expression: process.file.name == "x"
    filters: ['kernel.version.major >= 5 && kernel.version.minor >= 10']
rules:
  - {id: patch, expression: exec.file.name == "a", agent_version: '>= 7.68.2'}
  - {id: either, expression: exec.file.name == "a", filters: [os.is_rhel, 'kernel.version.major == 6']}
  - {id: twice, expression: exec.file.name == "a", agent_version: '< 7.60'}
  - {id: twice, expression: connect.addr.port == 1, agent_version: '>= 7.60'}
  - {id: by_macro, expression: exec.file.name == "b" && newer}
  - {id: by_origin, expression: exec.file.name == "b", filters: ['origin == "ebpfless"']}
  - {id: by_name, expression: exec.file.name == "b", filters: ['hostname == "host-3"']}
  - {id: dns, expression: dns.question.length > 60}
`;

const versions = ['7.40.0', '7.50.1', '7.59.9', '7.60.0', '7.68.1', '7.68.2', '7.68.3', '7.83.0', ''];
const kernels = ['', '4.19', '5.4.0-1', '5.10.0-1', '5.15.0-1051-aws', '6.1.2'];
const distributions = ['', 'ubuntu 22.04', 'rhel 8', 'amzn 2', 'sles 15'];
const pick = <Item>(items: readonly Item[], seed: number): Item => items[seed % items.length] as Item;

interface Host {
  readonly name: string;
  readonly agent: string;
  readonly kernel: string;
  readonly distro: string;
  readonly origin: 'ebpf' | 'ebpfless';
}

/** Numbers without a common divisor walk through all combinations. */
const hosts: readonly Host[] = Array.from({ length: 120 }, (_, index) => ({
  name: `host-${index}`,
  agent: pick(versions, index),
  kernel: pick(kernels, Math.floor(index / 2)),
  distro: pick(distributions, Math.floor(index / 3)),
  origin: index % 7 === 0 ? 'ebpfless' : 'ebpf',
}));

function targetOf({ name, agent, kernel, distro, origin }: Host): Target {
  const described = describeTarget({
    os: 'linux',
    origin,
    ...(kernel === '' ? {} : { kernel }),
    ...(distro === '' ? {} : { distro }),
    facts: new Map([['hostname', name]]),
  } satisfies TargetDescription);
  if (!described.ok) throw new Error(described.message);
  return { ...described.value.target, agentVersion: parseAgentVersion(agent) };
}

/** As the report names what becomes of a rule; silent and live are the same to an agent. */
function loadedFor(host: Host, name: string, text: string): Readonly<Record<string, string>> {
  const order = ['loaded', 'undecided', 'rejected', 'filtered'];
  const states: Record<string, string> = {};
  for (const { id, state } of load(
    readCarrier(name, text, {}).map(({ file }) => file),
    targetOf(host),
  ).verdicts) {
    const known = states[id];
    if (known === undefined || order.indexOf(state.status) < order.indexOf(known)) states[id] = state.status;
  }
  return states;
}

async function reportedFor(name: string, text: string) {
  const rows = hosts.map((host) => [host.name, host.agent, host.kernel, host.distro, host.origin].join(','));
  const csv = ['hostname,agent_version,kernel,distro,origin', ...rows].join('\n');
  const inventory = await readInventory([{ name: 'hosts.csv', texts: once(csv) }]);
  const policies = readCarrier(name, text, {}).map(fleetPolicyOf);
  return assess(inventory, policies, { describe: (description) => describeTarget(description) });
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function expectSame(name: string, text: string, checked: readonly Host[]): Promise<void> {
  const report = await reportedFor(name, text);
  for (const host of checked) {
    const reported = report.hosts.find((each) => each.name === host.name);
    const outcomes = report.profiles[reported?.profile ?? -1]?.outcomes ?? [];
    const states = report.rules.map(({ id }, index) => {
      const status = report.outcomes[outcomes[index] ?? -1]?.status;
      return [id, status === 'live' || status === 'silent' ? 'loaded' : status];
    });
    expect({ host, states: Object.fromEntries(states) }).toEqual({
      host,
      states: loadedFor(host, name, text),
    });
  }
}

describe('a host of a fleet has what loading for it alone gives', () => {
  it('with filters on everything', () => expectSame('ours.policy', ours, hosts));

  it.skipIf(missing)('with a released default policy', () =>
    expectSame(
      'default.policy',
      missing ? '' : readFileSync(released, 'utf8'),
      hosts.filter((_, index) => index % 13 === 0),
    ),
  );
});
