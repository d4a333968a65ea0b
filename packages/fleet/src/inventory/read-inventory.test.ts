import { describe, expect, test } from 'vitest';
import { inventoryOf } from '../test-fleet.ts';
import type { FleetMember, Inventory } from './inventory.ts';

/** `name agent cluster tags`, what is not known left out. */
const short = ({ name, facts, tags }: FleetMember): string =>
  [name, facts.agent?.value, facts.cluster?.value, ...tags].filter((each) => each !== undefined).join(' ');

const hostsIn = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await inventoryOf(files)).hosts.map(short);

const problemsIn = ({ problems }: Inventory): readonly string[] =>
  problems.map(({ code, file, line, count }) => `${code} ${file}:${line} ×${count}`);

describe('our own inventories', () => {
  test.each<[what: string, file: string, text: string]>([
    ['CSV', 'a.csv', 'hostname,agent_version,tags\nweb-1,7.68.1,env:prod\n'],
    ['CSV of a spreadsheet', 'a.csv', '\ufeffHostname;Agent Version;Tags\r\n"web-1";7.68.1;"env:prod"\r\n'],
    ['CSV with columns of its own', 'a.csv', 'host,agent,env\nweb-1,7.68.1,prod'],
    ['YAML', 'a.yaml', 'hosts:\n  - hostname: web-1\n    agent_version: 7.68.1\n    tags: [env:prod]\n'],
    [
      'YAML as a list',
      'a.yaml',
      '# ours\n- hostname: web-1\n  agent_version: "7.68.1"\n  tags:\n    env: prod\n',
    ],
    ['JSON', 'a.json', '{"hosts": [{"hostname": "web-1", "agent_version": "7.68.1", "tags": ["env:prod"]}]}'],
    [
      'a JSON list',
      'a.json',
      '[\n {"hostname": "web-1", "agent_version": "7.68.1", "tags": {"env": "prod"}}\n]',
    ],
    ['JSON lines', 'a.jsonl', '{"hostname":"web-1","agent_version":"7.68.1","tags":"env:prod"}\n'],
  ])('%s', async (_, file, text) => {
    expect(await hostsIn({ [file]: text })).toEqual(['web-1 7.68.1 env:prod']);
  });

  test('a version stays what is written: 7.50 is not 7.5', async () => {
    expect(await hostsIn({ 'a.yaml': '- hostname: a\n  agent_version: 7.50\n' })).toEqual(['a 7.50']);
  });

  test('what is not said is not known, and `none` is known', async () => {
    const { hosts } = await inventoryOf({ 'a.csv': 'hostname,agent_version\na,\nb,none\nc,unknown' });
    expect(hosts.map(({ facts }) => facts.agent?.value)).toEqual([undefined, 'none', undefined]);
  });

  test('tasks have an ARN instead of a name', async () => {
    const { tasks } = await inventoryOf({
      'a.csv': 'task_arn,agent_version,wrapped\narn:1,7.68,yes\narn:2,,no',
    });
    expect(tasks.map(({ name, wrapped }) => [name, wrapped])).toEqual([
      ['arn:1', true],
      ['arn:2', false],
    ]);
  });
});

describe("the API's answers", () => {
  const agent = (attributes: object) => ({ id: '1', type: 'datadog_agent', attributes });
  const page = (total: number, ...agents: readonly object[]): string =>
    JSON.stringify({
      data: agents.map(agent),
      meta: { page_index: 0, page_size: 10, total_filtered: total },
    });

  test('give agents, with their cluster, environments and switches', async () => {
    const { hosts } = await inventoryOf({
      'p.json': page(1, {
        hostname: 'web-1',
        agent_version: '7.61.0',
        os: 'linux',
        cluster_name: ['prod'],
        envs: ['prod'],
        is_cws_enabled: false,
        is_cws_remote_configuration_enabled: null,
      }),
    });
    expect(hosts.map(short)).toEqual(['web-1 7.61.0 prod env:prod']);
    expect(hosts[0]?.facts.feature?.value).toBe('off');
    expect(hosts[0]?.facts.remote_config).toBeUndefined();
  });

  test('and tasks', async () => {
    const task = 'arn:aws:ecs:eu-west-1:123456789012:task/shop/a';
    const { tasks } = await inventoryOf({
      'p.json': page(1, { ecs_fargate_task_arn: task, is_cws_enabled: true }),
    });
    expect(tasks.map(({ name, facts, wrapped }) => [name, facts.account?.value, wrapped])).toEqual([
      [task, '123456789012', true],
    ]);
  });

  test('are read page by page; a host of another inventory that they do not name has no agent', async () => {
    const pages = `${page(2, { hostname: 'a', agent_version: '7.61' })}\n${page(2, { hostname: 'b' })}`;
    const { hosts } = await inventoryOf({ 'p.json': pages, 'all.csv': 'hostname\na\nc' });
    expect(hosts.map(short)).toEqual(['a 7.61', 'b', 'c none']);
  });

  test('with a page missing say nothing of other hosts', async () => {
    const inventory = await inventoryOf({ 'p.json': page(20, { hostname: 'a' }), 'all.csv': 'hostname\nc' });
    expect(inventory.hosts.map(short)).toEqual(['a', 'c']);
    expect(problemsIn(inventory)).toContain('fleet/pages-missing p.json:null ×1');
  });
});

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

