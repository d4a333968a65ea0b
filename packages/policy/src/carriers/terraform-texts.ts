/**
 * Policies that Terraform deploys as texts: in ConfigMaps, in manifests and in values of charts. They load as what they
 * become in the cluster; what the resource itself says is Terraform's.
 */
import { type Mapping, type Node, type Problem, placeOf, type Range, type Scalar } from '@secl/text';
import { problem } from '../problem.ts';
import type { Unsaid } from '../read/definitions.ts';
import { Arguments, type Resource, type Unknown } from './arguments.ts';
import { atHome, type CarriedPolicy, policyFileOf } from './carried.ts';
import { holdsPolicyKey } from './carrier-of.ts';
import { settingKeys, settingOf } from './helm-settings.ts';
import { isNone, leftOutOf } from './left-out.ts';
import { readKey } from './policy-at-key.ts';
import {
  collectInYaml,
  isPolicyKey,
  mayHoldKeys,
  namesOf,
  type PolicyKey,
  type Search,
  type TextCarrier,
  tellBinary,
} from './policy-keys.ts';
import { terraform } from './shapes.ts';
import { type EncodedPolicy, readEncoded } from './terraform-encoded.ts';

/** A value as far as the file holds it: one that is known only to Terraform does not hide those beside it. */
export type PartlyKnown =
  | Scalar
  | Unknown
  | EncodedPolicy
  | { readonly kind: 'list'; readonly items: readonly PartlyKnown[] }
  | { readonly kind: 'object'; readonly entries: readonly PartlyKnownEntry[] };

export interface PartlyKnownEntry {
  readonly key: Scalar;
  readonly value: PartlyKnown;
}

/** A resource that brings texts along. */
export interface TextResource extends Resource {
  readonly carrier: TextCarrier;
  /** What Terraform calls it, which is what tells the policies of one from those of another. */
  readonly address: string;
  readonly entries: readonly PartlyKnownEntry[];
}

/** What stands in an object of JSON; `read` says what a text of it is. */
export function partlyKnownEntries(
  object: Mapping,
  read: (text: Scalar) => Node | Unknown,
): readonly PartlyKnownEntry[] {
  const known = (node: Node): readonly PartlyKnown[] => {
    if (node.kind === 'sequence') return [{ kind: 'list', items: node.items.flatMap(known) }];
    if (node.kind === 'mapping') return [{ kind: 'object', entries: partlyKnownEntries(node, read) }];
    const value = node.kind === 'scalar' ? read(node) : node;
    return value.kind === 'scalar' || value.kind === 'unknown' ? [value] : [];
  };
  return object.entries.flatMap(({ key, value }) => known(value).map((each) => ({ key, value: each })));
}

/** Policies of all such resources of a file. */
export function readTexts(
  document: string,
  text: string,
  resources: readonly TextResource[],
  unreadable: Problem | undefined,
): readonly CarriedPolicy[] {
  const found = resources.map((resource) => findIn(resource, document));
  const keys = found.flatMap((each) => each.keys);
  const names = namesOf(document, keys);
  const nameOf = (key: PolicyKey): string => names[keys.indexOf(key)] ?? document;
  const template = { source: text, text, actions: [] };
  return resources.flatMap((resource, index) => {
    const { keys: own = [], problems = [], unsaid = [] } = found[index] ?? {};
    const told: Problem[] = [...problems];
    const policies = own.flatMap((key) =>
      key.policy === undefined
        ? (readKey(document, nameOf(key), text, key, template, told) ?? [])
        : [readEncoded(document, nameOf(key), text, { ...key, policy: key.policy })],
    );
    const name = `${document}#${resource.address}`;
    const placed = told.map((each) => ({ ...each, place: { ...each.place, document: name } }));
    const file = policyFileOf(name, { problems: placed, unreadable, unsaid });
    const fields = new Arguments(resource, document, terraform, []);
    const leftOut = leftOutOf(fields, 'policy', undefined);
    const group = resource.address;
    // What is wrong is Terraform's, and so is what of the resource a policy has no words for.
    const ofResource =
      told.length > 0 || leftOut.length > 0
        ? [atHome('terraform', document, text, file, { group, leftOut })]
        : [];
    return [
      ...ofResource,
      ...policies.map((each) => ({
        ...each,
        file: { ...each.file, unreadable: each.file.unreadable ?? unreadable },
      })),
    ];
  });
}

