/**
 * Variables and their scopes (spec/secl.md, Variables). One value a scope instance: process by pid and comm, container
 * and cgroup by id. Values are kept with the time they were set, for `ttl`.
 */

import { type Undecided, undecided, type VariableSource } from '@secl/evaluation';
import {
  type Catalogue,
  type Event,
  isUnknown,
  type Minor,
  type Scalar,
  type SlotValue,
  type Value,
} from '@secl/model';
import type { VariableDefinition, VariableScope } from '@secl/policy';

/** Later agents read an unset variable's default in every scope, and inherit each variable by itself. */
const reworkedVariables: Minor = 74;

interface Stored {
  readonly value: Value | Undecided;
  readonly setAt: bigint | undefined;
  /** When each member of an array was added, in the order of `value`. */
  readonly addedAt: readonly (bigint | undefined)[];
}

type Instance = Map<string, Stored>;

interface ScopeSlots {
  readonly pid: number;
  readonly comm: number;
  readonly container: number;
  readonly cgroup: number;
  readonly cgroupInode: number;
  readonly cgroupMount: number;
  readonly ancestors: number;
  readonly ancestorPid: number;
  readonly ancestorComm: number;
}

export class Variables implements VariableSource {
  private readonly definitions: ReadonlyMap<string, VariableDefinition>;
  private readonly instances = new Map<string, Instance>();
  private readonly slots: ScopeSlots;
  private readonly minor: Minor;
  private now: bigint | undefined;

  constructor(definitions: ReadonlyMap<string, VariableDefinition>, catalogue: Catalogue, minor: Minor) {
    this.definitions = definitions;
    this.minor = minor;
    const slot = (...names: string[]): number =>
      names.map((name) => catalogue.field(name)?.slot).find((each) => each !== undefined) ?? -1;
    this.slots = {
      pid: slot('process.pid'),
      comm: slot('process.comm', 'process.file.name'),
      container: slot('container.id', 'process.container.id'),
      cgroup: slot('cgroup.id', 'process.cgroup.id'),
      cgroupInode: slot('cgroup.file.inode', 'process.cgroup.file.inode'),
      cgroupMount: slot('cgroup.file.mount_id', 'process.cgroup.file.mount_id'),
      ancestors: catalogue.iterators.find((each) => each.name === 'process.ancestors')?.index ?? -1,
      ancestorPid: slot('process.ancestors.pid'),
      ancestorComm: slot('process.ancestors.comm', 'process.ancestors.file.name'),
    };
  }

  /** The time of the event that is evaluated next: what `ttl` is measured against. */
  at(now: bigint | undefined): void {
    this.now = now ?? this.now;
  }

  read(name: string, event: Event): Value | Undecided {
    const given = event.variables?.get(name);
    if (given !== undefined) return given;
    if (name === 'process.pid') return known(event.slots[this.slots.pid] ?? 0, 'process.pid');
    if (name === 'builtins.uuid4') return undecided('builtins.uuid4');
    const definition = this.definitions.get(name);
    if (definition === undefined) return '';
    if (definition.scope === 'cgroup' && !this.hasCgroup(event)) return this.startOf(definition);
    const key = this.instanceKey(definition.scope, event);
    if (typeof key === 'object') return key;
    const instance = this.instances.get(key);
    const own = instance?.get(name);
    const value = own === undefined ? undefined : this.alive(own, definition);
    if (value !== undefined) return value;
    if (own === undefined && definition.scope === 'process' && definition.inherited) {
      const inherited = this.inherit(definition, instance, event);
      if (inherited !== undefined) return inherited;
    }
    return this.startOf(definition);
  }

  private startOf(definition: VariableDefinition): Value {
    if (definition.start !== undefined) return definition.start;
    if (definition.array) return [];
    return definition.type === 'int' ? 0 : definition.type === 'bool' ? false : '';
  }

  /**
   * A process that holds no variable at all reads from the nearest ancestor that holds any; later agents look for the
   * nearest that holds this one.
   */
  private inherit(
    definition: VariableDefinition,
    instance: Instance | undefined,
    event: Event,
  ): Value | Undecided | undefined {
    const later = this.minor >= reworkedVariables;
    if (!later && instance !== undefined && instance.size > 0) return undefined;
    for (const ancestor of event.elements[this.slots.ancestors] ?? []) {
      const pid = ancestor[this.slots.ancestorPid];
      const comm = ancestor[this.slots.ancestorComm];
      const held = this.instances.get(processKey(event.host, pid ?? 0, comm ?? ''));
      if (held === undefined || held.size === 0) continue;
      const stored = held.get(definition.name);
      if (stored === undefined && later) continue;
      return stored === undefined ? undefined : this.alive(stored, definition);
    }
    return event.unknown.goesOn[this.slots.ancestors] === true ? undecided('process.ancestors') : undefined;
  }

