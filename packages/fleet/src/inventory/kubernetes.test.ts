import { describe, expect, test } from 'vitest';
import { inventoryOf } from '../test-fleet.ts';
import { hostsIn, problemsIn, short } from '../test-inventory.ts';

describe('kubectl', () => {
  const node = (name: string, labels: object = {}, spec: object = {}) => ({
    kind: 'Node',
    apiVersion: 'v1',
    metadata: { name, labels },
    spec,
    status: {
      nodeInfo: { operatingSystem: 'linux', kernelVersion: '5.15.0-1051-aws', osImage: 'Ubuntu 22.04.3 LTS' },
    },
  });
  const daemonSet = (image: string, pod: object = {}, env: object[] = []) => ({
    kind: 'DaemonSet',
    apiVersion: 'apps/v1',
    metadata: { name: 'datadog' },
    spec: { template: { spec: { containers: [{ name: 'agent', image, env }], ...pod } } },
  });
  const list = (...items: readonly object[]): string =>
    JSON.stringify({ kind: 'List', apiVersion: 'v1', items });

  test('gives nodes with their kernel and distribution, and the agent of the daemon set that comes onto them', async () => {
    const { hosts } = await inventoryOf({
      'all.json': list(
        node('a', { pool: 'web' }),
        node('b', { pool: 'batch' }),
        daemonSet('gcr.io/datadoghq/agent:7.62.1-jmx', { nodeSelector: { pool: 'web' } }, [
          { name: 'DD_CLUSTER_NAME', value: 'prod' },
          { name: 'DD_RUNTIME_SECURITY_CONFIG_ENABLED', value: 'true' },
        ]),
      ),
    });
    expect(hosts.map(short)).toEqual(['a 7.62.1 prod', 'b none prod']);
    const [first] = hosts;
    expect([first?.facts.kernel?.value, first?.facts.distro?.value, first?.facts.feature?.value]).toEqual([
      '5.15.0-1051-aws',
      'ubuntu 22.04',
      'on',
    ]);
  });

  test('may print YAML as well', async () => {
    const yaml = [
      'apiVersion: v1',
      'items:',
      '- apiVersion: v1',
      '  kind: Node',
      '  metadata: {name: a}',
      '  status:',
      '    nodeInfo: {operatingSystem: linux, kernelVersion: 6.1.2, osImage: Debian GNU/Linux 12 (bookworm)}',
      'kind: List',
      'metadata:',
      '  resourceVersion: ""',
    ];
    const inventory = await inventoryOf({ 'nodes.yaml': `${yaml.join('\n')}\n` });
    expect(inventory.problems).toEqual([]);
    expect(
      inventory.hosts.map(({ name, facts }) => [name, facts.kernel?.value, facts.distro?.value]),
    ).toEqual([['a', '6.1.2', 'debian 12']]);
  });

  test('a tainted node takes only what tolerates it', async () => {
    const tainted = node('a', {}, { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] });
    const files = (pod: object) => ({ 'a.json': list(tainted, daemonSet('datadog/agent:7.62.0', pod)) });
    expect(await hostsIn(files({}))).toEqual(['a none']);
    expect(await hostsIn(files({ tolerations: [{ operator: 'Exists' }] }))).toEqual(['a 7.62.0']);
  });

  test('nodes and daemon set may lie in files of their own; an image without a version says none', async () => {
    const inventory = await inventoryOf({
      'nodes.json': list(node('a')),
      'set.json': JSON.stringify(daemonSet('datadog/agent:latest')),
    });
    expect(inventory.hosts.map(short)).toEqual(['a']);
    expect(problemsIn(inventory)).toContain('fleet/unknown-version set.json:null ×1');
  });

  test('a node is the host that the API calls by its machine', async () => {
    const api = JSON.stringify({
      data: [{ type: 'datadog_agent', attributes: { hostname: 'i-0abc', agent_version: '7.60.0' } }],
    });
    const named = node('ip-10-0-0-1', {}, { providerID: 'aws:///eu-west-1a/i-0abc' });
    expect(await hostsIn({ 'api.json': api, 'nodes.json': list(named) })).toEqual(['i-0abc 7.60.0']);
  });

  test('a node of EKS on Fargate is a task', async () => {
    const { hosts, tasks } = await inventoryOf({
      'a.json': list(
        node('fargate-ip-1', { 'eks.amazonaws.com/compute-type': 'fargate' }),
        daemonSet('datadog/agent:7.62.0'),
      ),
    });
    expect(hosts).toEqual([]);
    expect(tasks.map(short)).toEqual(['fargate-ip-1']);
  });
});
