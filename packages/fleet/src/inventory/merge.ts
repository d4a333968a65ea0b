/** Inventories into one, by the names of hosts and the ARNs of tasks. The first that says something is believed. */
import { compareAgentVersions } from '@secl/model';
import type { Fact, FactName, Facts, FleetMember } from './inventory.ts';
import type { NodeSaid, Observation } from './said.ts';
import { systemOf } from './systems.ts';
import type { Tally } from './tally.ts';
import { versionIn, writtenVersion } from './written-version.ts';

/** A member while records of it may still come. */
export interface Growing {
  readonly kind: 'host' | 'task';
  name: string;
  readonly facts: Partial<Record<FactName, Fact>>;
  readonly tags: Set<string>;
  allTags: boolean;
  readonly sources: number[];
  wrapped: boolean | undefined;
  node: NodeSaid | undefined;
  definition: string;
}

export interface Origin {
  readonly source: number;
  readonly file: string;
  readonly line: number | null;
}

export class Merger {
  readonly #members = new Map<string, Growing>();
  /** Names and aliases, by kind. */
  readonly #names = new Map<string, Growing>();
  /** Those that go by what people call them. */
  readonly #called = new Set<Growing>();
  /** Equal facts of a source are one object: most hosts have the version of many. */
  readonly #facts = new Map<string, Fact>();
  readonly #tally: Tally;
  readonly #sourceNames: readonly string[];

  constructor(tally: Tally, sourceNames: readonly string[]) {
    this.#tally = tally;
    this.#sourceNames = sourceNames;
  }

  /** `again`: whether it is no mistake where a file names a member twice. */
  add(observation: Observation, origin: Origin, again = false): Growing {
    const { kind, name, aliases, called } = observation;
    const names = [name, ...aliases].map((each) => `${kind} ${each.toLowerCase()}`);
    const known =
      names.map((each) => this.#names.get(each)).find((each) => each !== undefined) ??
      this.#namedSo(kind, called);
    const member = known ?? this.#create(kind, name);
    for (const each of names) if (!this.#names.has(each)) this.#names.set(each, member);
    // A pod on Fargate and its node are one task, which the same file lists under both names.
    const isOtherName = kind === 'task' && member.name.toLowerCase() !== (called ?? name).toLowerCase();
    if (member.sources.includes(origin.source)) {
      if (!again && !isOtherName) this.#tally.add('fleet/doubled-host', { name }, origin.file, origin.line);
    } else member.sources.push(origin.source);
    if (called !== undefined) this.#call(member, called, name);
    this.#learn(member, observation, origin);
    return member;
  }

  /** Another inventory may have what people call it for its name; one that is called so too is another. */
  #namedSo(kind: 'host' | 'task', called: string | undefined): Growing | undefined {
    const found = called === undefined ? undefined : this.find(kind, called);
    return found === undefined || this.#called.has(found) ? undefined : found;
  }

  /** By what people call it; by its own name beside that where another is called so. */
  #call(member: Growing, called: string, name: string): void {
    const key = `${member.kind} ${called.toLowerCase()}`;
    const other = this.#names.get(key);
    if (other === undefined) this.#names.set(key, member);
    this.#called.add(member);
    member.name = other === undefined || other === member ? called : `${called} (${name})`;
  }

  find(kind: 'host' | 'task', name: string): Growing | undefined {
    return this.#names.get(`${kind} ${name.toLowerCase()}`);
  }

  all(): readonly Growing[] {
    return [...this.#members.values()];
  }

  /** What nobody says yet is said now. */
  suppose(member: Growing, name: FactName, value: string, source: number): void {
    member.facts[name] ??= this.#fact(value, source);
  }

  #create(kind: 'host' | 'task', name: string): Growing {
    const member: Growing = {
      kind,
      name,
      facts: {},
      tags: new Set(),
      allTags: false,
      sources: [],
      wrapped: undefined,
      node: undefined,
      definition: '',
    };
    this.#members.set(`${kind} ${name}`, member);
    return member;
  }

  #learn(member: Growing, { facts, tags, allTags, wrapped }: Observation, origin: Origin): void {
    for (const [key, value] of Object.entries(understood(facts))) {
      const name = key as FactName;
      const known = member.facts[name];
      if (known === undefined || isMorePrecise(value, known.value))
        member.facts[name] = this.#fact(value, origin.source);
      else if (!agree(name, known.value, value)) {
        const source = this.#sourceNames[known.source] ?? '';
        const values = {
          name: member.name,
          fact: inWords[name] ?? name,
          first: known.value,
          second: value,
          source,
        };
        this.#tally.add('fleet/clashing-facts', values, origin.file, origin.line);
      }
    }
    for (const tag of tags) member.tags.add(tag);
    member.allTags ||= allTags;
    member.wrapped ??= wrapped;
  }

  #fact(value: string, source: number): Fact {
    const key = `${source} ${value}`;
    const known = this.#facts.get(key);
    if (known !== undefined) return known;
    const made = { value, source };
    this.#facts.set(key, made);
    return made;
  }
}

/** Facts as the rest of the room knows them, however the inventory writes them. */
function understood(facts: Observation['facts']): Observation['facts'] {
  const { agent, os, distro } = facts;
  if (agent === undefined && os === undefined) return facts;
  const system = os === undefined ? undefined : systemOf(os);
  const named = system?.kind === 'linux' ? (distro ?? system.distro) : distro;
  return {
    ...facts,
    ...(agent === undefined
      ? {}
      : { agent: agent.toLowerCase() === 'none' ? 'none' : writtenVersion(agent) }),
    ...(system?.kind === 'linux' ? { os: 'linux' } : {}),
    ...(system?.kind === 'windows' ? { os: 'windows' } : {}),
    ...(named === undefined ? {} : { distro: named }),
  };
}

const inWords: Readonly<Partial<Record<FactName, string>>> = {
  os: 'operating system',
  agent: 'agent version',
  distro: 'distribution',
  feature: 'switch of Workload Protection',
  remote_config: 'switch of remote configuration',
  disabled_event_types: 'list of disabled event types',
};

/** `5.15.0-1051-aws` says all that `5.15` says, and more. */
function isMorePrecise(value: string, known: string): boolean {
  return (
    value.length > known.length && value.startsWith(known) && !/[A-Za-z0-9]/.test(value[known.length] ?? '')
  );
}

function agree(name: FactName, a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase() || isMorePrecise(a, b)) return true;
  if (name !== 'agent') return false;
  const [first, second] = [versionIn(a), versionIn(b)];
  return first !== undefined && second !== undefined && compareAgentVersions(first, second) === 0;
}

export function finished({ name, kind, facts, tags, allTags, sources, wrapped }: Growing): FleetMember {
  const member = { name, facts: facts as Facts, tags: [...tags].sort(), allTags, sources };
  return kind === 'host' ? { kind, ...member } : { kind, ...member, wrapped };
}
