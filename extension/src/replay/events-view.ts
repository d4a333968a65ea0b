import type { ListedEvent } from '@secl/language-server';
import {
  commands,
  type Disposable,
  EventEmitter,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  window,
} from 'vscode';
import type { Parts } from '../begin.ts';
import { flame, short } from './truth.ts';

type EventNode = ListedEvent | { readonly more: number };

const pageSize = 200;

/** The events of the recording, a page at a time, as the filter wants them. */
export function eventsView({ replays }: Parts): readonly Disposable[] {
  const changed = new EventEmitter<undefined>();
  let filter = '';
  // Most events of most recordings are of no matter to any rule.
  let matched = true;
  let shown = pageSize;
  let total = 0;

  const provider: TreeDataProvider<EventNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    async getChildren(node) {
      if (node !== undefined || replays.news.recording === null) return [];
      const page = await replays.events({ filter, matched, from: 0, most: shown });
      total = page.total;
      describe();
      const left = page.total - page.events.length;
      return left > 0 ? [...page.events, { more: left }] : [...page.events];
    },
  };
  const view = window.createTreeView('secl.events', { treeDataProvider: provider });
  const describe = (): void => {
    const parts = [
      `${total}`,
      ...(matched ? ['that trigger rules'] : []),
      ...(filter === '' ? [] : [`“${filter}”`]),
    ];
    view.description = parts.join(' ');
  };
  void commands.executeCommand('setContext', 'secl.onlyMatched', matched);
  const refresh = (): void => changed.fire(undefined);
  const narrow = (next: { readonly filter?: string; readonly matched?: boolean }): void => {
    filter = next.filter ?? filter;
    matched = next.matched ?? matched;
    shown = pageSize;
    void commands.executeCommand('setContext', 'secl.onlyMatched', matched);
    refresh();
  };
  const ask = async (given: unknown): Promise<void> => {
    const text =
      typeof given === 'string'
        ? given
        : await window.showInputBox({
            title: 'Filter events',
            prompt: 'Words that an event holds; type:exec and rule:some_rule narrow it down',
            value: filter,
          });
    if (text === undefined) return;
    narrow({ filter: text.trim(), matched: text.includes('rule:') ? false : matched });
    await commands.executeCommand('secl.events.focus', { preserveFocus: true });
  };
  return [
    view,
    changed,
    replays.onDidChange(() => {
      if (replays.news.state !== 'running') refresh();
    }),
    commands.registerCommand('secl.filterEvents', ask),
    commands.registerCommand('secl.showMatchedEvents', () => narrow({ matched: true })),
    commands.registerCommand('secl.showAllEvents', () => narrow({ matched: false })),
    commands.registerCommand('secl.chooseEvent', (number: unknown) =>
      typeof number === 'number' ? replays.chooseEvent(number) : undefined,
    ),
    commands.registerCommand('secl.moreEvents', () => {
      shown += pageSize;
      refresh();
    }),
  ];
}

const plain = new ThemeIcon('pulse');

function itemOf(node: EventNode): TreeItem {
  if ('more' in node) {
    const item = new TreeItem(`${node.more} more …`);
    item.command = { command: 'secl.moreEvents', title: 'Show more' };
    return item;
  }
  const { number, type, process, about, rules, time, line } = node;
  const program = process.slice(process.lastIndexOf('/') + 1);
  const item = new TreeItem(`${number} ${type}`);
  item.id = String(number);
  item.description = short([program, about].filter((each) => each !== '').join('  '));
  item.iconPath = rules.length > 0 ? flame : plain;
  const lines = [
    `line ${line}${time === undefined ? '' : `, ${time}`}`,
    process,
    about,
    ...rules.map((id) => `▶ ${id}`),
  ];
  item.tooltip = lines.filter((each) => each !== '').join('\n');
  item.command = { command: 'secl.chooseEvent', title: 'Show its values', arguments: [number] };
  return item;
}
