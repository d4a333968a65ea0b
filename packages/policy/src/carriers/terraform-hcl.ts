/** Terraform as people write it: HCL. What only Terraform can work out is passed on as unknown, with its place. */
import {
  type Entry,
  type HclBlock,
  type HclBody,
  type HclDynamic,
  type HclParser,
  type HclValue,
  type Mapping,
  type Problem,
  type Range,
  readHcl,
  type Scalar,
} from '@secl/text';
import { problem } from '../problem.ts';
import type { Argument, Unknown } from './arguments.ts';
import { atHome, type CarriedPolicy, policyFileOf } from './carried.ts';
import { policyType, ruleTypes, textTypes } from './carrier-of.ts';
import { settingKeys } from './helm-settings.ts';
import { policyAddress } from './policy-address.ts';
import { isPolicyKey } from './policy-keys.ts';
import { type PolicyResource, policiesOf, type RuleResource } from './resources.ts';
import { terraform } from './shapes.ts';
import { withDirectives } from './terraform-directive.ts';
import { encodedPolicy } from './terraform-encoded.ts';
import { type PartlyKnown, type PartlyKnownEntry, readTexts, type TextResource } from './terraform-texts.ts';
import { keyAt, localOf, type Source, sourceOf, staticOf, unknownAt } from './terraform-values.ts';

/** Without a parser the file is one that cannot be read. */
export function readTerraform(
  name: string,
  text: string,
  parser: HclParser | undefined,
): readonly CarriedPolicy[] {
  const start = { document: name, range: { start: 0, end: 0 } };
  if (parser === undefined) {
    const unreadable = problem('policy/unreadable', start, { reason: 'nothing here can read HCL' });
    return [atHome('terraform', name, text, policyFileOf(name, { problems: [unreadable], unreadable }))];
  }
  const { body, problems: broken } = readHcl(parser, name, text);
  const problems: Problem[] = [...withDirectives(broken, text)];
  const source = sourceOf(text, body);
  const resources = body.blocks.flatMap((block) => resourceOf(block, source));
  const error = problems.find(({ severity }) => severity === 'error');
  const texts = readTexts(
    name,
    text,
    body.blocks.flatMap((block) => textsOf(block, source)),
    error,
  );
  if (resources.length === 0 && problems.length === 0) {
    if (texts.length > 0) return texts;
    problems.push(
      problem('policy/no-policy', start, { reason: 'no resource is an agent rule or brings a policy along' }),
    );
  }
  return [...policiesOf('terraform', name, text, resources, terraform, problems), ...texts];
}

function resourceOf(block: HclBlock, source: Source): readonly (RuleResource | PolicyResource)[] {
  const [type, name] = block.labels.map((label) => label.value);
  if (block.type !== 'resource' || block.labels.length !== 2) return [];
  if (type === undefined || name === undefined) return [];
  const { range } = block;
  const args = argumentsIn(block.body, source);
  if (type === policyType) return [{ kind: 'policy', range, arguments: args, policy: `${type}.${name}` }];
  const address = `${type}.${name}`;
  return ruleTypes.includes(type)
    ? [{ kind: 'rule', range, arguments: args, policy: policyIn(args), address }]
    : [];
}

/** A resource that brings policies along as texts. */
function textsOf(block: HclBlock, source: Source): readonly TextResource[] {
  const [type = '', name] = block.labels.map((label) => label.value);
  const carrier = textTypes.get(type);
  if (block.type !== 'resource' || block.labels.length !== 2 || carrier === undefined) return [];
  const entries = [...entriesIn(block.body, source), ...settingsIn(block.body, source)];
  const args = argumentsIn(block.body, source);
  return [{ range: block.range, arguments: args, carrier, address: `${type}.${name}`, entries }];
}

const entriesIn = ({ attributes }: HclBody, source: Source): readonly PartlyKnownEntry[] =>
  attributes.map(({ name, nameRange, value }) => ({
    key: keyAt(name, nameRange, source),
    value: partlyKnown(value, source),
  }));

