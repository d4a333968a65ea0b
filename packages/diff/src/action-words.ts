import { type ActionDefinition, literalOf, sectionsOf } from '@secl/policy';
import type { Node } from '@secl/text';
import { durationInWords } from './stated.ts';

/** What an action says, key by key, in an order of its own and wherever it stands: equal for equal actions. */
export function actionInWords(action: ActionDefinition): string {
  const parts = partsOf(action);
  const sections = sectionsOf(action);
  const name = sections.length === 1 ? `${sections[0]}` : sections.join(' and ');
  const said = parts.map(([key, value]) => `${key} ${value}`).join(', ');
  return said === '' ? name : `${name} (${said})`;
}

type Part = readonly [key: string, value: string];

function partsOf({ set, kill, hash, log, networkFilter, filter }: ActionDefinition): readonly Part[] {
  const parts: Part[] = [];
  const say = (key: string, value: string | number | bigint | boolean | undefined): void => {
    if (value !== undefined && value !== '' && value !== false) parts.push([key, `${value}`]);
  };
  const text = (said: { readonly value: string } | undefined): string | undefined =>
    said === undefined ? undefined : JSON.stringify(said.value);
  if (set !== undefined) {
    say('name', set.name?.value);
    say('value', set.value && nodeInWords(set.value));
    say('field', set.field?.value);
    say('expression', set.expression?.value);
    say('default_value', set.defaultValue && nodeInWords(set.defaultValue));
    say('append', set.append);
    say('scope', set.scope?.value);
    say('scope_field', set.scopeField?.value);
    say('size', set.size?.value);
    say('ttl', durationInWords(set.ttl?.value));
    say('private', set.private?.value);
    say('inherited', set.inherited?.value);
  }
  say('signal', kill?.signal?.value);
  say('scope', kill?.scope?.value);
  say('field', hash?.field?.value);
  say('max_file_size', hash?.maxFileSize?.value);
  say('level', log?.level?.value);
  say('message', text(log?.message));
  say('filter', text(networkFilter?.filter));
  say('policy', networkFilter?.policy?.value);
  say('scope', networkFilter?.scope?.value);
  say('if', text(filter));
  return parts;
}

/** `12` and `"12"` are told apart as agents do, and `a` and `"a"` as little. */
function nodeInWords(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return typeof literalOf(node) === 'string' ? JSON.stringify(node.value) : node.value;
    case 'sequence':
      return `[${node.items.map(nodeInWords).join(', ')}]`;
    case 'mapping':
      return `{${node.entries.map(({ key, value }) => `${key.value}: ${nodeInWords(value)}`).join(', ')}}`;
    case 'missing':
      return 'null';
  }
}
