/** Policies that are texts in YAML of another kind: Kubernetes ConfigMaps and the values of Helm charts. */
import {
  entryValue,
  isNull,
  type Mapping,
  type Node,
  type Problem,
  placeOf,
  type Range,
  type Scalar,
} from '@secl/text';
import { problem } from '../problem.ts';
import type { MacroDefinition, PolicyFile, RuleDefinition, Unsaid } from '../read/definitions.ts';
import { readPolicy } from '../read/read-policy.ts';
import { atHome, type CarriedPolicy, type Home, type NotStatic, policyFileOf } from './carried.ts';
import { outwardPlace } from './outward.ts';
import { actionIn, type Untemplated, untemplated } from './templates.ts';
import { yamlDocuments } from './yaml-documents.ts';

type Carrier = 'configmap' | 'helm';

/** A key that ends in `.policy`, with what stands under it. */
interface PolicyKey {
  readonly group: string;
  readonly key: Scalar;
  readonly value: Node;
}

/** Every policy of a YAML file, document by document. What is wrong with the file itself goes with the first. */
export function readEmbedded(carrier: Carrier, name: string, text: string): readonly CarriedPolicy[] {
  const template = templateOf(carrier, name, text);
  const documents = yamlDocuments(name, template.text);
  const problems: Problem[] = documents.flatMap((document) => document.problems);
  const keys: PolicyKey[] = [];
  for (const { root } of documents) {
    if (carrier === 'helm') collectKeys(root, keys);
    else for (const map of configMapsIn(root)) keys.push(...keysOf(map, name, problems, template));
  }
  const carried: CarriedPolicy[] = [];
  const names = namesOf(name, keys);
  for (const [index, key] of keys.entries()) {
    const policy = readKey(carrier, name, names[index] ?? name, text, key, template, problems);
    if (policy !== undefined) carried.push(policy);
  }
  if (keys.length === 0 && problems.length === 0) {
    const reason = `${carrier === 'helm' ? 'the file' : 'the ConfigMap'} has no key that ends in \`.policy\``;
    problems.push(problem('policy/no-policy', { document: name, range: { start: 0, end: 0 } }, { reason }));
  }
  return withOuter(carrier, name, text, carried, problems);
}

/** What Helm fills in is taken out where the file cannot do without: values are plain YAML, and so are most manifests. */
function templateOf(carrier: Carrier, name: string, text: string): Untemplated {
  const plain = { source: text, text, actions: [] };
  if (!text.includes('{{')) return plain;
  const broken = yamlDocuments(name, text).some(({ problems }) =>
    problems.some(({ severity }) => severity === 'error'),
  );
  return carrier === 'configmap' || broken ? untemplated(text) : plain;
}

/** The ConfigMaps of a document: it is one, or a list of them. */
function configMapsIn(root: Node | undefined): readonly Mapping[] {
  if (root?.kind !== 'mapping') return [];
  const kind = entryValue(root, 'kind');
  if (kind?.kind === 'scalar' && kind.value === 'ConfigMap') return [root];
  const items = entryValue(root, 'items');
  if (items?.kind !== 'sequence') return [];
  // In a ConfigMapList items need not say what they are.
  const ofMaps = kind?.kind === 'scalar' && kind.value === 'ConfigMapList';
  return items.items.flatMap((item) =>
    item.kind === 'mapping' && ofMaps && entryValue(item, 'kind') === undefined ? [item] : configMapsIn(item),
  );
}

function keysOf(
  map: Mapping,
  name: string,
  problems: Problem[],
  template: Untemplated,
): readonly PolicyKey[] {
  const { actions } = template;
  const group = groupOf(map, template);
  for (const { key } of entriesOf(entryValue(map, 'binaryData'))) {
    if (!isPolicyKey(key)) continue;
    const values = { key: key.value, reason: 'it is base64; write the policy as a text under `data`' };
    problems.push(problem('policy/not-read', { document: name, range: placeOf(key) }, values));
  }
  const data = entryValue(map, 'data');
  const action = data?.kind === 'scalar' ? actionIn(actions, data.range) : undefined;
  if (action !== undefined) problems.push(notStatic(name, action, '`data`', 'its policies are left out'));
  const found = entriesOf(data).filter(({ key }) => isPolicyKey(key));
  return found.map(({ key, value }) => ({ group, key, value }));
}

