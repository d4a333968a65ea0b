/** Where a policy is deployed, as Terraform and the API say it: lists of host tags, the inner ones AND, the outer OR. */
import type { Node } from '@secl/text';
import type { Arguments } from './arguments.ts';

/** Empty: it goes to all hosts. `unknown`: only the tool that writes it knows, or whether the policy is enabled at all. */
export type HostTags = readonly (readonly string[])[] | 'unknown';

/** The first is the name in Terraform, the second that of the API; the single list is what older ones have. */
const nested = ['host_tags_lists', 'hostTagsLists'];
const single = ['tags', 'hostTags'];

export function hostTagsOf(fields: Arguments): HostTags {
  const decisive = [...nested, ...single, 'enabled'];
  if (decisive.some((key) => fields.unknown(key) !== undefined)) return 'unknown';
  const lists = nested.flatMap((key) => itemsOf(fields.node(key)).map(textsIn));
  const given = lists.length > 0 ? lists : [single.flatMap((key) => textsIn(fields.node(key)))];
  return given.filter((list) => list.length > 0);
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'sequence' ? node.items : [];
}

function textsIn(node: Node | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => (item.kind === 'scalar' && item.value !== '' ? [item.value] : []));
}
