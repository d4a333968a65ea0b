/**
 * Variables and their scopes (spec/secl.md, Variables). One value a scope instance: process by pid and comm, container
 * and cgroup by id. Values are kept with the time they were set, for `ttl`.
 */
import { merge, type Undecided, undecided, type VariableSource } from '@secl/evaluation';
import {
  type Catalogue,
  type Event,
  isUnknown,
  type Minor,
  type SlotValue,
  UNKNOWN,
  type Value,
} from '@secl/model';
import type { VariableDefinition } from '@secl/policy';
import { type InstanceKey, processKey, rememberingProcessKey } from './instance-key.ts';
import { type Whereabouts, whereaboutsIn } from './process-keys.ts';
import { addMember, alive, isUndecidedValue, type Stored } from './stored.ts';

/** Later agents read an unset variable's default in every scope, and inherit each variable by itself. */
export const reworkedVariables: Minor = 74;

type Instance = Map<string, Stored>;

/** What a `set` does. */
export interface Setting {
  readonly definition: VariableDefinition;
  readonly append: boolean;
  /** The value; what is missing to know it. */
  readonly value: Value | Undecided;
  /** Why it is not sure that the variable is set at all. */
  readonly doubt: Undecided | undefined;
  /** Another process than the event's, whose variable is set. */
  readonly process: OtherProcess | undefined;
}

export interface OtherProcess {
  readonly pid: SlotValue;
  /** Undefined where the event does not say it. */
  readonly comm: SlotValue | undefined;
}

/** Instances of scopes that hold variables at a time. Agents forget a process when it and its children are gone. */
const keptInstances = 100_000;

const moreAncestors = undecided('process.ancestors');

export class Variables implements VariableSource {
  private readonly definitions: ReadonlyMap<string, VariableDefinition>;
  private readonly instances = new Map<string, Instance>();
  /** Variables that were set in an instance nobody knows: host, scope and name → what is missing. */
  private readonly setSomewhere = new Map<string, Undecided>();
  private readonly slots: Whereabouts;
  private readonly reworked: boolean;
  /** By host and PID, the key of the process that had a variable set last: what a PID alone means. */
  private readonly lastWithPid = new Map<string, string>();
  private readonly ownKey = rememberingProcessKey();
  private readonly ancestorKeys: (typeof processKey)[] = [];
  private now: bigint | undefined;
  private uuids = 0;

  constructor(definitions: ReadonlyMap<string, VariableDefinition>, catalogue: Catalogue, minor: Minor) {
    this.definitions = definitions;
    this.reworked = minor >= reworkedVariables;
    this.slots = whereaboutsIn(catalogue);
  }

  /** The time of the event that is evaluated next: what `ttl` is measured against. */
  at(now: bigint | undefined): void {
    this.now = now;
  }

  /** As if nothing had been set. */
  forget(): void {
    this.instances.clear();
    this.setSomewhere.clear();
    this.lastWithPid.clear();
    this.now = undefined;
    this.uuids = 0;
  }

  read(name: string, event: Event): Value | Undecided {
    const given = event.variables?.get(name);
    if (given !== undefined) return given;
    if (name === 'process.pid') return known(event.slots[this.slots.pid] ?? 0, name);
    if (name === 'builtins.uuid4') return this.nextUuid();
    const definition = this.definitions.get(name);
    if (definition === undefined) return '';
    if (definition.scope === 'cgroup' && this.hasCgroup(event) === false) return this.startOf(definition);
    const key = this.keyOf(definition, event);
    if ('needs' in key) return key;
    const instance = this.instanceOf(key);
    const own = instance?.get(name);
    const value = own === undefined ? undefined : alive(own, definition, this.now);
    if (value !== undefined) return value;
    const elsewhere = this.setSomewhere.get(somewhere(definition, event));
    if (elsewhere !== undefined) return elsewhere;
    const inherited =
      own === undefined && definition.inherited ? this.inherit(definition, instance, event) : undefined;
    return inherited ?? this.startOf(definition);
  }

