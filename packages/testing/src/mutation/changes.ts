/** Every small change of an expression that tests are asked about, in source order. */
import { type Node, type Tree, walk } from '@secl/language';
import type { Facts } from '@secl/model';
import type { Change } from './change.ts';
import { conditionChanges } from './condition-changes.ts';
import { listChanges } from './list-changes.ts';
import { operatorChanges } from './operator-changes.ts';
import { valueChanges } from './value-changes.ts';

/** Gives the changes of one node; the nodes in it are asked by themselves. */
export type Changes = (node: Node, tree: Tree, facts: Facts) => Iterable<Change>;

const kinds: readonly Changes[] = [operatorChanges, conditionChanges, listChanges, valueChanges];

export function changesOf(tree: Tree, facts: Facts): readonly Change[] {
  const found: Change[] = [];
  for (const node of walk(tree.root)) for (const changes of kinds) found.push(...changes(node, tree, facts));
  return found.sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end);
}