describe('ECS', () => {
  const arn = (kind: string, name: string): string => `arn:aws:ecs:eu-west-1:123456789012:${kind}/${name}`;
  const task = (name: string, more: object = {}) => ({
    taskArn: arn('task', `shop/${name}`),
    clusterArn: arn('cluster', 'shop'),
    taskDefinitionArn: arn('task-definition', 'cart:3'),
    launchType: 'FARGATE',
    lastStatus: 'RUNNING',
    containers: [{ image: 'cart:1' }, { image: 'public.ecr.aws/datadog/agent:7.70.1' }],
    ...more,
  });
  const definition = (entryPoint: readonly string[], on = 'true') => ({
    taskDefinition: {
      taskDefinitionArn: arn('task-definition', 'cart:3'),
      family: 'cart',
      containerDefinitions: [
        { name: 'cart', image: 'cart:1', entryPoint },
        {
          name: 'agent',
          image: 'public.ecr.aws/datadog/agent:7.70.1',
          environment: [
            { name: 'DD_RUNTIME_SECURITY_CONFIG_ENABLED', value: on },
            { name: 'DD_RUNTIME_SECURITY_CONFIG_EBPFLESS_ENABLED', value: on },
          ],
        },
      ],
    },
  });
  const files = (...values: readonly object[]) => ({
    'ecs.json': values.map((each) => JSON.stringify(each)).join('\n'),
  });
  const traced = ['/cws-instrumentation-volume/cws-instrumentation', 'trace', '--', '/cart'];

  test.each<[what: string, entryPoint: readonly string[], wrapped: boolean]>([
    ['traced', traced, true],
    ['not traced', ['/cart'], false],
    ['the tracer that only copies itself', ['/cws-instrumentation', 'setup'], false],
  ])('a task with its definition: %s', async (_, entryPoint, wrapped) => {
    const { tasks } = await inventoryOf(files({ tasks: [task('a')], failures: [] }, definition(entryPoint)));
    expect(tasks.map((each) => [short(each), each.wrapped, each.facts.feature?.value])).toEqual([
      [`${arn('task', 'shop/a')} 7.70.1 shop`, wrapped, 'on'],
    ]);
  });

  test('without the definition it is not known whether it is traced', async () => {
    const { tasks } = await inventoryOf(files({ tasks: [task('a')] }));
    expect(tasks[0]?.wrapped).toBeUndefined();
  });

  test('a task without an agent has none', async () => {
    const { tasks } = await inventoryOf(files({ tasks: [task('a', { containers: [{ image: 'cart:1' }] })] }));
    expect(tasks[0]?.facts.agent?.value).toBe('none');
  });

  test('tasks on hosts of their own, and those that have stopped, are counted and left out', async () => {
    const inventory = await inventoryOf(
      files({ tasks: [task('a', { launchType: 'EC2' }), task('b', { lastStatus: 'STOPPED' }), task('c')] }),
    );
    expect(inventory.tasks).toHaveLength(1);
    expect(problemsIn(inventory)).toEqual([
      'fleet/not-serverless ecs.json:1 ×1',
      'fleet/stopped-task ecs.json:1 ×1',
    ]);
  });
});

