/** For tests: inventories and reports of texts. */
import { readCarrier, type Target } from '@secl/policy';
import type { Inventory } from './inventory/inventory.ts';
import { readInventory } from './inventory/read-inventory.ts';
import type { DescribeHost } from './judge/target-of.ts';
import { type FleetPolicy, fleetPolicyOf } from './policies/fleet-policy.ts';
import { assess } from './report/assess.ts';
import type { AssessOptions } from './report/options.ts';
import type { FleetReport, Outcome } from './report/report.ts';

/** In portions of seven characters: no reader may rely on where they end. */
export async function* inPieces(text: string, size = 7): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
}

export function inventoryOf(files: Readonly<Record<string, string>>): Promise<Inventory> {
  return readInventory(Object.entries(files).map(([name, text]) => ({ name, texts: inPieces(text) })));
}

/** What `workspace` does, for kernels written as two numbers. */
export const describeHost: DescribeHost = ({ os, origin, kernel, facts }) => {
  const host = new Map<string, string | number>([['os', os ?? 'linux'], ...(facts ?? [])]);
  if (kernel !== undefined) {
    const [major, minor] = kernel.split('.').map(Number);
    if (major === undefined || Number.isNaN(major))
      return { ok: false, key: 'kernel', message: `\`${kernel}\` is not a kernel version` };
    host.set('kernel.version.major', major);
    if (minor !== undefined) host.set('kernel.version.minor', minor);
  }
  const platform = os === 'windows' ? 'windows' : 'linux';
  const from: Target['origin'] =
    platform === 'windows' ? 'windows' : origin === 'ebpfless' ? 'ebpfless' : 'ebpf';
  host.set('origin', from);
  return { ok: true, value: { target: { platform, agentVersion: undefined, origin: from, host } } };
};

export function policiesOf(files: Readonly<Record<string, string>>): readonly FleetPolicy[] {
  return Object.entries(files).flatMap(([name, text]) => readCarrier(name, text, {}).map(fleetPolicyOf));
}

/** Rules by id, as a policy file: an expression, or what else stands in the rule. */
export function policy(rules: Readonly<Record<string, string>>): string {
  const items = Object.entries(rules).map(([id, body]) => {
    const lines = body.includes(': ') ? body.split('\n') : [`expression: ${body}`];
    return `  - id: ${id}\n${lines.map((line) => `    ${line}\n`).join('')}`;
  });
  return `rules:\n${items.join('')}`;
}

export async function reportOf(
  hosts: string,
  rules: Readonly<Record<string, string>> | readonly FleetPolicy[],
  options: Partial<AssessOptions> = {},
): Promise<FleetReport> {
  const inventory = await inventoryOf({ 'hosts.csv': hosts });
  const policies = Array.isArray(rules)
    ? (rules as readonly FleetPolicy[])
    : policiesOf({ 'a.policy': policy(rules as Readonly<Record<string, string>>) });
  return assess(inventory, policies, { describe: describeHost, ...options });
}

/** What becomes of a rule on a host or task. */
export function outcomeOn(report: FleetReport, name: string, rule: string): Outcome | undefined {
  const member = [...report.hosts, ...report.tasks].find((each) => each.name === name);
  const profile = report.profiles[member?.profile ?? -1];
  const index = report.rules.findIndex(({ id }) => id === rule);
  return report.outcomes[profile?.outcomes[index] ?? -1];
}
