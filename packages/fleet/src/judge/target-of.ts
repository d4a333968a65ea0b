/** What is known of a host as a target to load for. */

import { type AgentVersion, catalogue } from '@secl/model';
import type { Target } from '@secl/policy';
import type { FleetMember } from '../inventory/inventory.ts';
import { type System, systemOf } from '../inventory/systems.ts';
import type { Tally } from '../inventory/tally.ts';
import { versionIn } from '../inventory/written-version.ts';

/** A host as people describe it. */
export interface HostDescription {
  readonly os?: string | undefined;
  readonly origin?: string | undefined;
  readonly kernel?: string | undefined;
  readonly distro?: string | undefined;
  readonly facts?: ReadonlyMap<string, string> | undefined;
}

/** The target that a description means, or what in it means nothing. Callers bring it: `workspace` knows how. */
export type DescribeHost = (
  description: HostDescription,
) =>
  | { readonly ok: true; readonly value: { readonly target: Target } }
  | { readonly ok: false; readonly key: string; readonly message: string };

/** Which parts of a description some filter of the policies asks for; the others tell no hosts apart. */
export interface Asked {
  readonly kernel: boolean;
  readonly distro: boolean;
  readonly hostname: boolean;
}

/** Why no rule can be there. */
export type Unprotected = 'no-agent' | 'feature-off';

export function unprotected(member: FleetMember): Unprotected | undefined {
  const { agent, feature, os } = member.facts;
  if (agent?.value === 'none') return 'no-agent';
  if (feature?.value === 'off') return 'feature-off';
  if (os !== undefined && systemOf(os.value)?.kind === 'unwatched') return 'feature-off';
  if (member.kind === 'task' && member.wrapped === false) return 'feature-off';
  return undefined;
}

export class Targets {
  readonly #describe: DescribeHost;
  readonly #asked: Asked;
  readonly #tally: Tally;
  readonly #made = new Map<string, Target>();
  readonly #systems = new Map<string, System['kind'] | 'unknown'>();
  readonly #versions = new Map<string, AgentVersion | undefined>();

  constructor(describe: DescribeHost, asked: Asked, tally: Tally) {
    this.#describe = describe;
    this.#asked = asked;
    this.#tally = tally;
  }

  /** Equal for members that cannot differ: the same object. */
  of(member: FleetMember): Target {
    const { facts, kind, name } = member;
    const os = this.#platformOf(member);
    const description = {
      os,
      origin: os === 'windows' ? undefined : (facts.origin?.value ?? (kind === 'task' ? 'ebpfless' : 'ebpf')),
      kernel: this.#asked.kernel ? facts.kernel?.value : undefined,
      distro: this.#asked.distro ? facts.distro?.value : undefined,
    };
    const hostname = this.#asked.hostname && kind === 'host' ? name : '';
    const agent = facts.agent?.value ?? '';
    const disabled = facts.disabled_event_types?.value ?? '';
    const key = [...Object.values(description), agent, disabled, hostname].join('\u0000');
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const target = this.#describeOrLess(description, hostname, name);
    const version = this.version(agent, name, target.platform);
    const types = new Set(disabled.split(/[\s,;]+/).filter((type) => type !== ''));
    const made = {
      ...target,
      agentVersion: version,
      ...(types.size > 0 ? { disabledEventTypes: types } : {}),
    };
    this.#made.set(key, made);
    return made;
  }

  /** Linux, where nothing better is known, which is said. */
  #platformOf({ facts: { os }, kind, name }: FleetMember): 'linux' | 'windows' {
    if (os === undefined) {
      if (kind === 'host') this.#tally.add('fleet/assumed-os', { name });
      return 'linux';
    }
    const known = this.#systems.get(os.value) ?? systemOf(os.value)?.kind ?? 'unknown';
    this.#systems.set(os.value, known);
    if (known === 'unknown') this.#tally.add('fleet/unknown-os', { name, os: os.value });
    if (known === 'unwatched') this.#tally.add('fleet/unwatched-os', { name, os: os.value });
    return known === 'windows' ? 'windows' : 'linux';
  }

  /** Nothing where it is unknown, or cannot be read, which is said. */
  version(text: string, name: string, platform: Target['platform']): AgentVersion | undefined {
    if (text === '' || text === 'none') return undefined;
    if (this.#versions.has(text)) return this.#versions.get(text);
    const version = versionIn(text);
    this.#versions.set(text, version);
    const { firstMinor, lastMinor } = catalogue(platform);
    const range = `7.${firstMinor} to 7.${lastMinor}`;
    if (version === undefined) this.#tally.add('fleet/unknown-version', { version: text, name });
    else if (version.major !== 7 || version.minor < firstMinor || version.minor > lastMinor)
      this.#tally.add('fleet/unsupported-version', { version: text, name, range });
    return version;
  }

  /** A part that means nothing is said and left out, and with it what depends on it is undecided. */
  #describeOrLess(description: HostDescription, hostname: string, name: string): Target {
    let current =
      hostname === '' ? description : { ...description, facts: new Map([['hostname', hostname]]) };
    for (;;) {
      const described = this.#describe(current);
      if (described.ok) return described.value.target;
      const { [described.key as keyof HostDescription]: said, ...rest } = current;
      if (said === undefined) throw new Error(`a host cannot be described: ${described.message}`);
      this.#tally.add('fleet/unknown-fact', { name, reason: described.message });
      current = rest;
    }
  }
}
