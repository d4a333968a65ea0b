/** `aws ecs describe-tasks` and `aws ecs describe-task-definition`: tasks, and what their containers are. */
import { agentAmong, isAgentImage, versionOfImage } from './agent-container.ts';
import { partsOfArn } from './api.ts';
import type { FactName } from './inventory.ts';
import { at, listAt, pairsAt, textAt } from './look.ts';
import type { Said } from './said.ts';
import { isTraced } from './tracer.ts';

export function readEcs(value: unknown): Said | undefined {
  const definition = at(value, 'taskDefinition') ?? value;
  if (listAt(definition, 'containerDefinitions').length > 0) return readDefinition(definition);
  const task = textAt(value, 'taskArn');
  if (task !== undefined) return readTask(value, task);
  // An element of `failures`.
  return textAt(value, 'arn') !== undefined && textAt(value, 'reason') !== undefined
    ? {
        said: 'problem',
        code: 'fleet/broken-record',
        values: { reason: `ECS says ${textAt(value, 'reason')}` },
      }
    : undefined;
}

function readTask(value: unknown, name: string): Said {
  const launch = textAt(value, 'launchType') ?? launchOf(textAt(value, 'capacityProviderName'));
  if (launch !== undefined && launch !== 'FARGATE')
    return { said: 'problem', code: 'fleet/not-serverless', values: { launch } };
  const status = textAt(value, 'lastStatus');
  if (status === 'STOPPED' || status === 'DEPROVISIONING' || status === 'STOPPING')
    return { said: 'problem', code: 'fleet/stopped-task', values: { status } };
  const definition = textAt(value, 'taskDefinitionArn') ?? '';
  const containers = listAt(value, 'containers');
  const agent = containers.map((each) => textAt(each, 'image') ?? '').find(isAgentImage);
  const version = agent === undefined ? undefined : versionOfImage(agent);
  const found: Partial<Record<FactName, string | undefined>> = {
    // Where the containers are listed and none is an agent, there is none.
    agent: containers.length === 0 ? undefined : agent === undefined ? 'none' : version,
    os: osOf(value),
    cluster: textAt(value, 'clusterArn')?.replace(/^.*\//, ''),
    family: familyOf(definition),
    launch_type: launch,
    ...partsOfArn(name),
  };
  const facts = Object.fromEntries(Object.entries(found).filter(([, text]) => text !== undefined));
  return {
    said: 'task',
    observation: {
      kind: 'task',
      name,
      aliases: [],
      facts,
      tags: [...pairsAt(value, 'tags')].map(([key, text]) => `${key}:${text}`),
      allTags: false,
    },
    definition,
  };
}

/** Providers of a name of one's own are groups of machines. */
function launchOf(provider: string | undefined): string | undefined {
  if (provider === undefined) return undefined;
  return provider.startsWith('FARGATE') ? 'FARGATE' : 'EC2';
}

function osOf(value: unknown): string | undefined {
  const family = textAt(value, 'platformFamily');
  return family === undefined ? undefined : /windows/i.test(family) ? 'windows' : 'linux';
}

/** `payments` of `arn:aws:ecs:eu-west-1:123456789012:task-definition/payments:12`. */
function familyOf(definition: string): string | undefined {
  return /(?:^|\/)([^/:]+)(?::\d+)?$/.exec(definition)?.[1];
}

function readDefinition(value: unknown): Said {
  const containers = listAt(value, 'containerDefinitions');
  const arn = textAt(value, 'taskDefinitionArn');
  const family = textAt(value, 'family') ?? '';
  return {
    said: 'task-definition',
    definition: {
      name: arn ?? `${family}:${textAt(value, 'revision') ?? ''}`,
      agent: agentAmong(containers, { variables: 'environment', ebpfless: true, files: false }),
      wrapped: containers.some((each) =>
        isTraced([...listAt(each, 'entryPoint'), ...listAt(each, 'command')]),
      ),
    },
  };
}
