/**
 * A policy that Terraform encodes of an object: `yamlencode({ rules = [...] })`. It is read as the text that will be there,
 * at the places of the object; what of a rule is not static leaves out that rule, and nothing beside it.
 */
import {
  createScalar,
  type HclObject,
  type HclValue,
  type Mapping,
  type Node,
  type Problem,
  type Range,
  type Scalar,
} from '@secl/text';
import { problem } from '../problem.ts';
import type { Unsaid } from '../read/definitions.ts';
import { readPolicyTree } from '../read/read-policy.ts';
import type { Unknown } from './arguments.ts';
import { atHome, type CarriedPolicy, type NotStatic } from './carried.ts';
import { localOf, type Source, staticOf } from './terraform-values.ts';
import { ruleNamed } from './unknown-values.ts';

export interface EncodedPolicy {
  readonly kind: 'encoded';
  /** Without the items that are not static. */
  readonly root: Mapping;
  readonly hidden: readonly HiddenItem[];
}

/** A rule or macro that only Terraform knows. */
interface HiddenItem {
  readonly list: 'rules' | 'macros';
  readonly id: string | undefined;
  /** The key of the item whose value it is; nothing where it is the item as a whole. */
  readonly key: string | undefined;
  readonly range: Range;
}

/** Functions whose text agents read as the object that went in. */
const encoding: ReadonlySet<string> = new Set(['yamlencode', 'jsonencode']);

/** Nothing where no function encodes an object here, or something beside the rules and macros is not static. */
export function encodedPolicy(value: HclValue, source: Source): EncodedPolicy | undefined {
  if (value.kind !== 'dynamic' || value.call === undefined || !encoding.has(value.call.name.text))
    return undefined;
  const [given, ...more] = value.call.arguments;
  const policy = given === undefined || more.length > 0 ? undefined : written(given, source);
  if (policy?.value.kind !== 'object') return undefined;
  const hidden: HiddenItem[] = [];
  const entries = [];
  for (const { key, value: said } of policy.value.entries) {
    if (key.kind !== 'scalar') return undefined;
    const list = key.value === 'rules' || key.value === 'macros' ? key.value : undefined;
    const node = list === undefined ? undefined : listOf(list, said, policy.source, hidden);
    const read = node ?? staticOf(said, policy.source);
    if (read.kind === 'unknown') return undefined;
    entries.push({ key, value: asEncoded(read) });
  }
  return {
    kind: 'encoded',
    root: lastOfEach({ kind: 'mapping', entries, range: policy.value.range }),
    hidden,
  };
}

/** What a name stands for, where it is written out in the file. */
function written(value: HclValue, source: Source): { readonly value: HclValue; readonly source: Source } {
  return (value.kind === 'reference' ? localOf(value, source) : undefined) ?? { value, source };
}

/** Its items, as far as they are static; what is none of its items is judged as a whole. */
function listOf(
  list: HiddenItem['list'],
  value: HclValue,
  source: Source,
  hidden: HiddenItem[],
): Node | undefined {
  const said = written(value, source);
  if (said.value.kind !== 'list') return undefined;
  const items = said.value.items.flatMap((item) => {
    const node = staticOf(item, said.source);
    if (node.kind !== 'unknown') return [node];
    hidden.push(hiddenItem(list, item, node, said.source));
    return [];
  });
  return { kind: 'sequence', items, range: said.value.range };
}

function hiddenItem(
  list: HiddenItem['list'],
  value: HclValue,
  { range }: Unknown,
  source: Source,
): HiddenItem {
  const item = written(value, source);
  if (item.value.kind !== 'object') return { list, id: undefined, key: undefined, range };
  const keyOf = ({ key }: HclObject['entries'][number]): string | undefined =>
    key.kind === 'scalar' ? key.value : undefined;
  const { entries } = item.value;
  const id = entries.find((entry) => keyOf(entry) === 'id')?.value;
  const at = entries.find((entry) => staticOf(entry.value, item.source).kind === 'unknown');
  return { list, id: id?.kind === 'scalar' ? id.value : undefined, key: at && keyOf(at), range };
}

/** Numbers as Terraform writes them: `7.50` loses its last digit. */
function asEncoded(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return node.style === 'plain' ? asNumber(node) : node;
    case 'sequence':
      return { ...node, items: node.items.map(asEncoded) };
    case 'mapping':
      return lastOfEach({
        ...node,
        entries: node.entries.map(({ key, value }) => ({ key, value: asEncoded(value) })),
      });
    case 'missing':
      return node;
  }
}

function asNumber(scalar: Scalar): Scalar {
  if (!/^-?[0-9]+(?:\.[0-9]+)?$/.test(scalar.value)) return scalar;
  const [whole = '', fraction = ''] = scalar.value.split('.');
  const digits = fraction.replace(/0+$/, '');
  const number = `${whole.replace(/^(-?)0+(?=[0-9])/, '$1')}${digits === '' ? '' : `.${digits}`}`;
  return number === scalar.value ? scalar : createScalar(scalar.read, number);
}

/** Of a key that stands twice in an object the last value counts. */
function lastOfEach(object: Mapping): Mapping {
  const last = new Map(object.entries.map((entry) => [entry.key.value, entry]));
  return last.size === object.entries.length ? object : { ...object, entries: [...last.values()] };
}

/** `document` and `text`: the user's file; `name`: that of the policy. */
export function readEncoded(
  document: string,
  name: string,
  text: string,
  { group, key, policy }: { readonly group: string; readonly key: Scalar; readonly policy: EncodedPolicy },
): CarriedPolicy {
  const kind = /(?:^|\/)default\.policy$/.test(key.value) ? 'default' : 'custom';
  const read = readPolicyTree(name, policy.root, kind);
  const problems: Problem[] = [...read.problems];
  const unsaid: Unsaid[] = [];
  const notStatic: NotStatic[] = [];
  for (const item of policy.hidden) {
    const { what, effect } = inWords(item);
    const values = { what, is: 'is', tool: 'Terraform', effect };
    problems.push(problem('policy/not-static', { document: name, range: item.range }, values));
    unsaid.push(unsaidBy(item));
    notStatic.push({ id: item.id, range: item.range });
  }
  const file = { ...read, problems, unsaid };
  return atHome('terraform-object', document, text, file, { group, notStatic });
}

function inWords({ list, id, key }: HiddenItem): { readonly what: string; readonly effect: string } {
  const noun = list === 'rules' ? 'rule' : 'macro';
  const item = id === undefined ? `the ${noun}` : `the ${noun} \`${id}\``;
  return { what: key === undefined ? `a ${noun}` : `\`${key}\``, effect: `${item} is left out` };
}

/** A rule that is left out may set any variable. */
function unsaidBy({ list, id }: HiddenItem): Unsaid {
  return list === 'macros'
    ? {
        kind: 'macro',
        name: id,
        need: `what the macro${id === undefined ? '' : ` \`${id}\``} says, which only Terraform knows`,
      }
    : { kind: 'variable', name: undefined, need: `what ${ruleNamed(id)} sets, which only Terraform knows` };
}
