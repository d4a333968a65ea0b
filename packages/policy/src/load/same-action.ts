import type { Node } from '@secl/text';
import type { ActionDefinition } from '../read/definitions.ts';
import { literalOf } from './literal.ts';

/** Whether two actions say the same, wherever and however they are written. */
export function sameAction(a: ActionDefinition, b: ActionDefinition): boolean {
  return words(a) === words(b);
}

/** An action without places: agents compare what they have read. */
function words(action: ActionDefinition): string {
  return JSON.stringify(action, (key, value: unknown) => {
    if (key === 'range' || key === 'scalar') return undefined;
    if (key === 'value' || key === 'defaultValue') return isNode(value) ? contentOf(value) : inWords(value);
    return inWords(value);
  });
}

function inWords(value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** `12` and `"12"` differ; `a`, `'a'` and `"a"` do not. */
function contentOf(node: Node): unknown {
  switch (node.kind) {
    case 'scalar': {
      const value = literalOf(node);
      return typeof value === 'string' ? ['text', value] : ['plain', `${value ?? node.value}`];
    }
    case 'sequence':
      return node.items.map(contentOf);
    case 'mapping':
      return node.entries.map(({ key, value }) => [key.value, contentOf(value)]);
    case 'missing':
      return null;
  }
}
