/** Terraform in JSON: the same blocks as in HCL, as objects; every string is a template. */
import { entryValue, type Mapping, type Node, type Problem, placeOf, readJson } from '@secl/text';
import { problem } from '../problem.ts';
import type { Argument, Unknown } from './arguments.ts';
import type { CarriedPolicy } from './carried.ts';
import { policyType, ruleTypes } from './carrier-of.ts';
import { policyAddress } from './policy-address.ts';
import { type PolicyResource, policiesOf, type RuleResource } from './resources.ts';
import { terraform } from './shapes.ts';
import { templateText } from './template-text.ts';
import { objectsIn } from './tree-lookup.ts';

export function readTerraformJson(name: string, text: string): readonly CarriedPolicy[] {
  const { root, problems: broken } = readJson(name, text);
  const problems: Problem[] = [...broken];
  const resources = blocksUnder(root, 'resource').flatMap((types) =>
    types.entries.flatMap(({ key: type, value }) => {
      if (type.value !== policyType && !ruleTypes.includes(type.value)) return [];
      return objectsIn(value).flatMap((names) =>
        names.entries.flatMap((entry) =>
          objectsIn(entry.value).map((body) => resourceOf(type.value, entry.key.value, body)),
        ),
      );
    }),
  );
  if (resources.length === 0 && problems.length === 0) {
    const reason = 'no resource is an agent rule';
    problems.push(problem('policy/no-policy', { document: name, range: { start: 0, end: 0 } }, { reason }));
  }
  return policiesOf('terraform-json', name, text, resources, terraform, problems);
}

function resourceOf(type: string, name: string, body: Mapping): RuleResource | PolicyResource {
  const args = body.entries.flatMap(({ key, value }) =>
    // A list of objects is a block that stands several times.
    valuesOf(value).map((each): Argument => ({ key: key.value, keyRange: placeOf(key), value: each })),
  );
  const { range } = body;
  if (type === policyType) return { kind: 'policy', range, arguments: args, policy: `${type}.${name}` };
  return { kind: 'rule', range, arguments: args, policy: policyIn(args) };
}

/** The policy that `policy_id` names: a reference `${datadog_csm_threats_policy.x.id}`, or an id. */
function policyIn(args: readonly Argument[]): string {
  const value = args.find(({ key }) => key === 'policy_id')?.value;
  if (value === undefined) return '';
  if (value.kind === 'unknown')
    return policyAddress(/^\$\{\s*([^{}]*?)\s*\}$/.exec(value.text)?.[1] ?? value.text);
  return value.kind === 'scalar' && value.value !== 'null' ? value.value : '';
}

function valuesOf(node: Node): readonly (Node | Unknown)[] {
  const objects = node.kind === 'sequence' && node.items.some((item) => item.kind === 'mapping');
  return objects ? node.items.map(staticOf) : [staticOf(node)];
}

/** A value with its strings read as templates; unknown as a whole where one of them is. */
function staticOf(node: Node): Node | Unknown {
  switch (node.kind) {
    case 'scalar':
      return templateText(node);
    case 'missing':
      return node;
    case 'sequence': {
      const items: Node[] = [];
      for (const item of node.items.map(staticOf)) {
        if (item.kind === 'unknown') return item;
        items.push(item);
      }
      return { ...node, items };
    }
    case 'mapping': {
      const entries = [];
      for (const entry of node.entries) {
        const value = staticOf(entry.value);
        if (value.kind === 'unknown') return value;
        entries.push({ ...entry, value });
      }
      return { ...node, entries };
    }
  }
}

/** The whole file may be a list of objects, too. */
function blocksUnder(root: Node | undefined, key: string): readonly Mapping[] {
  return objectsIn(root).flatMap((top) => objectsIn(entryValue(top, key)));
}
