import type { EventPage, ListedEvent } from '@secl/language-server';
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
import { grouped } from './count-words.ts';
import { type Asked, listWords } from './recording-words.ts';
import { flame } from './truth.ts';
import { short, visible } from './value-words.ts';

type EventNode = ListedEvent | { readonly more: number };

const pageSize = 200;
const nothing: EventPage = { total: 0, listed: 0, events: [] };

/** The events of the recording, a page at a time, as the filter wants them. */
export function eventsView({ replays }: Parts): readonly Disposable[] {
  const changed = new EventEmitter<undefined>();
  // Most events of most recordings are of no matter to any rule.
  let asked: Asked = { filter: '', matched: true };
  let shown = pageSize;
  /** Which recording the lines are of. */
  let listed: string | undefined;

  const provider: TreeDataProvider<EventNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    async getChildren(node) {
      const { recording, state } = replays.news;
      if (node !== undefined || recording === null) return [];
      const isKnown = state === 'done' || listed === recording.uri;
      const page = isKnown ? await replays.events({ ...asked, from: 0, most: shown }) : nothing;
      view.description = isKnown ? listWords(page, replays.news.events, asked) : '';
      const left = page.total - page.events.length;
      return left > 0 ? [...page.events, { more: left }] : [...page.events];
    },
  };
  const view = window.createTreeView('secl.events', { treeDataProvider: provider });
  const refresh = (): void => changed.fire(undefined);
  const narrow = (next: Partial<Asked>): void => {
    asked = { ...asked, ...next };
    shown = pageSize;
    void commands.executeCommand('setContext', 'secl.onlyMatched', asked.matched);
    void commands.executeCommand('setContext', 'secl.eventsFiltered', asked.filter !== '');
    refresh();
  };
  const ask = async (given: unknown): Promise<void> => {
    const text =
      typeof given === 'string'
        ? given
        : await window.showInputBox({
            title: 'Filter events',
            prompt: 'Words that an event holds; type:exec and rule:some_rule narrow it down',
            placeHolder: 'curl type:open',
            value: asked.filter,
          });
    if (text === undefined) return;
    narrow({ filter: text.trim(), matched: text.includes('rule:') ? false : asked.matched });
    await commands.executeCommand('secl.events.focus', { preserveFocus: true });
  };
  narrow({});
  return [
    view,
    changed,
    replays.onDidChange(() => {
      const { recording, state } = replays.news;
      // While the same recording runs again, what it showed before stays.
      if (state === 'running' && recording?.uri === listed) return;
      listed = state === 'running' ? undefined : recording?.uri;
      view.message = state === 'running' ? 'Replaying …' : '';
      refresh();
    }),
    commands.registerCommand('secl.filterEvents', ask),
    commands.registerCommand('secl.clearEventFilter', () => narrow({ filter: '' })),
    commands.registerCommand('secl.showMatchedEvents', () => narrow({ matched: true })),
    commands.registerCommand('secl.showAllEvents', () => narrow({ matched: false })),
    commands.registerCommand('secl.moreEvents', () => {
      shown += pageSize;
      refresh();
    }),
  ];
}

const plain = new ThemeIcon('pulse');

function itemOf(node: EventNode): TreeItem {
  if ('more' in node) {
    const item = new TreeItem(`${grouped(node.more)} more …`);
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
    visible(process),
    visible(about),
    ...rules.map((id) => `▶ ${visible(id)}`),
  ];
  item.tooltip = lines.filter((each) => each !== '').join('\n');
  const triggers = rules.length === 0 ? '' : `, triggers ${rules.join(', ')}`;
  item.accessibilityInformation = {
    label: `event ${number}, ${type}, ${item.description}${triggers}`,
  };
  item.command = { command: 'secl.chooseEvent', title: 'Show its values', arguments: [number] };
  return item;
}
