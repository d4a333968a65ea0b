import { parseIp } from '@secl/model';
import type { Fix, Span } from '@secl/text';
import type { Node } from '../parse/tree.ts';

/** The type that agents want where a value has another one. */
type Wanted = 'int' | 'string' | 'ip';

/**
 * Quotes taken away, or put around, where that alone makes a value, or each value of a list, what agents want. As it
 * stands no agent accepts it.
 */
export function quotesFix(node: Node, wanted: Wanted): Fix<Span> | undefined {
  const values = node.kind === 'list' ? node.members : [node];
  const edits = [];
  for (const value of values) {
    const text = wanted === 'string' ? quoted(value) : unquoted(value, wanted);
    if (text === undefined) return undefined;
    edits.push({ place: value.span, text });
  }
  const title = wanted === 'string' ? 'put quotes around it' : 'take the quotes away';
  return edits.length === 0 ? undefined : { title, kind: 'safe', edits };
}

function quoted(value: Node): string | undefined {
  const bare = value.kind === 'int' || value.kind === 'ip' || value.kind === 'cidr';
  return bare ? `"${value.text}"` : undefined;
}

function unquoted(value: Node, wanted: 'int' | 'ip'): string | undefined {
  if (value.kind !== 'string') return undefined;
  const fits = wanted === 'ip' ? parseIp(value.value) !== undefined : /^(?:0|[1-9][0-9]*)$/.test(value.value);
  return fits ? value.value : undefined;
}
