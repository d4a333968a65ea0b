/** `ruleset_loaded` and `heartbeat` events: what an agent loaded in truth. They may lie in envelopes of the log API. */
import type { FactName } from './inventory.ts';
import { at, fieldsOf, listAt, textAt } from './look.ts';
import type { RealPolicy, RealRule } from './real.ts';
import type { Said } from './said.ts';

const events: readonly string[] = ['ruleset_loaded', 'heartbeat'];

export function readAgentEvent(value: unknown): Said | undefined {
  const event = innermost(value);
  const agent = at(event, 'agent');
  const rule = textAt(agent, 'rule_id');
  if (rule === undefined || !events.includes(rule)) return undefined;
  const policies = [
    ...listAt(event, 'policies'),
    ...(at(event, 'policy') === undefined ? [] : [at(event, 'policy')]),
  ];
  const hostname = namesOf(value, event);
  const task = textAt(event, 'ecs_task_arn') ?? taskTag(value, event);
  const name = task ?? hostname;
  if (name === undefined) return { said: 'problem', code: 'fleet/no-name', values: {} };
  const version = textAt(agent, 'version');
  const found: Partial<Record<FactName, string | undefined>> = {
    agent: version,
    os: textAt(agent, 'os'),
    origin: originOf(textAt(agent, 'origin')),
    kernel: textAt(agent, 'kernel_version'),
    // An agent that loads rules has the feature on.
    feature: 'on',
  };
  const facts = Object.fromEntries(Object.entries(found).filter(([, text]) => text !== undefined));
  const kind = task === undefined ? 'host' : 'task';
  const wrapped = task === undefined ? {} : { wrapped: true };
  return {
    said: 'real',
    observation: { kind, name, aliases: [], facts, tags: tagsOf(value, event), allTags: false, ...wrapped },
    real: { name, agent: version, policies: policies.map(policyOf) },
  };
}

/** The event itself, below `attributes`, as often as it is wrapped. */
function innermost(value: unknown): unknown {
  let current = value;
  for (let depth = 0; depth < 4; depth++) {
    if (textAt(current, 'agent', 'rule_id') !== undefined) return current;
    const inner = at(current, 'attributes') ?? at(current, 'content');
    if (inner === undefined) return current;
    current = inner;
  }
  return current;
}

function namesOf(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const name =
      textAt(value, 'hostname') ??
      textAt(value, 'host') ??
      textAt(value, 'agent', 'hostname') ??
      textAt(value, 'attributes', 'host') ??
      textAt(value, 'attributes', 'hostname');
    if (name !== undefined) return name;
  }
  return undefined;
}

function tagsOf(...values: readonly unknown[]): readonly string[] {
  const lists = values.flatMap((value) => [
    at(value, 'tags'),
    at(value, 'attributes', 'tags'),
    at(value, 'ddtags'),
  ]);
  const tags = lists.flatMap((list): string[] =>
    typeof list === 'string' ? list.split(',') : Array.isArray(list) ? list.map(String) : [],
  );
  return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag.includes(':')))];
}

function taskTag(...values: readonly unknown[]): string | undefined {
  const tag = tagsOf(...values).find((each) => each.startsWith('task_arn:'));
  return tag?.slice('task_arn:'.length);
}

function originOf(text: string | undefined): string | undefined {
  return text === 'ebpf' || text === 'ebpfless' ? text : undefined;
}

function policyOf(value: unknown): RealPolicy {
  const rules = at(value, 'rules');
  return {
    name: textAt(value, 'name') ?? '',
    version: textAt(value, 'version') ?? '',
    source: textAt(value, 'source') ?? '',
    status: textAt(value, 'status') ?? '',
    rules: Array.isArray(rules) ? rules.map(ruleOf) : undefined,
  };
}

function ruleOf(value: unknown): RealRule {
  const { expression } = fieldsOf(value);
  return {
    id: textAt(value, 'id') ?? '',
    status: textAt(value, 'status') ?? '',
    message: textAt(value, 'message') ?? '',
    expression: typeof expression === 'string' ? expression : '',
  };
}
