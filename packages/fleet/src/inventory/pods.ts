/** Pods of EKS on Fargate, `kubectl get pods -A -o json`: each has a machine of its own, and its agent beside it. */
import { agentAmong, isAgentImage } from './agent-container.ts';
import type { FactName } from './inventory.ts';
import { at, listAt, pairsAt, textAt } from './look.ts';
import type { Said } from './said.ts';
import { isTraced } from './tracer.ts';

/** EKS itself puts it onto what its scheduler for Fargate takes. */
const profileLabel = 'eks.amazonaws.com/fargate-profile';

export const eksFargate = 'EKS Fargate';

/** Other pods run on nodes, and the agent of the node watches them. */
export function readPod(value: unknown): Said {
  const node = textAt(value, 'spec', 'nodeName');
  const isOnFargate =
    textAt(value, 'metadata', 'labels', profileLabel) !== undefined ||
    textAt(value, 'spec', 'schedulerName') === 'fargate-scheduler' ||
    node?.startsWith('fargate-') === true;
  if (!isOnFargate) return { said: 'nothing' };
  const status = textAt(value, 'status', 'phase');
  if (status === 'Succeeded' || status === 'Failed')
    return { said: 'problem', code: 'fleet/stopped-task', values: { status } };
  const name = textAt(value, 'metadata', 'name');
  if (name === undefined) return { said: 'problem', code: 'fleet/no-name', values: {} };
  const called = `${textAt(value, 'metadata', 'namespace') ?? 'default'}/${name}`;
  const containers = runningIn(at(value, 'spec'));
  const files = mountsFiles(containers.filter(isAgent), at(value, 'spec'));
  const agent = agentAmong(containers, { variables: 'env', ebpfless: true, files });
  const cluster = containers
    .filter(isAgent)
    .map((each) => pairsAt(each, 'env').get('DD_CLUSTER_NAME'))
    .find((each) => each !== undefined && each !== '');
  const facts: Partial<Record<FactName, string>> = {
    os: 'linux',
    launch_type: eksFargate,
    ...(cluster === undefined ? {} : { cluster }),
  };
  return {
    said: 'pod',
    observation: {
      kind: 'task',
      // Pods of other clusters may have its name; its machine is its own.
      name: node ?? called,
      aliases: [],
      called,
      facts,
      tags: [],
      allTags: false,
      wrapped: containers.some(
        (each) => !isAgent(each) && isTraced([...listAt(each, 'command'), ...listAt(each, 'args')]),
      ),
    },
    agent,
  };
}

/** Containers that start first run on where they are told to; else they end before the others begin. */
function runningIn(spec: unknown): readonly unknown[] {
  const first = listAt(spec, 'initContainers').filter((each) => textAt(each, 'restartPolicy') === 'Always');
  return [...first, ...listAt(spec, 'containers')];
}

function isAgent(container: unknown): boolean {
  return isAgentImage(textAt(container, 'image') ?? '');
}

/** Whether the agent has files from elsewhere, which may turn on what its variables do not. */
function mountsFiles(agents: readonly unknown[], spec: unknown): boolean {
  const elsewhere = listAt(spec, 'volumes')
    .filter((volume) => at(volume, 'configMap') !== undefined || at(volume, 'secret') !== undefined)
    .map((volume) => textAt(volume, 'name'));
  return agents.some((agent) =>
    listAt(agent, 'volumeMounts').some((mount) => elsewhere.includes(textAt(mount, 'name'))),
  );
}
