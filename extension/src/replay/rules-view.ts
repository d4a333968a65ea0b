import type { ReplayedRule, ReplayedSet } from '@secl/language-server';
import {
  type DataTransfer,
  type Disposable,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import type { Parts } from '../begin.ts';
import { grouped } from './count-words.ts';
import { goTo } from './go-to.ts';
import { outcomeWords } from './outcome-words.ts';
import { recordingWords } from './recording-words.ts';
import type { Replays } from './replays.ts';
import { setName } from './set-name.ts';
import { colors, flame } from './truth.ts';
import { visible } from './value-words.ts';

export type RuleNode =
  | { readonly kind: 'set'; readonly set: ReplayedSet }
  | { readonly kind: 'rule'; readonly rule: ReplayedRule }
  | { readonly kind: 'match'; readonly number: number; readonly rule: ReplayedRule }
  | { readonly kind: 'more'; readonly rule: ReplayedRule };

/** Under a rule, so many of its events; the view Events has all of them. */
const shownMatches = 20;

/** The rules of each rule set that is replayed, those that trigger first. A recording can be dropped on it. */
export function rulesView({ replays }: Parts): readonly Disposable[] {
  const provider: TreeDataProvider<RuleNode> = {
    onDidChangeTreeData: (listener) => replays.onDidChange(() => listener(undefined)),
    getTreeItem: itemOf,
    getChildren: (node) => childrenOf(replays, node),
  };
  const view = window.createTreeView('secl.rules', {
    treeDataProvider: provider,
    showCollapseAll: true,
    dragAndDropController: {
      dropMimeTypes: ['text/uri-list'],
      dragMimeTypes: [],
      handleDrop: (_, transfer) => dropped(replays, transfer),
    },
  });
  const describe = (): void => {
    view.description = visible(replays.news.recording?.name ?? '');
    const { state, sets } = replays.news;
    // A message would stand in the place of what is said where there are no rules.
    const isBare = state === 'done' && sets.every(({ rules }) => rules.length === 0);
    view.message = isBare ? '' : recordingWords(replays.news);
  };
  return [view, replays.onDidChange(describe)];
}

async function dropped(replays: Replays, transfer: DataTransfer): Promise<void> {
  const [first] = ((await transfer.get('text/uri-list')?.asString()) ?? '').split('\r\n');
  if (first !== undefined && first !== '') await replays.choose(Uri.parse(first));
}

function childrenOf({ news: { sets } }: Replays, node: RuleNode | undefined): RuleNode[] {
  if (node === undefined) {
    const [only] = sets;
    return sets.length === 1 && only !== undefined
      ? rulesOf(only)
      : sets.map((set) => ({ kind: 'set', set }));
  }
  if (node.kind === 'set') return rulesOf(node.set);
  if (node.kind !== 'rule') return [];
  const shown = node.rule.first.slice(0, shownMatches);
  const more: RuleNode[] = node.rule.matches > shown.length ? [{ kind: 'more', rule: node.rule }] : [];
  return [...shown.map((number): RuleNode => ({ kind: 'match', number, rule: node.rule })), ...more];
}

const order: Readonly<Record<ReplayedRule['outcome'], number>> = {
  triggered: 0,
  undecided: 1,
  'no-match': 2,
  'no-event': 3,
  'not-loaded': 4,
};

function rulesOf({ rules }: ReplayedSet): RuleNode[] {
  return [...rules]
    .sort((a, b) => order[a.outcome] - order[b.outcome])
    .map((rule) => ({ kind: 'rule', rule }));
}

const icons: Readonly<Record<ReplayedRule['outcome'], ThemeIcon>> = {
  triggered: flame,
  undecided: new ThemeIcon('question', colors.unknown),
  'no-match': new ThemeIcon('circle-outline'),
  'no-event': new ThemeIcon('circle-slash'),
  'not-loaded': new ThemeIcon('error', colors.false),
};

function itemOf(node: RuleNode): TreeItem {
  switch (node.kind) {
    case 'set': {
      const item = new TreeItem(setName(node.set), TreeItemCollapsibleState.Expanded);
      item.description = node.set.target;
      item.iconPath = new ThemeIcon('shield');
      return item;
    }
    case 'rule':
      return ruleItem(node.rule);
    case 'match': {
      const item = new TreeItem(`event ${node.number}`);
      item.iconPath = new ThemeIcon('pulse');
      item.command = {
        command: 'secl.chooseEvent',
        title: 'Show its values',
        arguments: [node.number, node.rule.place],
      };
      return item;
    }
    case 'more': {
      const item = new TreeItem(`all ${grouped(node.rule.matches)} …`);
      item.command = { command: 'secl.filterEvents', title: 'Show all', arguments: [`rule:${node.rule.id}`] };
      return item;
    }
  }
}

function ruleItem(rule: ReplayedRule): TreeItem {
  const hasMatches = rule.matches > 0;
  const item = new TreeItem(
    rule.id,
    hasMatches ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  item.iconPath = icons[rule.outcome];
  item.description = outcomeWords(rule);
  item.tooltip = `${visible(rule.id)}: ${outcomeWords(rule)}`;
  item.accessibilityInformation = { label: item.tooltip };
  item.contextValue = rule.outcome === 'triggered' ? 'triggered' : 'rule';
  const command = goTo(rule.place);
  if (command !== undefined) item.command = command;
  return item;
}