  /** Without what has outlived its ttl; undefined where nothing is left. */
  private alive(stored: Stored, definition: VariableDefinition): Value | Undecided | undefined {
    const { ttl } = definition;
    const { now } = this;
    if (ttl === undefined || ttl === 0n || now === undefined) return stored.value;
    const expired = (since: bigint | undefined): boolean => since !== undefined && now - since >= ttl;
    if (typeof stored.value !== 'object') return expired(stored.setAt) ? undefined : stored.value;
    if ('needs' in stored.value) return stored.value;
    return stored.value.filter((_, index) => !expired(stored.addedAt[index]));
  }

  /**
   * Sets a variable for the event's instance of its scope. Returns false where nothing can be stored: the rule's
   * remaining `set`s for this event are skipped then.
   */
  set(definition: VariableDefinition, append: boolean, value: Value | Undecided, event: Event): boolean {
    const key = this.instanceKey(definition.scope, event);
    if (typeof key === 'object') return true;
    if (definition.scope === 'cgroup' && !this.hasCgroup(event)) return false;
    const instance = this.instances.get(key) ?? new Map<string, Stored>();
    this.instances.set(key, instance);
    const before = instance.get(definition.name);
    instance.set(
      definition.name,
      definition.array || append ? this.added(definition, before, value) : this.scalar(value),
    );
    return true;
  }

  private scalar(value: Value | Undecided): Stored {
    return { value, setAt: this.now, addedAt: [] };
  }

  /** Arrays only grow, keep each member once, and lose the least recently added beyond their size. */
  private added(
    definition: VariableDefinition,
    before: Stored | undefined,
    value: Value | Undecided,
  ): Stored {
    if (typeof value === 'object' && 'needs' in value) return this.scalar(value);
    const start = before === undefined ? this.startOf(definition) : this.alive(before, definition);
    if (typeof start === 'object' && 'needs' in start) return this.scalar(start);
    const held: { member: Scalar; at: bigint | undefined }[] = (typeof start === 'object' ? start : []).map(
      (member) => {
        const index =
          typeof before?.value === 'object' && !('needs' in before.value) ? before.value.indexOf(member) : -1;
        return { member, at: before?.addedAt[index] };
      },
    );
    for (const member of typeof value === 'object' ? value : [value]) {
      const known = held.findIndex((each) => each.member === member);
      if (known >= 0) held.splice(known, 1);
      held.push({ member, at: this.now });
    }
    const kept = held.slice(-definition.size);
    return { value: kept.map((each) => each.member), setAt: this.now, addedAt: kept.map((each) => each.at) };
  }

  private hasCgroup(event: Event): boolean {
    return !isZero(event.slots[this.slots.cgroupInode]) || !isZero(event.slots[this.slots.cgroupMount]);
  }

  private instanceKey(scope: VariableScope, event: Event): string | Undecided {
    const { slots } = event;
    const keyed = (slot: number, needs: string): string | Undecided => {
      const value = slots[slot] ?? '';
      return isUnknown(value) ? undecided(needs) : `${scope}\u0000${event.host}\u0000${String(value)}`;
    };
    switch (scope) {
      case 'global':
        return `global\u0000${event.host}`;
      case 'process':
        return processKey(event.host, slots[this.slots.pid] ?? 0, slots[this.slots.comm] ?? '');
      case 'container':
        return keyed(this.slots.container, 'container.id');
      case 'cgroup':
        return keyed(this.slots.cgroup, 'cgroup.id');
    }
  }
}

/** An unknown name of a process is one name: better than to lose the process. */
function processKey(host: string, pid: SlotValue, comm: SlotValue): string {
  const text = (value: SlotValue): string => (isUnknown(value) ? '?' : String(value));
  return `process\u0000${host}\u0000${text(pid)}\u0000${text(comm)}`;
}

function known(value: SlotValue, field: string): Value | Undecided {
  return isUnknown(value) ? undecided(field) : value;
}

function isZero(value: SlotValue | undefined): boolean {
  return value === undefined || value === 0 || value === '';
}