/** Blocks of a chart's release that set one of its values. */
function settingsIn({ blocks }: HclBody, source: Source): readonly PartlyKnownEntry[] {
  return blocks
    .filter(({ type }) => settingKeys.has(type))
    .map(({ type, typeRange, body }) => ({
      key: keyAt(type, typeRange, source),
      value: { kind: 'object', entries: entriesIn(body, source) },
    }));
}

/** Functions that give what they are given, as far as policies in it go. */
const passing: ReadonlySet<string> = new Set(['yamlencode', 'jsonencode', 'yamldecode', 'merge']);

function partlyKnown(value: HclValue, source: Source): PartlyKnown {
  switch (value.kind) {
    case 'list':
      return { kind: 'list', items: value.items.map((item) => partlyKnown(item, source)) };
    case 'object':
      return {
        kind: 'object',
        entries: value.entries.flatMap(({ key, value: inner }) =>
          key.kind === 'scalar' ? [{ key, value: valueAt(key, inner, source) }] : [],
        ),
      };
    case 'dynamic':
      return value.call !== undefined && passing.has(value.call.name.text)
        ? { kind: 'list', items: value.call.arguments.map((each) => partlyKnown(each, source)) }
        : dynamicAt(value, value.range, source);
    case 'scalar':
      return value;
    case 'reference': {
      const local = localOf(value, source);
      return local === undefined ? unknownAt(value.range, source) : partlyKnown(local.value, local.source);
    }
  }
}

/** Under the key of a policy its text is due, which Terraform makes where a function encodes something. */
function valueAt(key: Scalar, value: HclValue, source: Source): PartlyKnown {
  if (!isPolicyKey(key)) return partlyKnown(value, source);
  const local = value.kind === 'reference' ? localOf(value, source) : undefined;
  const said = local ?? { value, source };
  if (said.value.kind !== 'dynamic') return partlyKnown(value, source);
  return encodedPolicy(said.value, said.source) ?? dynamicAt(said.value, value.range, source);
}

function dynamicAt({ what }: HclDynamic, range: Range, source: Source): Unknown {
  return { ...unknownAt(range, source), ...(what === 'long expression' && { isLong: true }) };
}

/** The policy that `policy_id` names: a reference, or an id. */
function policyIn(args: readonly Argument[]): string {
  const value = args.find(({ key }) => key === 'policy_id')?.value;
  if (value?.kind === 'unknown') return policyAddress(value.text.replace(/^"\$\{\s*([^{}]*?)\s*\}"$/, '$1'));
  return value?.kind === 'scalar' && value.value !== 'null' ? value.value : '';
}

function argumentsIn(body: HclBody, source: Source): readonly Argument[] {
  const attributes = body.attributes.map(
    ({ name, nameRange, value }): Argument => ({
      key: name,
      keyRange: nameRange,
      value: staticOf(value, source),
    }),
  );
  const blocks = body.blocks.map((block): Argument => {
    const { type, typeRange } = block;
    if (type !== 'dynamic') return { key: type, keyRange: typeRange, value: blockOf(block, source) };
    // It stands for any number of blocks that are called as its label says.
    const [label] = block.labels;
    return {
      key: label?.value ?? type,
      keyRange: label?.range ?? typeRange,
      value: unknownAt({ start: typeRange.start, end: label?.range.end ?? typeRange.end }, source),
    };
  });
  return [...attributes, ...blocks].sort((a, b) => a.keyRange.start - b.keyRange.start);
}

/** A block as the object that it is in JSON; unknown where one of its values is. */
function blockOf({ body, range }: HclBlock, source: Source): Mapping | Unknown {
  const entries: Entry[] = [];
  for (const { key, keyRange, value } of argumentsIn(body, source)) {
    if (value.kind === 'unknown') return value;
    entries.push({ key: keyAt(key, keyRange, source), value });
  }
  return { kind: 'mapping', entries, range };
}
