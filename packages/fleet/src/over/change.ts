/** What if: a fleet in which something is different. */

import type { Fact, FactName, FleetMember, Host, Inventory, Source, Task } from '../inventory/inventory.ts';
import { systemOf } from '../inventory/systems.ts';
import { versionIn } from '../inventory/written-version.ts';
import { type Selection, selectionOf } from './selection.ts';

export type Change =
  | {
      readonly kind: 'set';
      readonly text: string;
      readonly select: Selection;
      readonly fact: FactName;
      readonly value: string;
    }
  | { readonly kind: 'drop'; readonly text: string; readonly select: Selection };

const settable: readonly FactName[] = [
  'agent',
  'os',
  'kernel',
  'distro',
  'origin',
  'feature',
  'remote_config',
  'cluster',
  'disabled_event_types',
];

export type ReadChange =
  | { readonly ok: true; readonly change: Change }
  | { readonly ok: false; readonly message: string };

/** `cluster:prod-eu:agent=7.78`; `agent=7.78` for all that have one, `agent:none:agent=7.78` where none runs. */
export function readSet(text: string): ReadChange {
  const match = /^(?:(.*):)?([a-z_]+)=([^=]*)$/s.exec(text);
  const [, group = 'all', name = '', value = ''] = match ?? [];
  const fact = settable.find((each) => each === name);
  if (match === null || fact === undefined || value.trim() === '') {
    const message = `\`${text}\` is no change: write GROUP:FACT=VALUE, as in cluster:prod:agent=7.78, with one of the facts ${settable.join(', ')}`;
    return { ok: false, message };
  }
  if (fact === 'agent' && value !== 'none' && versionIn(value) === undefined)
    return { ok: false, message: `\`${value}\` is no agent version: write 7.78, or none` };
  const selected = selectionOf(group);
  if (fact === 'os' && systemOf(value) === undefined)
    return { ok: false, message: `\`${value}\` is no operating system: write linux or windows` };
  if ((fact === 'feature' || fact === 'remote_config') && !/^(?:on|off)$/.test(value.trim()))
    return { ok: false, message: `\`${value}\` is no state of a switch: write on or off` };
  // An upgrade installs no agent where none is, but where that is what is asked.
  const upgrades = fact === 'agent' && group !== 'agent:none';
  const select: Selection = upgrades
    ? (member) => member.facts.agent?.value !== 'none' && selected(member)
    : selected;
  return { ok: true, change: { kind: 'set', text, select, fact, value: value.trim() } };
}

/** Hosts and tasks that are no more: `agent:7.50`, `cluster:old`; a version alone means its agents. */
export function readDrop(text: string): Change {
  const words = /^\d+\.\d+/.test(text) ? `agent:${text}` : text;
  return { kind: 'drop', text, select: selectionOf(words) };
}

export interface Changed {
  readonly inventory: Inventory;
  /** How many hosts and tasks each change met. */
  readonly met: readonly number[];
}

export function changeInventory(inventory: Inventory, changes: readonly Change[]): Changed {
  const met = changes.map(() => 0);
  // The change is where the fact comes from.
  const source = inventory.sources.length;
  const facts = changes.map((change): Fact => ({ value: change.kind === 'set' ? change.value : '', source }));
  const changed = <Member extends FleetMember>(member: Member): readonly Member[] => {
    let current = member;
    for (const [index, change] of changes.entries()) {
      if (!change.select(member)) continue;
      met[index] = (met[index] ?? 0) + 1;
      if (change.kind === 'drop') return [];
      current = { ...current, facts: { ...current.facts, [change.fact]: facts[index] } };
    }
    return [current];
  };
  const hosts: readonly Host[] = inventory.hosts.flatMap(changed);
  const tasks: readonly Task[] = inventory.tasks.flatMap(changed);
  const whatIf: Source = { name: 'what if', kinds: [], records: met.reduce((sum, each) => sum + each, 0) };
  return {
    inventory: { ...inventory, sources: [...inventory.sources, whatIf], hosts, tasks, real: [] },
    met,
  };
}
