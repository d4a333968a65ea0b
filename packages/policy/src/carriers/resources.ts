/** Rules and policies that stand one by one, as policies: rules go by the policy that they name. */
import type { Problem } from '@secl/text';
import type { RuleDefinition, Unsaid } from '../read/definitions.ts';
import { Arguments, type Resource } from './arguments.ts';
import {
  atHome,
  type CarriedPolicy,
  type CarriedResource,
  type CarrierKind,
  type IgnoredKey,
  type LeftOut,
  type NotStatic,
  type PolicyAbout,
  policyFileOf,
} from './carried.ts';
import { readCarriedRule, type Shape } from './carried-rule.ts';
import { hostTagsOf } from './host-tags.ts';
import { leftOutOf } from './left-out.ts';

export interface RuleResource extends Resource {
  readonly kind: 'rule';
  /** Address or id of its policy; empty where it names none. */
  readonly policy: string;
  /** What Terraform calls it; nothing where the carrier has no such names. */
  readonly address?: string;
}

export interface PolicyResource extends Resource {
  readonly kind: 'policy';
  /** What rules call it. */
  readonly policy: string;
}

/**
 * One policy for each that is named, in the order in which they come up. Problems of the file itself go with the first;
 * where one of these is an error, nothing of the file is deployed.
 */
export function policiesOf(
  carrier: CarrierKind,
  document: string,
  text: string,
  resources: readonly (RuleResource | PolicyResource)[],
  shape: Shape,
  problems: readonly Problem[],
): readonly CarriedPolicy[] {
  const groups = new Map<string, (RuleResource | PolicyResource)[]>();
  for (const resource of resources) {
    const group = groups.get(resource.policy) ?? [];
    groups.set(resource.policy, group);
    group.push(resource);
  }
  if (groups.size === 0) groups.set('', []);
  const unreadable = problems.find(({ severity }) => severity === 'error');
  return [...groups].map(([group, members], index) => {
    const name = group === '' ? document : `${document}#${group}`;
    const read = readGroup(name, members, shape);
    const all = index === 0 ? [...problems, ...read.problems] : read.problems;
    const file = policyFileOf(name, {
      rules: read.rules,
      problems: all,
      unreadable,
      unsaid: read.unsaid,
    });
    return atHome(carrier, document, text, file, {
      group,
      about: read.about,
      ignored: read.ignored,
      notStatic: read.notStatic,
      leftOut: read.leftOut,
      resources: read.resources,
    });
  });
}

function readGroup(name: string, members: readonly (RuleResource | PolicyResource)[], shape: Shape) {
  const problems: Problem[] = [];
  const rules: RuleDefinition[] = [];
  const ignored: IgnoredKey[] = [];
  const notStatic: NotStatic[] = [];
  const leftOut: LeftOut[] = [];
  const unsaid: Unsaid[] = [];
  const resources: CarriedResource[] = [];
  let about: PolicyAbout | undefined;
  for (const member of members) {
    const fields = new Arguments(member, name, shape, problems);
    if (member.kind === 'policy') {
      about ??= aboutOf(fields);
      leftOut.push(...leftOutOf(fields, 'policy', undefined));
      continue;
    }
    const found = readCarriedRule(fields, shape);
    if (found.rule !== undefined) rules.push(found.rule);
    if (found.rule?.id !== undefined && member.address !== undefined)
      resources.push({
        id: found.rule.id.value,
        address: member.address,
        madeFirst: isMadeFirst(fields),
      });
    ignored.push(...found.ignored);
    notStatic.push(...found.notStatic);
    leftOut.push(...found.leftOut);
    unsaid.push(...found.unsaid);
  }
  return { problems, rules, about, ignored, notStatic, leftOut, unsaid, resources };
}

/** `lifecycle { create_before_destroy = true }`. */
function isMadeFirst(fields: Arguments): boolean {
  return fields
    .mappings('lifecycle')
    .some((each) => each.kind === 'mapping' && fields.inside(each).bool('create_before_destroy')?.value);
}

function aboutOf(fields: Arguments): PolicyAbout {
  return {
    name: fields.text('name'),
    description: fields.text('description'),
    enabled: fields.bool('enabled'),
    hostTags: hostTagsOf(fields),
    range: fields.range,
  };
}
