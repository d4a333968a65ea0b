/** Policies that are texts in YAML of another kind: Kubernetes ConfigMaps and the values of Helm charts. */
import { entryValue, type Mapping, type Node, type Problem } from '@secl/text';
import { problem } from '../problem.ts';
import { atHome, type CarriedPolicy, policyFileOf } from './carried.ts';
import { notStatic, readKey } from './policy-at-key.ts';
import {
  collectInText,
  collectKeys,
  entriesOf,
  isPolicyKey,
  namesOf,
  type PolicyKey,
  type Search,
  type TextCarrier,
  tellBinary,
} from './policy-keys.ts';
import { actionIn, type Untemplated, untemplated } from './templates.ts';
import { yamlDocuments } from './yaml-documents.ts';

/** Every policy of a YAML file, document by document. What is wrong with the file itself goes with the first. */
export function readEmbedded(carrier: TextCarrier, name: string, text: string): readonly CarriedPolicy[] {
  const template = templateOf(carrier, name, text);
  const documents = yamlDocuments(name, template.text);
  const broken = documents.flatMap((document) => document.problems);
  const problems: Problem[] = [...broken];
  const keys: PolicyKey[] = [];
  const search = { document: name, actions: template.actions, keys, problems };
  for (const { root } of documents) {
    if (carrier === 'helm') {
      const isManifest = root?.kind === 'mapping' && kindOf(root) !== '';
      collectKeys(root, { ...search, carrier, group: isManifest ? groupOf(root, template) : '' });
    } else {
      for (const map of manifestsIn(root)) collectInManifest(map, search, template);
    }
  }
  const carried: CarriedPolicy[] = [];
  const names = namesOf(name, keys);
  for (const [index, key] of keys.entries()) {
    const policy = readKey(name, names[index] ?? name, text, key, template, problems);
    if (policy !== undefined) carried.push(policy);
  }
  if (keys.length === 0 && problems.length === 0) {
    const reason = `${carrier === 'helm' ? 'the file' : 'the ConfigMap'} has no key that ends in \`.policy\``;
    problems.push(problem('policy/no-policy', { document: name, range: { start: 0, end: 0 } }, { reason }));
  }
  return withOuter(carrier, name, text, carried, problems, broken);
}

/** What Helm fills in is taken out where the file cannot do without: values are plain YAML, and so are most manifests. */
function templateOf(carrier: TextCarrier, name: string, text: string): Untemplated {
  const plain = { source: text, text, actions: [] };
  if (!text.includes('{{')) return plain;
  const broken = yamlDocuments(name, text).some(({ problems }) =>
    problems.some(({ severity }) => severity === 'error'),
  );
  return carrier === 'configmap' || broken ? untemplated(text) : plain;
}

/** What gives values to charts: Flux, k3s and Argo CD. */
const ofCharts = ['HelmRelease', 'HelmChart', 'HelmChartConfig', 'Application', 'ApplicationSet'];

/** The ConfigMaps of a document, and what gives values to charts: it is one, or a list of them. */
function manifestsIn(root: Node | undefined): readonly Mapping[] {
  if (root?.kind !== 'mapping') return [];
  const kind = kindOf(root);
  if (kind === 'ConfigMap' || ofCharts.includes(kind)) return [root];
  const items = entryValue(root, 'items');
  if (items?.kind !== 'sequence') return [];
  // In a ConfigMapList items need not say what they are.
  return items.items.flatMap((item) =>
    item.kind === 'mapping' && kind === 'ConfigMapList' && entryValue(item, 'kind') === undefined
      ? [item]
      : manifestsIn(item),
  );
}

function kindOf(manifest: Mapping): string {
  const kind = entryValue(manifest, 'kind');
  return kind?.kind === 'scalar' ? kind.value : '';
}

function collectInManifest(
  map: Mapping,
  found: Omit<Search, 'carrier' | 'group'>,
  template: Untemplated,
): void {
  const group = groupOf(map, template);
  if (ofCharts.includes(kindOf(map))) {
    collectKeys(map, { ...found, carrier: 'helm', group });
    return;
  }
  const search: Search = { ...found, carrier: 'configmap', group };
  const { document, actions, keys, problems } = search;
  tellBinary(entryValue(map, 'binaryData'), search);
  const data = entryValue(map, 'data');
  const action = data?.kind === 'scalar' ? actionIn(actions, data.range) : undefined;
  if (action !== undefined) problems.push(notStatic(document, action, '`data`', 'its policies are left out'));
  for (const { key, value } of entriesOf(data)) {
    if (isPolicyKey(key)) keys.push({ carrier: 'configmap', group, key, value });
    // Flux takes values of charts from such texts.
    else if (value.kind === 'scalar') collectInText(key, value, { ...search, carrier: 'helm' });
  }
}

/** What tells one manifest from another: `namespace/name`. */
function groupOf(manifest: Mapping, { source, actions }: Untemplated): string {
  const metadata = entryValue(manifest, 'metadata');
  const text = (key: string): string => {
    const value = metadata?.kind === 'mapping' ? entryValue(metadata, key) : undefined;
    if (value?.kind !== 'scalar') return '';
    return actions.length > 0 ? source.slice(value.range.start, value.range.end) : value.value;
  };
  return [text('namespace'), text('name')].filter((part) => part !== '').join('/');
}

/** The outer file's own problems, with the first policy; where it cannot be read, none of its policies is deployed. */
function withOuter(
  carrier: TextCarrier,
  name: string,
  text: string,
  carried: readonly CarriedPolicy[],
  problems: readonly Problem[],
  ofFile: readonly Problem[],
): readonly CarriedPolicy[] {
  const broken = ofFile.find(({ severity }) => severity === 'error');
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
