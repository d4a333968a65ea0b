/** Terraform in JSON: the same blocks as in HCL, as objects; every string is a template. */
import {
  entryValue,
  type Mapping,
  type Node,
  type Problem,
  placeOf,
  readJson,
  type Scalar,
} from '@secl/text';
import { problem } from '../problem.ts';
import type { Argument, Unknown } from './arguments.ts';
import type { CarriedPolicy } from './carried.ts';
import { policyType, ruleTypes, textTypes } from './carrier-of.ts';
import { policyAddress } from './policy-address.ts';
import { type PolicyResource, policiesOf, type RuleResource } from './resources.ts';
import { terraform } from './shapes.ts';
import { templateText } from './template-text.ts';
import { partlyKnownEntries, readTexts, type TextResource } from './terraform-texts.ts';
import { objectsIn } from './tree-lookup.ts';

export function readTerraformJson(name: string, text: string): readonly CarriedPolicy[] {
  const { root, problems: broken } = readJson(name, text);
  const problems: Problem[] = [...broken];
  const locals = localsIn(root);
  const resources = blocksUnder(root, 'resource').flatMap((types) =>
    types.entries.flatMap(({ key: type, value }) => {
      if (type.value !== policyType && !ruleTypes.includes(type.value)) return [];
      return objectsIn(value).flatMap((names) =>
        names.entries.flatMap((entry) =>
          objectsIn(entry.value).map((body) => resourceOf(type.value, entry.key.value, body, locals)),
        ),
      );
    }),
  );
  const error = problems.find(({ severity }) => severity === 'error');
  const texts = readTexts(name, text, textsUnder(root, locals), error);
  if (resources.length === 0 && problems.length === 0) {
    if (texts.length > 0) return texts;
    const reason = 'no resource is an agent rule or brings a policy along';
    problems.push(problem('policy/no-policy', { document: name, range: { start: 0, end: 0 } }, { reason }));
  }
  return [...policiesOf('terraform-json', name, text, resources, terraform, problems), ...texts];
}

/** Resources that bring policies along as texts. */
function textsUnder(root: Node | undefined, locals: Locals): readonly TextResource[] {
  return blocksUnder(root, 'resource').flatMap((types) =>
    types.entries.flatMap(({ key: type, value }) => {
      const carrier = textTypes.get(type.value);
      if (carrier === undefined) return [];
      return objectsIn(value).flatMap((names) =>
        names.entries.flatMap((entry) =>
          objectsIn(entry.value).map((body) => ({
            range: body.range,
            arguments: argumentsIn(body, locals),
            carrier,
            address: `${type.value}.${entry.key.value}`,
            entries: partlyKnownEntries(body, (each) => staticOf(each, locals)),
          })),
        ),
      );
    }),
  );
}

/** Values of `local.name` that are written out in this file. */
type Locals = ReadonlyMap<string, Scalar>;

/** One that stands twice is an error of Terraform, which has no value then. */
function localsIn(root: Node | undefined): Locals {
  const entries = blocksUnder(root, 'locals').flatMap((block) => block.entries);
  const often = (name: string): boolean => entries.filter(({ key }) => key.value === name).length > 1;
  return new Map(
    entries.flatMap(({ key, value }) => {
      const text = value.kind === 'scalar' ? templateText(value) : value;
      return text.kind === 'scalar' && !often(key.value) ? [[key.value, text] as const] : [];
    }),
  );
}

function resourceOf(
  type: string,
  name: string,
  body: Mapping,
  locals: Locals,
): RuleResource | PolicyResource {
  const args = argumentsIn(body, locals);
  const { range } = body;
  if (type === policyType) return { kind: 'policy', range, arguments: args, policy: `${type}.${name}` };
  return { kind: 'rule', range, arguments: args, policy: policyIn(args), address: `${type}.${name}` };
}

function argumentsIn(body: Mapping, locals: Locals): readonly Argument[] {
  return body.entries.flatMap(({ key, value }) =>
    // A list of objects is a block that stands several times.
    valuesOf(value, locals).map(
      (each): Argument => ({ key: key.value, keyRange: placeOf(key), value: each }),
    ),
  );
}

/** The policy that `policy_id` names: a reference `${datadog_csm_threats_policy.x.id}`, or an id. */
function policyIn(args: readonly Argument[]): string {
  const value = args.find(({ key }) => key === 'policy_id')?.value;
  if (value === undefined) return '';
  if (value.kind === 'unknown')
    return policyAddress(/^\$\{\s*([^{}]*?)\s*\}$/.exec(value.text)?.[1] ?? value.text);
  return value.kind === 'scalar' && value.value !== 'null' ? value.value : '';
}

function valuesOf(node: Node, locals: Locals): readonly (Node | Unknown)[] {
  const objects = node.kind === 'sequence' && node.items.some((item) => item.kind === 'mapping');
  return objects ? node.items.map((item) => staticOf(item, locals)) : [staticOf(node, locals)];
}

/** A value with its strings read as templates; unknown as a whole where one of them is. */
function staticOf(node: Node, locals: Locals): Node | Unknown {
  switch (node.kind) {
    case 'scalar':
      return localOf(node, locals) ?? templateText(node);
    case 'missing':
      return node;
    case 'sequence': {
      const items: Node[] = [];
      for (const item of node.items.map((each) => staticOf(each, locals))) {
        if (item.kind === 'unknown') return item;
        items.push(item);
      }
      return { ...node, items };
    }
    case 'mapping': {
      const entries = [];
      for (const entry of node.entries) {
        const value = staticOf(entry.value, locals);
        if (value.kind === 'unknown') return value;
        entries.push({ ...entry, value });
      }
      return { ...node, entries };
    }
  }
}

/** What `"${local.name}"` stands for: the value itself, at its own place. */
function localOf({ value, style }: Scalar, locals: Locals): Scalar | undefined {
  const [, name] = (style !== 'plain' && /^\$\{\s*local\.([\w-]+)\s*\}$/.exec(value)) || [];
  return name === undefined ? undefined : locals.get(name);
}

/** The whole file may be a list of objects, too. */
function blocksUnder(root: Node | undefined, key: string): readonly Mapping[] {
  return objectsIn(root).flatMap((top) => objectsIn(entryValue(top, key)));
}