/** What tells one ConfigMap from another: `namespace/name`. */
function groupOf(map: Mapping, { source, actions }: Untemplated): string {
  const metadata = entryValue(map, 'metadata');
  const text = (key: string): string => {
    const value = metadata?.kind === 'mapping' ? entryValue(metadata, key) : undefined;
    if (value?.kind !== 'scalar') return '';
    return actions.length > 0 ? source.slice(value.range.start, value.range.end) : value.value;
  };
  return [text('namespace'), text('name')].filter((part) => part !== '').join('/');
}

const entriesOf = (node: Node | undefined): Mapping['entries'] =>
  node?.kind === 'mapping' ? node.entries : [];
const isPolicyKey = ({ value }: Scalar): boolean => value.endsWith('.policy');

/** Keys at any depth, in the order of the file; what an alias repeats is read where it stands first. */
function collectKeys(node: Node | undefined, keys: PolicyKey[]): void {
  if (node === undefined || node.alias !== undefined) return;
  if (node.kind === 'sequence') for (const item of node.items) collectKeys(item, keys);
  for (const { key, value, merged } of entriesOf(node)) {
    if (merged) continue;
    if (isPolicyKey(key)) keys.push({ group: '', key, value });
    else collectKeys(value, keys);
  }
}

/** `cm.yaml#custom.policy`; with the ConfigMap, and at last a number, where that stands twice in the file. */
function namesOf(name: string, keys: readonly PolicyKey[]): readonly string[] {
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

function readKey(
  carrier: Carrier,
  document: string,
  name: string,
  text: string,
  { group, key, value }: PolicyKey,
  template: Untemplated,
  problems: Problem[],
): CarriedPolicy | undefined {
  const { actions } = template;
  // Nothing at all is an empty text in a chart's values, where it means "no policy".
  if (isNull(value) && actionIn(actions, { start: key.range.end, end: value.range.end + 1 }) === undefined) {
    if (carrier === 'configmap') problems.push(notText(document, key, value));
    return undefined;
  }
  const range = { start: key.range.end, end: endOf(value, template) };
  const action = actionIn(actions, range);
  if (value.kind !== 'scalar' || (action !== undefined && isTemplate(range, template))) {
    problems.push(
      action === undefined
        ? notText(document, key, value)
        : notStatic(document, action, `\`${key.value}\``, 'the policy is left out'),
    );
    return undefined;
  }
  const part = partOf(value, range.end, template);
  if (part !== undefined)
    problems.push(
      notStatic(document, part, `a part of \`${key.value}\``, 'rules with a template in them are left out'),
    );
  const home: Home = { document, text, scalar: value, readOnly: part !== undefined };
  const kind = /(?:^|\/)default\.policy$/.test(key.value) ? 'default' : 'custom';
  const { file, notStatic: left } = withoutTemplates(readPolicy(name, value.value, kind), home, actions);
  return { carrier, group, file, text: value.value, home, about: undefined, ignored: [], notStatic: left };
}

/** A block ends with its last line of text: where Helm fills in all of it, that is its header. */
function endOf({ range }: Node, { text }: Untemplated): number {
  return range.end + (/^\s*/.exec(text.slice(range.end))?.[0].length ?? 0);
}

/** Actions that write nothing: what is decided behind the last line of a block is about what follows it. */
const writesNothing = /^\{\{-?\s*(?:(?:end|else|if|range|with|define|block)\b|\/\*|\$\w*\s*:?=)/;

/** The first action that has a part in the value. */
function partOf({ range }: Node, end: number, { actions, text, source }: Untemplated): Range | undefined {
  const last = range.start + text.slice(range.start, end).trimEnd().length;
  return (
    actionIn(actions, { start: range.start, end: last }) ??
    actions.find(
      (action) =>
        action.start >= last &&
        action.end <= end &&
        !writesNothing.test(source.slice(action.start, action.end)),
    )
  );
}

/** Whether all of the value is filled in. */
function isTemplate({ start, end }: Range, { source, actions }: Untemplated): boolean {
  const written = actions
    .filter((action) => action.start >= start && action.end <= end)
    .reduceRight(
      (left, action) => left.slice(0, action.start) + left.slice(action.end),
      source.slice(0, end),
    );
  return /^\s*:\s*(?:[|>][-+0-9]*|"\s*"|'\s*')?\s*$/.test(written.slice(start));
}

/** Definitions without those that Helm has a part in, and without what is wrong with these. */
function withoutTemplates(
  file: PolicyFile,
  home: Home,
  actions: readonly Range[],
): { readonly file: PolicyFile; readonly notStatic: readonly NotStatic[] } {
  if (actions.length === 0) return { file, notStatic: [] };
  const inside = (range: Range): boolean => {
    const place = outwardPlace({ document: file.name, range }, () => home);
    return actionIn(actions, place.range) !== undefined;
  };
  const placed = (each: { readonly offset: number; readonly range: Range }): Range => ({
    start: each.range.start + each.offset,
    end: each.range.end + each.offset,
  });
  const left = [...file.rules, ...file.macros].filter((each) => inside(placed(each)));
  const ranges = left.map(placed);
  const ofLeft = ({ place: { range } }: Problem): boolean =>
    inside(range) || ranges.some(({ start, end }) => range.start >= start && range.end <= end);
  const problems = file.problems.filter((each) => !ofLeft(each));
  const losing = file.unreadable !== undefined && problems.includes(file.unreadable);
  return {
    file: {
      ...file,
      rules: file.rules.filter((rule) => !left.includes(rule)),
      macros: file.macros.filter((macro) => !left.includes(macro)),
      problems,
      unreadable: losing ? file.unreadable : undefined,
      unsaid: [
        ...file.rules.filter((rule) => left.includes(rule)).map(unsaidByRule),
        ...file.macros.filter((macro) => left.includes(macro)).map((macro) => unsaidMacro(macro, inside)),
      ],
    },
    notStatic: left.map((each) => ({ id: each.id?.value, range: placed(each) })),
  };
}

/** Helm may put any action into it. */
const unsaidByRule = ({ id }: RuleDefinition): Unsaid => ({
  kind: 'variable',
  name: undefined,
  need: `what the rule \`${id?.value ?? ''}\` sets, which only Helm knows`,
});

function unsaidMacro({ id, offset }: MacroDefinition, inside: (range: Range) => boolean): Unsaid {
  const own = id !== undefined && !inside({ start: id.range.start + offset, end: id.range.end + offset });
  const name = own ? id.value : undefined;
  return {
    kind: 'macro',
    name,
    need:
      name === undefined ? 'a macro that only Helm knows' : `the macro \`${name}\`, which only Helm knows`,
  };
}

/** The outer file's own problems, with the first policy; where it cannot be read, none of its policies is deployed. */
function withOuter(
  carrier: Carrier,
  name: string,
  text: string,
  carried: readonly CarriedPolicy[],
  problems: readonly Problem[],
): readonly CarriedPolicy[] {
  const broken = problems.find(({ severity, code }) => severity === 'error' && code.startsWith('text/'));
  const [first, ...rest] = carried.map((each) => ({
    ...each,
    file: { ...each.file, unreadable: each.file.unreadable ?? broken },
  }));
  if (first === undefined)
    return problems.length === 0
      ? []
      : [atHome(carrier, name, text, policyFileOf(name, { problems, unreadable: broken }))];
  return [{ ...first, file: { ...first.file, problems: [...problems, ...first.file.problems] } }, ...rest];
}

function notText(document: string, key: Scalar, value: Node): Problem {
  const found = { mapping: 'a mapping', sequence: 'a list', missing: 'nothing', scalar: 'nothing' }[
    value.kind
  ];
  return problem('policy/not-a-text', { document, range: placeOf(key) }, { key: key.value, found });
}

function notStatic(document: string, range: Range, what: string, effect: string): Problem {
  return problem('policy/not-static', { document, range }, { what, is: 'is', tool: 'Helm', effect });
}