  /** Agents draw one; these are counted, so that the same recording gives the same report. No two are equal either. */
  private nextUuid(): string {
    this.uuids++;
    return `00000000-0000-4000-8000-${this.uuids.toString(16).padStart(12, '0')}`;
  }

  private startOf(definition: VariableDefinition): Value {
    const start = (this.reworked ? definition.default : undefined) ?? definition.start;
    if (start !== undefined) return start;
    if (definition.array) return [];
    return definition.type === 'int' ? 0 : definition.type === 'bool' ? false : '';
  }

  /**
   * A process that holds no variable at all reads from the nearest ancestor that holds any; later agents look for the
   * nearest that holds this one.
   */
  private inherit(
    definition: VariableDefinition,
    own: Instance | undefined,
    event: Event,
  ): Value | Undecided | undefined {
    if (!this.reworked) {
      const holds = holdsAny(own);
      if (holds !== false) return holds === true ? undefined : holds;
    }
    for (const [index, ancestor] of (event.elements[this.slots.ancestors] ?? []).entries()) {
      const pid = ancestor[this.slots.ancestorPid] ?? 0;
      const comm = ancestor[this.slots.ancestorComm] ?? '';
      const key = this.keyOfAncestor(index)(event.host, pid, comm);
      if ('needs' in key) return key;
      const instance = this.instanceOf(key);
      const stored = instance?.get(definition.name);
      if (stored !== undefined) return alive(stored, definition, this.now);
      if (this.reworked) continue;
      const holds = holdsAny(instance);
      if (holds !== false) return holds === true ? undefined : holds;
    }
    return event.unknown.goesOn[this.slots.ancestors] === true ? moreAncestors : undefined;
  }

  /**
   * Sets a variable for the event's instance of its scope. Returns false where nothing can be stored: the rule's
   * remaining `set`s for this event are skipped then.
   */
  set(setting: Setting, event: Event): boolean {
    const { definition } = setting;
    const inCgroup = definition.scope === 'cgroup' ? this.hasCgroup(event) : true;
    if (inCgroup === false) return false;
    const doubt = inCgroup === true ? setting.doubt : inCgroup;
    const key = this.keyOf(definition, event, setting.process);
    if ('needs' in key) {
      this.setInUnknownInstance(definition, event, doubt === undefined ? key : merge(key, doubt));
      return true;
    }
    const instance = this.instanceToSet(key);
    const before = instance.get(definition.name);
    instance.set(definition.name, this.after(before, { ...setting, doubt }));
    return true;
  }

  private instanceToSet({ key, nameless }: InstanceKey): Instance {
    const known = this.instances.get(key);
    if (known !== undefined) return known;
    // What was set by a PID alone is this process's, now that it has a name.
    const instance = this.instanceOf({ key, nameless }) ?? new Map<string, Stored>();
    if (nameless !== undefined) {
      this.instances.delete(nameless);
      this.lastWithPid.set(nameless, key);
    }
    this.instances.set(key, instance);
    if (this.instances.size > keptInstances) this.forgetOldest();
    return instance;
  }

  /** Of very many processes, those whose variables were made first are gone: a long replay stays small. */
  private forgetOldest(): void {
    for (const key of this.instances.keys()) {
      if (!key.startsWith('process\u0000')) continue;
      this.instances.delete(key);
      this.lastWithPid.delete(key.slice(0, key.lastIndexOf('\u0000') + 1));
      return;
    }
  }

  /** Of a process also what was set for it by its PID alone. */
  private instanceOf({ key, nameless }: InstanceKey): Instance | undefined {
    return this.instances.get(key) ?? (nameless === undefined ? undefined : this.instances.get(nameless));
  }

  private after(before: Stored | undefined, { definition, append, value, doubt }: Setting): Stored {
    const { now } = this;
    if (!definition.array && !append) {
      const same = doubt !== undefined && before !== undefined && before.value === value;
      // Set again to what it is: that it may not have been set changes nothing, as long as it does not expire.
      if (same && definition.ttl === undefined) return before;
      return { value: doubt ?? value, setAt: now, addedAt: [] };
    }
    if (doubt !== undefined || isUndecidedValue(value))
      return { value: doubt ?? value, setAt: now, addedAt: [] };
    const start: Stored = before ?? { value: this.startOf(definition), setAt: undefined, addedAt: [] };
    return addMember(start, typeof value === 'object' ? value : [value], definition, now);
  }

