import type { ConditionTrace, EventTrace, Reading, RuleTrace, Truth } from '@secl/language-server';
import {
  commands,
  type Disposable,
  env,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { Parts } from '../begin.ts';
import { goTo } from './go-to.ts';
import { truthIcon } from './truth.ts';
import { readings, short, signs, visible } from './value-words.ts';

type Node =
  | {
      readonly kind: 'group';
      readonly name: string;
      readonly children: readonly Node[];
      readonly open: boolean;
    }
  | { readonly kind: 'rule'; readonly rule: RuleTrace }
  | { readonly kind: 'condition'; readonly condition: ConditionTrace }
  | { readonly kind: 'field'; readonly field: Reading };

/** The chosen event: what every rule of its type makes of it, condition by condition, and what it says. */
export function eventView({ replays }: Parts): readonly Disposable[] {
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: (listener) => replays.onDidTrace(() => listener(undefined)),
    getTreeItem: itemOf,
    getChildren: (node) => (node === undefined ? rootsOf(replays.trace) : childrenOf(node)),
  };
  const view = window.createTreeView('secl.event', { treeDataProvider: provider, showCollapseAll: true });
  return [
    view,
    replays.onDidTrace(() => {
      const event = replays.trace?.event;
      view.title = event === undefined ? 'Event' : `Event ${event.number}`;
      view.description = event === undefined ? '' : short(`${event.type} ${event.about || event.process}`);
    }),
    commands.registerCommand('secl.copyCondition', (node: Node | undefined) =>
      node?.kind === 'field' ? env.clipboard.writeText(asCondition(node.field)) : undefined,
    ),
  ];
}

const ruleWords: Readonly<Record<Truth, string>> = {
  true: 'triggers',
  false: 'does not trigger',
  unknown: 'is undecided',
};

const order: Readonly<Record<Truth, number>> = { true: 0, unknown: 1, false: 2 };

function rootsOf(trace: EventTrace | undefined): Node[] {
  if (trace === undefined) return [];
  const rules = [...trace.rules]
    .sort((a, b) => order[a.verdict] - order[b.verdict])
    .map((rule): Node => ({ kind: 'rule', rule }));
  const fields = trace.fields.map((field): Node => ({ kind: 'field', field }));
  return [
    { kind: 'group', name: `Rules on ${trace.event.type}`, children: rules, open: true },
    { kind: 'group', name: 'What it says', children: fields, open: false },
  ];
}

function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'group':
      return [...node.children];
    case 'rule':
      return node.rule.conditions.map((condition) => ({ kind: 'condition', condition }));
    case 'condition':
      return node.condition.parts.map((condition) => ({ kind: 'condition', condition }));
    case 'field':
      return [];
  }
}

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

function itemOf(node: Node): TreeItem {
  switch (node.kind) {
    case 'group':
      return new TreeItem(node.name, node.open ? Expanded : Collapsed);
    case 'rule': {
      const { id, verdict, element, place, conditions } = node.rule;
      const item = new TreeItem(
        id,
        conditions.length === 0 ? None : verdict === 'true' ? Expanded : Collapsed,
      );
      item.iconPath = truthIcon(verdict);
      item.description = element;
      item.accessibilityInformation = { label: `${id}: ${ruleWords[verdict]}${element && `, ${element}`}` };
      return linked(item, place);
    }
    case 'condition': {
      const { text, verdict, found, reached, parts, missing, wanted, place } = node.condition;
      const item = new TreeItem(short(text), parts.length === 0 ? None : Collapsed);
      item.iconPath = truthIcon(verdict);
      item.description = missing.length > 0 ? `unknown: ${missing.join(', ')}` : readings(found);
      const skipped = reached ? '' : '\nAgents do not come so far: what stands before it decides.';
      const seen = [readings(found), wanted === '' ? '' : `wanted ${visible(wanted)}`].filter(
        (each) => each !== '',
      );
      item.tooltip = `${signs[verdict]} ${[visible(text), ...seen].join('\n')}${skipped}`;
      item.accessibilityInformation = {
        label: `${verdict}: ${[text, item.description, ...seen.slice(1)].join(', ')}${skipped}`,
      };
      return linked(item, place);
    }
    case 'field': {
      const item = new TreeItem(node.field.name);
      item.description = visible(node.field.value);
      item.tooltip = `${node.field.name} = ${visible(node.field.value)}`;
      item.iconPath = new ThemeIcon('symbol-field');
      item.contextValue = 'field';
      return item;
    }
  }
}

function linked(item: TreeItem, place: RuleTrace['place']): TreeItem {
  const command = goTo(place);
  if (command !== undefined) item.command = command;
  return item;
}

/** As a rule would ask for it. */
function asCondition({ name, value }: Reading): string {
  return value.startsWith('[') ? `${name} in ${value}` : `${name} == ${value}`;
}
