/** Answers of the API: `/api/v2/csm/onboarding/agents` and `…/serverless/agents`, page by page. */
import type { FactName } from './inventory.ts';
import { at, booleanAt, fieldsOf, listAt, textAt } from './look.ts';
import type { Said } from './said.ts';

/** An element of `data`, or what stands beside it. */
export function readApiAgent(value: unknown): Said | undefined {
  if (textAt(value, 'type') !== 'datadog_agent') return readPage(value);
  const attributes = fieldsOf(at(value, 'attributes'));
  const task = textAt(attributes, 'ecs_fargate_task_arn');
  const hostname = textAt(attributes, 'hostname');
  const name = task ?? hostname;
  if (name === undefined) return { said: 'problem', code: 'fleet/no-name', values: {} };
  const feature = booleanAt(attributes, 'is_cws_enabled');
  const remote = booleanAt(attributes, 'is_cws_remote_configuration_enabled');
  const clusters = listAt(attributes, 'cluster_name').flatMap((each) => textAt({ each }, 'each') ?? []);
  const envs = listAt(attributes, 'envs').flatMap((each) => textAt({ each }, 'each') ?? []);
  const facts: Partial<Record<FactName, string>> = {
    ...textFact('agent', textAt(attributes, 'agent_version')),
    ...textFact('os', textAt(attributes, 'os')?.toLowerCase()),
    ...textFact('cluster', clusters[0]),
    ...(feature === undefined ? {} : { feature: feature ? 'on' : 'off' }),
    ...(remote === undefined ? {} : { remote_config: remote ? 'on' : 'off' }),
    ...(task === undefined ? {} : { launch_type: 'FARGATE', ...partsOfArn(task) }),
  };
  return {
    said: 'member',
    observation: {
      kind: task === undefined ? 'host' : 'task',
      name,
      aliases: [],
      facts,
      tags: [
        ...envs.map((env) => `env:${env}`),
        ...clusters.slice(1).map((each) => `kube_cluster_name:${each}`),
      ],
      allTags: false,
      // The API lists agents; that one watches a task at all is what the feature's switch says.
      ...(task === undefined ? {} : { wrapped: feature }),
    },
  };
}

function readPage(value: unknown): Said | undefined {
  const total = at(value, 'meta', 'total_filtered');
  if (typeof total === 'number') return { said: 'page', total };
  return listAt(value, 'errors').length > 0 && Object.keys(fieldsOf(value)).length === 1
    ? { said: 'problem', code: 'fleet/broken-record', values: { reason: 'the API answered with an error' } }
    : undefined;
}

function textFact(name: FactName, value: string | undefined): Partial<Record<FactName, string>> {
  return value === undefined ? {} : { [name]: value };
}

/** Account and region of `arn:aws:ecs:eu-west-1:123456789012:task/cluster/id`. */
export function partsOfArn(arn: string): Partial<Record<FactName, string>> {
  const [, , , region, account] = arn.split(':');
  return { ...textFact('region', region || undefined), ...textFact('account', account || undefined) };
}
