/** What stands in one file about what another names: daemon sets and nodes, task definitions and tasks. */
import type { Growing, Merger } from './merge.ts';
import type { AgentContainer, DaemonSet, TaskDefinition } from './said.ts';
import type { Tally } from './tally.ts';

export interface PlacedDaemonSet {
  readonly daemonSet: DaemonSet;
  readonly source: number;
  readonly file: string;
  readonly cluster: string | undefined;
}

/**
 * The agent of each node is that of the daemon set that comes onto it, of the same cluster where both name theirs. Nodes
 * onto which none comes have no agent; without any daemon set in the files it is not known.
 */
export function joinNodes(merger: Merger, sets: readonly PlacedDaemonSet[], tally: Tally): void {
  if (sets.length === 0) return;
  for (const member of merger.all()) {
    const { node } = member;
    if (node === undefined) continue;
    takeCluster(merger, member, sets);
    // On Fargate no daemon set comes onto a node: the agent is a container of the pod.
    if (member.kind === 'task') continue;
    const cluster = member.facts.cluster?.value;
    const near = sets.filter(
      (set) => set.cluster === undefined || cluster === undefined || set.cluster === cluster,
    );
    const fitting = near.filter(({ daemonSet }) => daemonSet.fits(node));
    const [first] = fitting;
    if (first === undefined) {
      const [any] = near;
      if (any !== undefined) merger.suppose(member, 'agent', 'none', any.source);
      continue;
    }
    if (fitting.length > 1)
      tally.add('fleet/several-daemon-sets', { name: member.name, count: fitting.length }, first.file);
    takeAgent(merger, member, first.daemonSet.agent, first.source, first.file, tally);
    if (first.cluster !== undefined) merger.suppose(member, 'cluster', first.cluster, first.source);
  }
}

/** One `kubectl get` is about one cluster: what a daemon set says of it holds for all nodes beside it. */
function takeCluster(merger: Merger, member: Growing, sets: readonly PlacedDaemonSet[]): void {
  const beside = sets.filter(({ source }) => member.sources.includes(source));
  const clusters = new Set(beside.flatMap(({ cluster }) => cluster ?? []));
  const [first] = beside;
  const [cluster] = clusters;
  if (first !== undefined && cluster !== undefined && clusters.size === 1)
    merger.suppose(member, 'cluster', cluster, first.source);
}

export interface PlacedDefinition {
  readonly definition: TaskDefinition;
  readonly source: number;
  readonly file: string;
}

export function joinTasks(merger: Merger, definitions: readonly PlacedDefinition[], tally: Tally): void {
  const byName = new Map(definitions.map((placed) => [placed.definition.name, placed]));
  for (const member of merger.all()) {
    if (member.definition === '') continue;
    const placed = byName.get(member.definition) ?? byName.get(member.definition.replace(/^.*\//, ''));
    if (placed === undefined) continue;
    const { definition, source, file } = placed;
    // Containers are run by their definition: what it says of them holds, whatever else was read.
    member.wrapped = definition.wrapped;
    if (definition.agent === undefined) merger.suppose(member, 'agent', 'none', source);
    else takeAgent(merger, member, definition.agent, source, file, tally);
  }
}

/** What the agent's container says of the agent of a host or task. */
export function takeAgent(
  merger: Merger,
  member: Growing,
  { version, image, feature, tags }: AgentContainer,
  source: number,
  file: string,
  tally: Tally,
): void {
  if (version !== undefined) merger.suppose(member, 'agent', version, source);
  else if (member.facts.agent === undefined)
    tally.add('fleet/unknown-version', { version: image, name: member.name }, file);
  if (feature !== undefined) merger.suppose(member, 'feature', feature, source);
  for (const tag of tags) member.tags.add(tag);
}
