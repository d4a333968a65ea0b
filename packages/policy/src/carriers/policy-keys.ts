/** Where policies lie as texts: under keys that end in `.policy`, also in texts that are YAML once more. */
import {
  type Mapping,
  type Node,
  nestedScalar,
  type Problem,
  placeOf,
  type Range,
  type Scalar,
} from '@secl/text';
import { problem } from '../problem.ts';
import { actionIn } from './templates.ts';
import { yamlDocuments } from './yaml-documents.ts';

/** What carries policies as texts. */
export type TextCarrier = 'configmap' | 'helm';

/** A key that ends in `.policy`, with what stands under it. */
export interface PolicyKey {
  readonly carrier: TextCarrier;
  /** What loads together: `namespace/name` of its ConfigMap. */
  readonly group: string;
  readonly key: Scalar;
  readonly value: Node;
  /** What is wrong with the text that it stands in, which is not the file itself: none of its policies is deployed. */
  readonly broken?: Problem | undefined;
}

/** Where keys are looked for, and what is found there. */
export interface Search {
  readonly document: string;
  readonly carrier: TextCarrier;
  readonly group: string;
  /** What Helm fills in, in the file. */
  readonly actions: readonly Range[];
  readonly keys: PolicyKey[];
  /** What is wrong where keys were looked for. */
  readonly problems: Problem[];
}

/**
 * Keys under which a text is YAML that may hold policies: values of a chart for Argo CD and for the controller of k3s,
 * and in ConfigMaps from which Flux takes values.
 */
const yamlKey = /^(?:values|valuesContent|.+\.ya?ml)$/;
/** A line that begins a policy. */
const policyLine = /^[ \t]*(?:- )?["']?[\w./-]*\.policy["']?[ \t]*:(?:[ \t]|$)/m;

/** Whether a text may hold keys of policies. */
export const mayHoldKeys = (text: string): boolean => policyLine.test(text);

export const isPolicyKey = ({ value }: Scalar): boolean => value.endsWith('.policy');

export const entriesOf = (node: Node | undefined): Mapping['entries'] =>
  node?.kind === 'mapping' ? node.entries : [];

/** Keys at any depth, in the order of the file; what an alias repeats is read where it stands first. */
export function collectKeys(node: Node | undefined, search: Search): void {
  if (node === undefined || node.alias !== undefined) return;
  if (node.kind === 'sequence') for (const item of node.items) collectKeys(item, search);
  for (const { key, value, merged } of entriesOf(node)) {
    if (merged) continue;
    if (key.value === 'binaryData') tellBinary(value, search);
    else if (isPolicyKey(key)) search.keys.push({ ...ownerOf(search), key, value });
    else if (value.kind === 'scalar') collectInText(key, value, search);
    else collectKeys(value, search);
  }
}

/** What is base64 is not looked into. */
export function tellBinary(data: Node | undefined, { document, problems }: Search): void {
  for (const { key } of entriesOf(data)) {
    if (!isPolicyKey(key)) continue;
    const values = { key: key.value, reason: 'it is base64; write the policy as a text under `data`' };
    problems.push(problem('policy/not-read', { document, range: placeOf(key) }, values));
  }
}

/** In a text under a key that says that it is YAML. */
export function collectInText(key: Scalar, text: Scalar, search: Search): void {
  if (!yamlKey.test(key.value) || text.alias !== undefined) return;
  const action = actionIn(search.actions, text.range);
  if (action !== undefined && mayHoldKeys(text.value))
    search.problems.push(leftOut(search.document, action, key.value));
  else collectInYaml(text, search, key.value);
}

/** In a text that is YAML; `name` is what people call it. */
export function collectInYaml(text: Scalar, search: Search, name: string): void {
  if (!mayHoldKeys(text.value)) return;
  const outside = (range: Range): Range => text.map.toSource(range);
  for (const { root, problems } of yamlDocuments(search.document, text.value)) {
    const error = problems.find(({ severity }) => severity === 'error');
    const action = error === undefined ? -1 : text.value.indexOf('{{');
    if (action >= 0) {
      const range = outside({ start: action, end: action + 2 });
      search.problems.push(leftOut(search.document, range, name));
      continue;
    }
    const found: PolicyKey[] = [];
    const mistakes: Problem[] = [...problems];
    collectKeys(root, { ...search, keys: found, problems: mistakes, actions: [] });
    const placed = mistakes.map((each) => ({
      ...each,
      place: { ...each.place, range: outside(each.place.range) },
      related: [],
    }));
    const broken = error === undefined ? undefined : placed[problems.indexOf(error)];
    search.problems.push(...placed);
    search.keys.push(
      ...found.map((each) => ({
        ...each,
        broken: each.broken ?? broken,
        key: nestedScalar(text, each.key),
        value:
          each.value.kind === 'scalar'
            ? nestedScalar(text, each.value)
            : { ...each.value, range: outside(each.value.range) },
      })),
    );
  }
}

const ownerOf = ({ carrier, group }: Search): Pick<PolicyKey, 'carrier' | 'group'> => ({ carrier, group });

function leftOut(document: string, range: Range, name: string): Problem {
  const values = { what: `\`${name}\``, is: 'is', tool: 'Helm', effect: 'its policies are left out' };
  return problem('policy/not-static', { document, range }, values);
}

/** `cm.yaml#custom.policy`; with the ConfigMap, and at last a number, where that stands twice in the file. */
export function namesOf(name: string, keys: readonly PolicyKey[]): readonly string[] {
  const taken = new Set<string>();
  const often = (value: string): boolean => keys.filter(({ key }) => key.value === value).length > 1;
  return keys.map(({ key, group }) => {
    const base = `${name}#${often(key.value) && group !== '' ? `${group}/` : ''}${key.value}`;
    let unique = base;
    for (let count = 2; taken.has(unique); count++) unique = `${base}(${count})`;
    taken.add(unique);
    return unique;
  });
}
