/**
 * Where policies go and what their rules do there, for files that do not say it themselves:
 * packages/cli/schema/deployment.schema.json.
 */
import { asBoolean, entryValue, forAnyone, isNull, type Mapping, type Node, readYaml } from '@secl/text';
import type { FleetPolicy, RuleMode } from './fleet-policy.ts';

export interface Deployed {
  /** The path or the name of a policy file, or the name of the policy. */
  readonly policy: string;
  readonly hostTags: readonly (readonly string[])[] | undefined;
  readonly enabled: boolean | undefined;
  readonly defaultMode: RuleMode | undefined;
  readonly modes: ReadonlyMap<string, RuleMode>;
}

export type ReadDeployment =
  | { readonly ok: true; readonly policies: readonly Deployed[] }
  | { readonly ok: false; readonly message: string };

const modes: readonly RuleMode[] = ['monitoring', 'blocking', 'disabled'];
const keys = ['policy', 'host_tags', 'enabled', 'default_state', 'states'];

export function readDeployment(name: string, text: string): ReadDeployment {
  const { root, problems } = readYaml(name, text);
  const [broken] = forAnyone(problems).filter(({ severity }) => severity === 'error');
  if (broken !== undefined) return { ok: false, message: broken.message };
  const list = root?.kind === 'mapping' ? entryValue(root, 'policies') : undefined;
  if (list?.kind !== 'sequence') return { ok: false, message: 'it has no list `policies`' };
  const policies: Deployed[] = [];
  for (const [index, item] of list.items.entries()) {
    const read = readPolicy(item);
    if (typeof read === 'string') return { ok: false, message: `policy ${index + 1}: ${read}` };
    policies.push(read);
  }
  return { ok: true, policies };
}

/** What is wrong, in words, or the policy. */
function readPolicy(item: Node): Deployed | string {
  if (item.kind !== 'mapping') return 'it is no mapping';
  const unknown = item.entries.find(({ key }) => !keys.includes(key.value));
  if (unknown !== undefined) return `\`${unknown.key.value}\` is no key of it: there are ${keys.join(', ')}`;
  const policy = textUnder(item, 'policy');
  if (policy === undefined) return '`policy` names no policy';
  const enabled = entryValue(item, 'enabled');
  const isEnabled = enabled?.kind === 'scalar' ? asBoolean(enabled) : undefined;
  if (enabled !== undefined && isEnabled === undefined) return '`enabled` is `true` or `false`';
  const hostTags = readHostTags(entryValue(item, 'host_tags'));
  if (typeof hostTags === 'string') return hostTags;
  const defaultState = textUnder(item, 'default_state');
  const defaultMode = modes.find((mode) => mode === defaultState);
  if (defaultState !== undefined && defaultMode === undefined) return noMode('default_state', defaultState);
  const states = entryValue(item, 'states');
  const byRule = new Map<string, RuleMode>();
  if (states !== undefined && !isNull(states)) {
    if (states.kind !== 'mapping') return '`states` is a mapping of rule ids to states';
    for (const { key, value } of states.entries) {
      const written = value.kind === 'scalar' ? value.value : '';
      const mode = modes.find((each) => each === written);
      if (mode === undefined) return noMode(key.value, written);
      byRule.set(key.value, mode);
    }
  }
  return { policy, hostTags, enabled: isEnabled, defaultMode, modes: byRule };
}

const noMode = (key: string, written: string): string =>
  `\`${key}\` is \`${written}\`: there are ${modes.join(', ')}`;

function textUnder(mapping: Mapping, key: string): string | undefined {
  const node = entryValue(mapping, key);
  return node?.kind === 'scalar' && node.value !== '' ? node.value : undefined;
}

function readHostTags(node: Node | undefined): Deployed['hostTags'] | string {
  const wrong = '`host_tags` is a list of lists of tags: the inner ones AND, the outer OR';
  if (node === undefined || isNull(node)) return undefined;
  if (node.kind !== 'sequence') return wrong;
  const lists: string[][] = [];
  for (const inner of node.items) {
    if (inner.kind !== 'sequence') return wrong;
    const tags = inner.items.flatMap((tag) => (tag.kind === 'scalar' ? [tag.value] : []));
    if (tags.length !== inner.items.length) return wrong;
    if (tags.length > 0) lists.push(tags);
  }
  return lists;
}

export interface Applied {
  readonly policies: readonly FleetPolicy[];
  /** Names that no policy has. */
  readonly unknown: readonly string[];
}

export function deploy(policies: readonly FleetPolicy[], deployed: readonly Deployed[]): Applied {
  const unknown = deployed.filter((each) => !policies.some((policy) => isCalled(policy, each.policy)));
  return {
    unknown: unknown.map(({ policy }) => policy),
    policies: policies.map((policy) => {
      const found = deployed.find((each) => isCalled(policy, each.policy));
      if (found === undefined) return policy;
      return {
        ...policy,
        hostTags: found.hostTags ?? policy.hostTags,
        enabled: found.enabled ?? policy.enabled,
        defaultMode: found.defaultMode ?? policy.defaultMode,
        modes: new Map([...policy.modes, ...found.modes]),
      };
    }),
  };
}

/** By the whole path, its end, or the policy's own name. */
function isCalled({ policy: { file, about } }: FleetPolicy, name: string): boolean {
  return file.name === name || file.name.endsWith(`/${name}`) || about?.name?.value === name;
}
