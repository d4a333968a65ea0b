/**
 * Which members the filters leave, in which groups and states. Of a large fleet it takes longer than a frame may, so it is a
 * generator that can be left at any step; typing on narrows what was found before.
 */
import type { Fleet } from './fleet.ts';
import { type Grouping, groupingOf } from './grouping.ts';
import { type Lens, lensOf } from './lens.ts';
import { ruleFilters, type State } from './state.ts';

export interface Selection {
  readonly state: State;
  readonly lens: Lens;
  readonly grouping: Grouping;
  /** By group, in it the worst state first, in it by name. */
  readonly members: Int32Array;
  readonly groups: readonly SelectedGroup[];
  /** By state, also of those that the choice of states leaves out: a legend shows them. */
  readonly counts: readonly number[];
  /** How many members have each profile, and how many would have it. */
  readonly profiles: Int32Array;
  readonly supposed: Int32Array;
  readonly tasks: number;
}

export interface SelectedGroup {
  readonly name: string;
  /** In none of the groups. */
  readonly isRest: boolean;
  /** Into `members`. */
  readonly start: number;
  readonly end: number;
}

/** Names that hold a text: to go on from when more of it is typed, and to come back to when that is taken back. */
export interface Searched {
  readonly text: string;
  readonly members: Int32Array;
  /** The search that this one narrowed. */
  readonly wider: Searched | undefined;
}

export interface Found {
  readonly selection: Selection;
  readonly searched: Searched;
}

const step = 2048;

export function* select(fleet: Fleet, state: State, before: Found | undefined): Generator<void, Found> {
  const old = before?.selection;
  const isSameLens = old !== undefined && ruleFilters.every((key) => old.state[key] === state[key]);
  const lens = isSameLens ? old.lens : lensOf(fleet, state);
  const grouping = old?.state.by === state.by ? old.grouping : groupingOf(fleet, state.by);
  yield;
  const text = state.q.trim().toLowerCase();
  const searched = yield* search(fleet, text, before?.searched);
  const tests = testsOf(fleet, state);
  const names = state.status === '' ? [] : state.status.split(',');
  const isShown = lens.states.map((name) => names.length === 0 || names.includes(name));

  const { length: states } = lens.states;
  const groupCount = grouping.names.length + 1;
  const sizes = new Int32Array(groupCount * states);
  const counts = new Int32Array(states);
  const { kept, keys } = roomFor(fleet);
  const profiles = new Int32Array(fleet.data.profiles.length);
  const supposed = new Int32Array(fleet.data.profiles.length);
  let total = 0;
  let tasks = 0;
  for (let index = 0; index < searched.members.length; index++) {
    if (index % step === step - 1) yield;
    const member = searched.members[index] ?? 0;
    if (!tests.every((test) => test(member))) continue;
    const own = lens.of(member);
    counts[own] = (counts[own] ?? 0) + 1;
    if (isShown[own] !== true) continue;
    const group = grouping.at(member);
    const key = (group === -1 ? groupCount - 1 : group) * states + own;
    sizes[key] = (sizes[key] ?? 0) + 1;
    kept[total] = member;
    keys[total++] = key;
    if (member >= fleet.hosts) tasks++;
    add(profiles, fleet.profile[member] ?? -1);
    add(supposed, fleet.supposed[member] ?? -1);
  }
  yield;
  const { groups, starts } = placed(grouping, sizes, states);
  const members = new Int32Array(total);
  for (let index = 0; index < total; index++) {
    if (index % (step * 8) === step - 1) yield;
    const key = keys[index] ?? 0;
    const at = starts[key] ?? 0;
    members[at] = kept[index] ?? 0;
    starts[key] = at + 1;
  }
  const selection = {
    state,
    lens,
    grouping,
    members,
    groups,
    counts: [...counts],
    profiles,
    supposed,
    tasks,
  };
  return { selection, searched };
}

interface Room {
  readonly kept: Int32Array;
  readonly keys: Int32Array;
}

const rooms = new WeakMap<Fleet, Room>();

/** To work in, the same each time. A selection that was given up does not come back to it. */
function roomFor(fleet: Fleet): Room {
  const room = rooms.get(fleet) ?? { kept: new Int32Array(fleet.count), keys: new Int32Array(fleet.count) };
  rooms.set(fleet, room);
  return room;
}

function add(counts: Int32Array, index: number): void {
  if (index !== -1) counts[index] = (counts[index] ?? 0) + 1;
}

function* search(fleet: Fleet, text: string, before: Searched | undefined): Generator<void, Searched> {
  let wider = before;
  while (wider !== undefined && !text.includes(wider.text)) wider = wider.wider;
  if (wider?.text === text) return wider;
  if (text === '') return { text, members: everybody(fleet.count), wider: undefined };
  const from = wider?.members ?? everybody(fleet.count);
  const names = fleet.lowerNames();
  yield;
  const found = new Int32Array(from.length);
  let count = 0;
  for (let index = 0; index < from.length; index++) {
    if (index % step === step - 1) yield;
    const member = from[index] ?? 0;
    if (names[member]?.includes(text) === true) found[count++] = member;
  }
  return { text, members: found.slice(0, count), wider };
}

/** `Int32Array.from` takes ten times as long. */
function everybody(count: number): Int32Array {
  const members = new Int32Array(count);
  for (let member = 0; member < count; member++) members[member] = member;
  return members;
}

type Test = (member: number) => boolean;

function testsOf(fleet: Fleet, { cluster, version, in: group }: State): readonly Test[] {
  const tests: Test[] = [];
  const { cluster: clusters, agent: agents } = fleet.texts;
  if (cluster !== '') {
    const number = clusters.values.indexOf(cluster);
    tests.push((member) => clusters.at[member] === number && number !== -1);
  }
  if (version !== '') {
    const fits = agents.values.map((agent) => isOf(agent, version));
    tests.push((member) => fits[agents.at[member] ?? -1] === true);
  }
  if (group !== '') {
    const colon = group.indexOf(':');
    const { names, at } = groupingOf(fleet, colon === -1 ? group : group.slice(0, colon));
    const number = names.indexOf(group.slice(colon + 1));
    tests.push((member) => number !== -1 && at(member) === number);
  }
  return tests;
}

/** `7.50` means all of its patch releases. */
function isOf(agent: string, version: string): boolean {
  return agent === version || agent.startsWith(`${version}.`) || agent.startsWith(`${version}-`);
}

/** The largest groups first, those in none last; and where the members of each group and state begin. */
function placed(
  { names }: Grouping,
  sizes: Int32Array,
  states: number,
): { readonly groups: readonly SelectedGroup[]; readonly starts: Int32Array } {
  const sized = [...names, ''].flatMap((name, group) => {
    let size = 0;
    for (let state = 0; state < states; state++) size += sizes[group * states + state] ?? 0;
    return size === 0 ? [] : [{ name, group, size, isRest: group === names.length }];
  });
  sized.sort(
    (a, b) =>
      Number(a.isRest) - Number(b.isRest) ||
      b.size - a.size ||
      a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
  const starts = new Int32Array(sizes.length);
  const groups: SelectedGroup[] = [];
  let at = 0;
  for (const { name, group, isRest } of sized) {
    const start = at;
    for (let state = 0; state < states; state++) {
      starts[group * states + state] = at;
      at += sizes[group * states + state] ?? 0;
    }
    groups.push({ name, isRest, start, end: at });
  }
  return { groups, starts };
}