  /** Any instance may be the one: all of them are unknown from now on, until they are set for certain. */
  private setInUnknownInstance(definition: VariableDefinition, event: Event, needs: Undecided): void {
    this.setSomewhere.set(somewhere(definition, event), needs);
    const prefix = instancePrefix(definition, event);
    for (const [key, instance] of this.instances) {
      if (key.startsWith(prefix) && instance.has(definition.name))
        instance.set(definition.name, { value: needs, setAt: this.now, addedAt: [] });
    }
  }

  /** A cgroup without a file holds no variables. */
  private hasCgroup(event: Event): boolean | Undecided {
    const inode = event.slots[this.slots.cgroupInode];
    const mount = event.slots[this.slots.cgroupMount];
    if (isGiven(inode) || isGiven(mount)) return true;
    if (inode !== undefined && isUnknown(inode)) return undecided('cgroup.file.inode');
    return mount !== undefined && isUnknown(mount) ? undecided('cgroup.file.mount_id') : false;
  }

  private keyOf(definition: VariableDefinition, event: Event, other?: OtherProcess): InstanceKey | Undecided {
    const { slots } = event;
    const identified = (slot: number, needs: string): InstanceKey | Undecided => {
      const value = slots[slot] ?? '';
      if (isUnknown(value)) return undecided(needs);
      return { key: `${instancePrefix(definition, event)}${String(value)}`, nameless: undefined };
    };
    switch (definition.scope) {
      case 'global':
        return { key: instancePrefix(definition, event), nameless: undefined };
      case 'process':
        return other === undefined ? this.keyOfOwn(event) : this.keyOfOther(other, event);
      case 'container':
        return identified(this.slots.container, 'container.id');
      case 'cgroup':
        return identified(this.slots.cgroup, 'cgroup.id');
    }
  }

  private keyOfOwn({ host, slots }: Event): InstanceKey | Undecided {
    return this.ownKey(host, slots[this.slots.pid] ?? 0, slots[this.slots.comm] ?? '');
  }

  /** By the name that the event gives it, or that of its own process or ancestor with that PID, or the last known. */
  private keyOfOther({ pid, comm }: OtherProcess, event: Event): InstanceKey | Undecided {
    if (pid === event.slots[this.slots.pid]) return this.keyOfOwn(event);
    const { ancestors, ancestorPid, ancestorComm } = this.slots;
    const ancestor = event.elements[ancestors]?.find((each) => each[ancestorPid] === pid);
    const key = processKey(event.host, pid, comm ?? ancestor?.[ancestorComm] ?? UNKNOWN);
    return 'needs' in key ? key : { ...key, key: this.lastWithPid.get(key.key) ?? key.key };
  }

  private keyOfAncestor(index: number): typeof processKey {
    const known = this.ancestorKeys[index] ?? rememberingProcessKey();
    this.ancestorKeys[index] = known;
    return known;
  }
}

function instancePrefix({ scope }: VariableDefinition, { host }: Event): string {
  return `${scope}\u0000${host}\u0000`;
}

function somewhere(definition: VariableDefinition, event: Event): string {
  return instancePrefix(definition, event) + definition.name;
}

/** Whether a process has variables; it is not known where all that it has may never have been set. */
function holdsAny(instance: Instance | undefined): boolean | Undecided {
  let doubt: Undecided | undefined;
  for (const { value } of instance?.values() ?? []) {
    if (!isUndecidedValue(value)) return true;
    doubt ??= value;
  }
  return doubt ?? false;
}

function known(value: SlotValue, field: string): Value | Undecided {
  return isUnknown(value) ? undecided(field) : value;
}

function isGiven(value: SlotValue | undefined): boolean {
  return value !== undefined && !isUnknown(value) && value !== 0 && value !== '';
}
