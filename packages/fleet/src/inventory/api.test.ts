import { describe, expect, test } from 'vitest';
import { inventoryOf } from '../test-fleet.ts';
import { problemsIn, short } from '../test-inventory.ts';

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

  test('a page that was fetched twice is one page', async () => {
    const first = page(2, { hostname: 'a' });
    const inventory = await inventoryOf({ 'p.json': first, 'q.json': first, 'all.csv': 'hostname\nc' });
    expect(inventory.hosts.map(short)).toEqual(['a', 'c']);
    expect(inventory.problems.map(({ message }) => message)).toContain(
      'the answers hold 1 of 2 agents: pages are missing',
    );
  });

  test('of hosts and of tasks are two lists, each with its pages', async () => {
    const hosts = page(2, { hostname: 'a' });
    const tasks = page(1, { ecs_fargate_task_arn: 'arn:aws:ecs:eu-west-1:1:task/a' });
    const all = 'hostname\nc';
    const missing = await inventoryOf({ 'p.json': hosts, 't.json': tasks, 'all.csv': all });
    expect(missing.hosts.map(short)).toEqual(['a', 'c']);
    expect(problemsIn(missing)).toContain('fleet/pages-missing p.json:null ×1');
    const whole = await inventoryOf({
      'p.json': page(1, { hostname: 'a' }),
      't.json': tasks,
      'all.csv': all,
    });
    expect(whole.hosts.map(short)).toEqual(['a', 'c none']);
    const onlyTasks = await inventoryOf({ 't.json': tasks, 'all.csv': all });
    expect(onlyTasks.hosts.map(short)).toEqual(['c']);
  });

  test('with a page missing say nothing of other hosts', async () => {
    const inventory = await inventoryOf({ 'p.json': page(20, { hostname: 'a' }), 'all.csv': 'hostname\nc' });
    expect(inventory.hosts.map(short)).toEqual(['a', 'c']);
    expect(problemsIn(inventory)).toContain('fleet/pages-missing p.json:null ×1');
  });
});
