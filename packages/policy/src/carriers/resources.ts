/** Rules and policies that stand one by one, as policies: rules go by the policy that they name. */
import type { Problem } from '@secl/text';
import type { RuleDefinition } from '../read/definitions.ts';
import { Arguments, type Resource } from './arguments.ts';
import {
  atHome,
  type CarriedPolicy,
  type CarrierKind,
  type IgnoredKey,
  type NotStatic,
  policyFileOf,
} from './carried.ts';
import { readCarriedRule, type Shape } from './carried-rule.ts';

export interface RuleResource extends Resource {
  readonly kind: 'rule';
  /** Address or id of its policy; empty where it names none. */
  readonly policy: string;
}

export interface PolicyResource extends Resource {
  readonly kind: 'policy';
  /** What rules call it. */
  readonly policy: string;
}

/**
 * One policy for each that is named, in the order in which they come up. Problems of the file itself go with the first;
 * where `broken`, nothing of the file is deployed.
 */
export function policiesOf(
  carrier: CarrierKind,
  document: string,
  text: string,
  resources: readonly (RuleResource | PolicyResource)[],
  shape: Shape,
  problems: readonly Problem[],
): readonly CarriedPolicy[] {
  const groups = new Map<string, RuleResource[]>();
  for (const resource of resources) {
    const rules = groups.get(resource.policy) ?? [];
    groups.set(resource.policy, rules);
    if (resource.kind === 'rule') rules.push(resource);
  }
  if (groups.size === 0) groups.set('', []);
  const unreadable = problems.find(({ severity }) => severity === 'error');
  return [...groups].map(([group, rules], index) => {
    const name = group === '' ? document : `${document}#${group}`;
    const read = readRules(name, rules, shape);
    const all = index === 0 ? [...problems, ...read.problems] : read.problems;
    const file = policyFileOf(name, { rules: read.rules, problems: all, unreadable });
    return atHome(carrier, document, text, file, { group, ignored: read.ignored, notStatic: read.notStatic });
  });
}

function readRules(name: string, resources: readonly RuleResource[], shape: Shape) {
  const problems: Problem[] = [];
  const rules: RuleDefinition[] = [];
  const ignored: IgnoredKey[] = [];
  const notStatic: NotStatic[] = [];
  for (const resource of resources) {
    const found = readCarriedRule(new Arguments(resource, name, shape, problems), shape);
    if (found.rule !== undefined) rules.push(found.rule);
    ignored.push(...found.ignored);
    notStatic.push(...found.notStatic);
  }
  return { problems, rules, ignored, notStatic };
}
