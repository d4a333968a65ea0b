/** What `terraform show -json` prints: resources with their final values, so that nothing is a template any more. */
import { type Mapping, type Node, type Problem, placeOf, readJson } from '@secl/text';
import { problem } from '../problem.ts';
import { type Argument, argumentsOf } from './arguments.ts';
import type { CarriedPolicy } from './carried.ts';
import { policyType, ruleTypes, textTypes } from './carrier-of.ts';
import { policyAddress } from './policy-address.ts';
import { type PolicyResource, policiesOf, type RuleResource } from './resources.ts';
import { terraform } from './shapes.ts';
import { partlyKnownEntries, readTexts, type TextResource } from './terraform-texts.ts';
import { objectsIn, textUnder, under } from './tree-lookup.ts';

export function readTerraformPlan(name: string, text: string): readonly CarriedPolicy[] {
  const { root, problems: broken } = readJson(name, text);
  const problems: Problem[] = [...broken];
  const plan: Plan = {
    references: new Map(),
    unknown: new Map(),
  };
  collectReferences(under(root, 'configuration', 'root_module'), '', plan);
  collectUnknown(root, plan);
  const resources = [...resourcesOf(under(root, 'planned_values', 'root_module'), '', plan)];
  const error = problems.find(({ severity }) => severity === 'error');
  const texts = readTexts(name, text, [...textsOf(under(root, 'planned_values', 'root_module'))], error);
  if (resources.length === 0 && problems.length === 0) {
    if (texts.length > 0) return texts;
    const reason = 'the plan has no agent rule and no policy';
    problems.push(problem('policy/no-policy', { document: name, range: { start: 0, end: 0 } }, { reason }));
  }
  return [...policiesOf('terraform-plan', name, text, resources, terraform, problems), ...texts];
}

/** Resources that bring policies along as texts. */
function* textsOf(module: Node | undefined): Generator<TextResource> {
  for (const resource of objectsUnder(module, 'resources')) {
    const carrier = textTypes.get(textUnder(resource, 'type'));
    const values = under(resource, 'values');
    if (carrier === undefined || values?.kind !== 'mapping' || textUnder(resource, 'mode') === 'data')
      continue;
    yield {
      range: values.range,
      // Whether and how often it is there is worked out.
      arguments: [],
      carrier,
      address: textUnder(resource, 'address'),
      entries: partlyKnownEntries(values, (each) => each),
    };
  }
  for (const child of objectsUnder(module, 'child_modules')) yield* textsOf(child);
}

interface Plan {
  /** What `policy_id` refers to, by the address of the rule without indices. */
  readonly references: Map<string, string>;
  /** Keys whose values only applying the plan gives, by the address of the resource. */
  readonly unknown: Map<string, readonly Argument[]>;
}

function* resourcesOf(
  module: Node | undefined,
  path: string,
  plan: Plan,
): Generator<RuleResource | PolicyResource> {
  for (const resource of objectsUnder(module, 'resources')) {
    const type = textUnder(resource, 'type');
    const values = under(resource, 'values');
    if (values?.kind !== 'mapping' || textUnder(resource, 'mode') === 'data') continue;
    const address = textUnder(resource, 'address');
    const { range } = values;
    if (type === policyType)
      yield {
        kind: 'policy',
        range,
        arguments: argumentsOf(values),
        policy: `${path}${type}.${textUnder(resource, 'name')}`,
      };
    else if (ruleTypes.includes(type)) {
      const unknown = plan.unknown.get(address) ?? [];
      const known = argumentsOf(values).filter(({ key }) => !unknown.some((each) => each.key === key));
      const reference = plan.references.get(withoutIndices(address));
      const policy = textUnder(values, 'policy_id') || (reference === undefined ? '' : `${path}${reference}`);
      yield { kind: 'rule', range, arguments: [...known, ...unknown], policy };
    }
  }
  for (const child of objectsUnder(module, 'child_modules'))
    yield* resourcesOf(child, `${textUnder(child, 'address')}.`, plan);
}

/** The configuration names what an id will be taken from, where its value is not known before. */
function collectReferences(module: Node | undefined, path: string, plan: Plan): void {
  for (const resource of objectsUnder(module, 'resources')) {
    const references = under(resource, 'expressions', 'policy_id', 'references');
    const [first] = references?.kind === 'sequence' ? references.items : [];
    if (first?.kind === 'scalar')
      plan.references.set(`${path}${textUnder(resource, 'address')}`, policyAddress(first.value));
  }
  const calls = under(module, 'module_calls');
  if (calls?.kind !== 'mapping') return;
  for (const { key, value } of calls.entries)
    collectReferences(under(value, 'module'), `${path}module.${key.value}.`, plan);
}

function collectUnknown(root: Node | undefined, plan: Plan): void {
  for (const change of objectsUnder(root, 'resource_changes')) {
    const unknown = under(change, 'change', 'after_unknown');
    if (unknown?.kind !== 'mapping') continue;
    const args = unknown.entries
      .filter(({ key, value }) => value.kind === 'scalar' && value.value === 'true' && key.value !== 'id')
      .map(({ key }): Argument => {
        const range = placeOf(key);
        return { key: key.value, keyRange: range, value: { kind: 'unknown', range, text: key.value } };
      });
    plan.unknown.set(textUnder(change, 'address'), args);
  }
}

const withoutIndices = (address: string): string => address.replace(/\[(?:"[^"]*"|\d+)\]/g, '');

const objectsUnder = (node: Node | undefined, key: string): readonly Mapping[] => objectsIn(under(node, key));