describe('agent events', () => {
  const event = {
    hostname: 'web-1',
    agent: { rule_id: 'ruleset_loaded', version: '7.68.1', os: 'linux' },
    policies: [
      {
        name: 'a.policy',
        version: '1',
        status: 'loaded',
        rules: [{ id: 'r', status: 'loaded', expression: 'x' }],
      },
    ],
  };

  test.each<[what: string, value: object]>([
    ['bare', event],
    [
      'in an envelope',
      { data: [{ id: '1', type: 'log', attributes: { host: 'web-1', attributes: event } }] },
    ],
  ])('say what was loaded in truth: %s', async (_, value) => {
    const { hosts, real } = await inventoryOf({ 'e.json': JSON.stringify(value) });
    expect(hosts.map(short)).toEqual(['web-1 7.68.1']);
    expect(real[0]?.policies[0]?.rules).toEqual([
      { id: 'r', status: 'loaded', message: '', expression: 'x' },
    ]);
  });

  test('a heartbeat does not take back which rules were loaded', async () => {
    const heartbeat = {
      hostname: 'web-1',
      agent: { rule_id: 'heartbeat', version: '7.68.1' },
      policy: { name: 'a.policy', version: '1', status: 'loaded' },
    };
    const { real } = await inventoryOf({
      'e.jsonl': `${JSON.stringify(event)}\n${JSON.stringify(heartbeat)}\n`,
    });
    expect(real[0]?.policies.map(({ rules }) => rules?.length)).toEqual([1]);
  });
});

describe('several inventories', () => {
  test('are one, by host; the first that knows something is believed, and a clash is said', async () => {
    const inventory = await inventoryOf({
      'a.csv': 'hostname,agent_version,cluster\nWEB-1,7.68.0,\n',
      'b.csv': 'hostname,agent_version,cluster\nweb-1,7.60.0,prod\n',
    });
    expect(inventory.hosts.map(short)).toEqual(['WEB-1 7.68.0 prod']);
    expect(inventory.problems.map(({ message }) => message)).toEqual([
      '`WEB-1`: the agent version is `7.68.0` in a.csv and `7.60.0` here; the first counts',
    ]);
  });

  test('that say the same more precisely do not clash', async () => {
    const inventory = await inventoryOf({
      'a.csv': 'hostname,agent_version,kernel\na,7.68,5.15\n',
      'b.csv': 'hostname,agent_version,kernel\na,7.68.0,5.15.0-1051-aws\n',
    });
    expect(inventory.problems).toEqual([]);
    expect(inventory.hosts[0]?.facts.kernel?.value).toBe('5.15.0-1051-aws');
  });
});

describe('bad input is said, counted, and the rest goes on', () => {
  test.each<
    [what: string, file: string, text: string, hosts: readonly string[], problems: readonly string[]]
  >([
    [
      'a quote that is never closed',
      'a.csv',
      'hostname,os\n"a,linux\nb,linux\n',
      ['b'],
      ['fleet/broken-record a.csv:2 ×1'],
    ],
    [
      'values beyond the columns',
      'a.csv',
      'hostname,os\na,linux,x\nb,linux\n',
      ['b'],
      ['fleet/broken-record a.csv:2 ×1'],
    ],
    ['a host that stands twice', 'a.csv', 'hostname\na\na\na\n', ['a'], ['fleet/doubled-host a.csv:3 ×2']],
    ['a row without a name', 'a.csv', 'hostname,os\n,linux\nb,linux\n', ['b'], ['fleet/no-name a.csv:2 ×1']],
    [
      'lines that are no JSON',
      'a.jsonl',
      '{"hostname":"a"}\n{"hostname":"b}\n{"hostname":"c"}\n{hostname: d}\n{"hostname":"e"}\n',
      ['a', 'c', 'e'],
      ['fleet/broken-record a.jsonl:2 ×2'],
    ],
    [
      'an element that is no JSON',
      'a.json',
      '{"hosts":[{"hostname":"a"},\n{"hostname":b},\n{"hostname":"c"}]}',
      ['a', 'c'],
      ['fleet/broken-record a.json:2 ×1'],
    ],
    [
      'JSON that breaks off',
      'a.json',
      '{"hosts":[{"hostname":"a"},{"hostn',
      ['a'],
      ['fleet/broken-record a.json:1 ×1'],
    ],
    [
      'an item of YAML that is broken',
      'a.yaml',
      'hosts:\n  - hostname: a\n  - hostname: [b\n  - hostname: c\n',
      ['a', 'c'],
      ['fleet/broken-record a.yaml:3 ×1'],
    ],
    [
      'rows without the names of columns',
      'a.csv',
      'a,7.68.0\nb,7.68.0\n',
      [],
      ['fleet/broken-record a.csv:1 ×2', 'fleet/unknown-inventory a.csv:null ×1'],
    ],
    ['something else', 'a.json', '{"servers": 12}', [], ['fleet/unknown-inventory a.json:null ×1']],
    ['nothing', 'a.csv', '', [], ['fleet/unknown-inventory a.csv:null ×1']],
  ])('%s', async (_, file, text, hosts, problems) => {
    const inventory = await inventoryOf({ [file]: text });
    expect(inventory.hosts.map(({ name }) => name)).toEqual(hosts);
    expect(problemsIn(inventory)).toEqual(problems);
  });
});
