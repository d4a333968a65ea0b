/** `kubectl get nodes,daemonsets,pods -A -o json`, together or apart. */
import { agentAmong } from './agent-container.ts';
import type { FactName } from './inventory.ts';
import { at, fieldsOf, listAt, textAt } from './look.ts';
import { fits } from './node-fit.ts';
import { eksFargate, readPod } from './pods.ts';
import type { Said, Taint } from './said.ts';
import { distributionOf } from './systems.ts';

/** Labels in which tools leave the name of the cluster. */
const clusterLabels = [
  'alpha.eksctl.io/cluster-name',
  'kubernetes.azure.com/cluster',
  'cluster.x-k8s.io/cluster-name',
];
const computeType = 'eks.amazonaws.com/compute-type';

export function readKubernetes(value: unknown): Said | undefined {
  const kind = textAt(value, 'kind');
  if (kind === 'DaemonSet') return readDaemonSet(value);
  if (kind === 'Pod') return readPod(value);
  if (kind === 'Node' || (kind === undefined && at(value, 'status', 'nodeInfo') !== undefined))
    return readNode(value);
  // What is left of a list, and whatever else `kubectl get` was asked for beside.
  return kind !== undefined && textAt(value, 'apiVersion') !== undefined ? { said: 'nothing' } : undefined;
}

function readNode(value: unknown): Said {
  const name = textAt(value, 'metadata', 'name');
  if (name === undefined) return { said: 'problem', code: 'fleet/no-name', values: {} };
  const labels = labelsOf(at(value, 'metadata', 'labels'));
  const info = at(value, 'status', 'nodeInfo');
  const image = textAt(info, 'osImage');
  const cluster = clusterLabels.map((label) => labels.get(label)).find((each) => each !== undefined);
  const fargate = labels.get(computeType) === 'fargate';
  const found: Partial<Record<FactName, string | undefined>> = {
    os: textAt(info, 'operatingSystem'),
    kernel: fargate ? undefined : textAt(info, 'kernelVersion'),
    distro: image === undefined || fargate ? undefined : distributionOf(image),
    cluster,
    region: labels.get('topology.kubernetes.io/region'),
    launch_type: fargate ? eksFargate : undefined,
  };
  const facts = Object.fromEntries(Object.entries(found).filter(([, text]) => text !== undefined));
  const machine = /\/(i-[0-9a-f]+)$/.exec(textAt(value, 'spec', 'providerID') ?? '')?.[1];
  return {
    said: 'node',
    observation: {
      kind: fargate ? 'task' : 'host',
      name,
      aliases: machine === undefined ? [] : [machine],
      facts,
      tags: [],
      allTags: false,
    },
    node: { labels, taints: listAt(value, 'spec', 'taints').map(taintOf) },
  };
}

function readDaemonSet(value: unknown): Said {
  const pod = at(value, 'spec', 'template', 'spec');
  const volumes = listAt(pod, 'volumes').some((volume) => at(volume, 'configMap') !== undefined);
  const agent = agentAmong(listAt(pod, 'containers'), { variables: 'env', ebpfless: false, files: volumes });
  if (agent === undefined) return { said: 'nothing' };
  const clusterName = listAt(pod, 'containers')
    .flatMap((container) => listAt(container, 'env'))
    .find((pair) => textAt(pair, 'name') === 'DD_CLUSTER_NAME');
  return {
    said: 'daemon-set',
    daemonSet: {
      name: textAt(value, 'metadata', 'name') ?? '',
      cluster: textAt(clusterName, 'value'),
      agent,
      fits: (node) => fits(pod, node),
    },
  };
}

function labelsOf(value: unknown): ReadonlyMap<string, string> {
  return new Map(Object.entries(fieldsOf(value)).map(([key, text]) => [key, String(text)]));
}

function taintOf(value: unknown): Taint {
  return {
    key: textAt(value, 'key') ?? '',
    value: textAt(value, 'value') ?? '',
    effect: textAt(value, 'effect') ?? '',
  };
}
