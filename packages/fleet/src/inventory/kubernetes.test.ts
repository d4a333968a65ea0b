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

  describe('pods of EKS on Fargate', () => {
    const traced = ['/cws-instrumentation-volume/cws-instrumentation', 'trace', '--', '/cart'];
    const switches = (value: string) => [
      { name: 'DD_RUNTIME_SECURITY_CONFIG_ENABLED', value },
      { name: 'DD_RUNTIME_SECURITY_CONFIG_EBPFLESS_ENABLED', value },
      { name: 'DD_CLUSTER_NAME', value: 'shop' },
      { name: 'DD_TAGS', value: 'team:cart' },
    ];
    const agent = (image = 'public.ecr.aws/datadog/agent:7.70.1', value = 'true') => ({
      name: 'datadog-agent',
      image,
      env: switches(value),
    });
    const cart = (command: readonly string[] = traced) => ({ name: 'cart', image: 'cart:1', command });
    const pod = (name: string, containers: readonly object[], more: object = {}, phase = 'Running') => ({
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { name, namespace: 'web', labels: { 'eks.amazonaws.com/fargate-profile': 'default' } },
      spec: { nodeName: `fargate-${name}`, schedulerName: 'fargate-scheduler', containers, ...more },
      status: { phase },
    });
    const tasksIn = async (...items: readonly object[]) => {
      const { hosts, tasks, problems } = await inventoryOf({ 'pods.json': list(...items) });
      expect(hosts).toEqual([]);
      expect(problems).toEqual([]);
      return tasks.map((task) => [
        short(task),
        task.facts.feature?.value,
        task.wrapped,
        task.facts.launch_type?.value,
      ]);
    };

    test('are tasks, with the agent that stands beside the workload', async () => {
      expect(await tasksIn(pod('cart-1', [cart(), agent()]))).toEqual([
        ['web/cart-1 7.70.1 shop team:cart', 'on', true, 'EKS Fargate'],
      ]);
    });

    test.each<[what: string, containers: readonly object[], expected: readonly unknown[]]>([
      ['without an agent', [cart()], ['web/a none', undefined, true]],
      [
        'whose agent has it off',
        [cart(), agent(undefined, 'false')],
        ['web/a 7.70.1 shop team:cart', 'off', true],
      ],
      ['not traced', [cart(['/cart']), agent()], ['web/a 7.70.1 shop team:cart', 'on', false]],
      [
        'traced by arguments',
        [{ name: 'cart', image: 'cart:1', command: ['sh', '-c'], args: [traced.join(' ')] }, agent()],
        ['web/a 7.70.1 shop team:cart', 'on', true],
      ],
    ])('%s', async (_, containers, expected) => {
      expect(await tasksIn(pod('a', containers))).toEqual([[...expected, 'EKS Fargate']]);
    });

    test('may have their agent as a container that starts first and goes on running; one that ends is none', async () => {
      const beside = { initContainers: [{ ...agent(), restartPolicy: 'Always' }] };
      const before = { initContainers: [agent()] };
      expect(await tasksIn(pod('a', [cart()], beside), pod('b', [cart()], before))).toEqual([
        ['web/a 7.70.1 shop team:cart', 'on', true, 'EKS Fargate'],
        ['web/b none', undefined, true, 'EKS Fargate'],
      ]);
    });

    test('with a file for the agent may have it turned on there', async () => {
      const files = {
        volumes: [{ name: 'config', configMap: { name: 'datadog' } }],
      };
      const plain = { name: 'datadog-agent', image: 'datadog/agent:7.70.1', env: [] };
      const mounts = { ...plain, volumeMounts: [{ name: 'config', mountPath: '/etc/datadog-agent' }] };
      const [first, second] = await tasksIn(
        pod('a', [cart(), mounts], files),
        pod('b', [cart(), plain], files),
      );
      expect([first?.[1], second?.[1]]).toEqual([undefined, 'off']);
    });

    test('are what their node is, in any order, under the name of the pod', async () => {
      const itsNode = node('fargate-cart-1', {
        'eks.amazonaws.com/compute-type': 'fargate',
        'topology.kubernetes.io/region': 'eu-west-1',
      });
      const itself = pod('cart-1', [cart(), agent()]);
      for (const items of [
        [itsNode, itself],
        [itself, itsNode],
      ]) {
        const { tasks, problems } = await inventoryOf({ 'all.json': list(...items) });
        expect(problems).toEqual([]);
        expect(tasks.map((task) => [short(task), task.facts.region?.value])).toEqual([
          ['web/cart-1 7.70.1 shop team:cart', 'eu-west-1'],
        ]);
      }
    });

    test('are what our own lists call by the name of the pod, in any order', async () => {
      const own = ['own.csv', 'task_arn,account\nweb/cart-1,12\n'] as const;
      const pods = ['pods.json', list(pod('cart-1', [cart(), agent()]))] as const;
      for (const files of [
        [own, pods],
        [pods, own],
      ]) {
        const { tasks } = await inventoryOf(Object.fromEntries(files));
        expect(tasks.map((task) => [short(task), task.facts.account?.value])).toEqual([
          ['web/cart-1 7.70.1 shop team:cart', '12'],
        ]);
      }
    });

    test('of two clusters may have one name', async () => {
      const inCluster = (ip: string) => pod('db-0', [cart()], { nodeName: `fargate-${ip}` });
      const files = { 'a.json': list(inCluster('10-0-0-1')), 'b.json': list(inCluster('10-0-0-2')) };
      const { tasks, problems } = await inventoryOf(files);
      expect([tasks.map(({ name }) => name), problems]).toEqual([
        ['web/db-0', 'web/db-0 (fargate-10-0-0-2)'],
        [],
      ]);
    });

    test('that have ended are left out, and one whose image names no version is said', async () => {
      const inventory = await inventoryOf({
        'pods.json': list(
          pod('done', [cart(), agent()], {}, 'Succeeded'),
          pod('a', [cart(), agent('public.ecr.aws/datadog/agent:latest')]),
        ),
      });
      expect(inventory.tasks.map(short)).toEqual(['web/a shop team:cart']);
      expect(problemsIn(inventory)).toEqual([
        'fleet/stopped-task pods.json:1 ×1',
        'fleet/unknown-version pods.json:null ×1',
      ]);
    });

    test('are the only ones: what runs on machines is watched by the agent of its node', async () => {
      const ordinary = { ...pod('a', [cart()]), metadata: { name: 'a', namespace: 'web' } };
      const { hosts, tasks, problems } = await inventoryOf({
        'a.json': list(node('n'), { ...ordinary, spec: { nodeName: 'n', containers: [cart()] } }),
      });
      expect([hosts.map(short), tasks, problems]).toEqual([['n'], [], []]);
    });
  });
});
