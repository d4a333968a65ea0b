import { describe, expect, test } from 'vitest';
import { inventoryOf } from '../test-fleet.ts';
import { problemsIn, short } from '../test-inventory.ts';

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

  test('a capacity provider says where a task runs', async () => {
    const by = (name: string, capacityProviderName: string) =>
      task(name, { launchType: undefined, capacityProviderName });
    const { tasks } = await inventoryOf(files({ tasks: [by('a', 'FARGATE_SPOT'), by('b', 'my-machines')] }));
    expect(tasks.map(({ name }) => name)).toEqual([arn('task', 'shop/a')]);
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