/** What is no text is only named: its keys are of interest, and not where it stands. */
function nodeOf(value: PartlyKnown, key: Scalar): Node {
  const { range } = key;
  switch (value.kind) {
    case 'scalar':
      return value;
    case 'list':
      return { kind: 'sequence', items: [], range };
    case 'object':
      return {
        kind: 'mapping',
        entries: value.entries.map((entry) => ({ key: entry.key, value: nodeOf(entry.value, entry.key) })),
        range,
      };
    case 'encoded':
      return value.root;
    case 'unknown':
      return { kind: 'missing', range };
  }
}

const tooLong =
  'it is longer than what is looked into here; give its parts names in `locals`, or read the plan (`terraform show -json`)';

interface Found {
  readonly keys: readonly (PolicyKey & { readonly policy?: EncodedPolicy })[];
  readonly problems: readonly Problem[];
  readonly unsaid: readonly Unsaid[];
}

function findIn(resource: TextResource, document: string): Found {
  const fields = new Arguments(resource, document, terraform, []);
  const keys: (PolicyKey & { readonly policy?: EncodedPolicy })[] = [];
  const problems: Problem[] = [];
  const unsaid: Unsaid[] = [];
  if (isNone(fields)) return { keys, problems, unsaid };
  const { carrier, address } = resource;
  const search: Search = { document, carrier, group: address, actions: [], keys, problems };
  const mayDefine = (need: string): void => {
    unsaid.push({ kind: 'macro', name: undefined, need }, { kind: 'variable', name: undefined, need });
  };
  const hidden = (what: string, range: Range, effect: string): void => {
    const values = { what: `\`${what}\``, is: 'is', tool: 'Terraform', effect };
    problems.push(problem('policy/not-static', { document, range }, values));
    mayDefine(`what \`${what}\` says, which only Terraform knows`);
  };
  const notRead = (key: Scalar, reason: string): void => {
    problems.push(problem('policy/not-read', { document, range: placeOf(key) }, { key: key.value, reason }));
    mayDefine(`what \`${key.value}\` says, which is not read`);
  };
  const visit = ({ key, value }: PartlyKnownEntry): void => {
    const setting = carrier === 'helm' && settingKeys.has(key.value) ? settingOf(value) : undefined;
    if (setting !== undefined) {
      if (!isPolicyKey(setting.key)) return;
      if (setting.notRead === undefined) visit(setting);
      else notRead(setting.key, setting.notRead);
    } else if (key.value === 'binary_data') tellBinary(nodeOf(value, key), search);
    else if (isPolicyKey(key)) {
      if (value.kind === 'unknown' && value.isLong) notRead(key, tooLong);
      else if (value.kind === 'unknown') hidden(key.value, value.range, 'the policy is left out');
      else if (value.kind === 'encoded')
        keys.push({ carrier, group: address, key, value: value.root, policy: value });
      else keys.push({ carrier, group: address, key, value: nodeOf(value, key) });
    } else if (value.kind === 'scalar') collectInYaml(value, search, key.value);
    else if (value.kind === 'unknown') {
      if (value.isLong && holdsPolicyKey(value.text)) notRead(key, tooLong);
      else if (mayHoldKeys(value.text)) hidden(key.value, value.range, 'its policies are left out');
    } else if (value.kind === 'list') for (const item of value.items) visit({ key, value: item });
    else if (value.kind === 'object') for (const entry of value.entries) visit(entry);
  };
  for (const entry of resource.entries) visit(entry);
  return { keys, problems, unsaid };
}
