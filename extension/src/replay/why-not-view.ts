import type { WhyNotAnswer } from '@secl/language-server';
import {
  commands,
  type Disposable,
  EventEmitter,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import type { Parts } from '../begin.ts';
import { goTo } from './go-to.ts';
import type { RuleNode } from './rules-view.ts';
import { readings, short, truthIcon } from './truth.ts';

interface Node {
  readonly item: TreeItem;
  readonly children: readonly Node[];
}

/** Why one rule does not trigger: which of its conditions failed how often, and the events that came nearest. */
export function whyNotView({ replays }: Parts): readonly Disposable[] {
  const changed = new EventEmitter<undefined>();
  let asked: { readonly uri: string; readonly id: string } | undefined;
  let answer: WhyNotAnswer | null = null;
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: ({ item }) => item,
    getChildren: (node) => [...(node?.children ?? (answer === null ? [] : rootsOf(answer)))],
  };
  const view = window.createTreeView('secl.whyNot', { treeDataProvider: provider });
  const ask = async (): Promise<void> => {
    const question = asked;
    if (question === undefined) return;
    const answered = await replays.whyNot(question.uri, question.id);
    if (asked !== question) return;
    answer = answered;
    view.description = question.id;
    view.message = answered === null ? 'The rule is not among those that are replayed.' : summary(answered);
    changed.fire(undefined);
  };
  const choose = async (given: unknown): Promise<void> => {
    const rule = ruleOf(given) ?? (await picked(replays));
    if (rule === undefined) return;
    asked = rule;
    await commands.executeCommand('setContext', 'secl.hasWhyNot', true);
    await ask();
    await commands.executeCommand('secl.whyNot.focus', { preserveFocus: true });
  };
  return [
    view,
    changed,
    commands.registerCommand('secl.whyNot', choose),
    replays.onDidChange(() => {
      if (replays.news.state === 'done') void ask();
      if (replays.news.recording !== null) return;
      asked = undefined;
      void commands.executeCommand('setContext', 'secl.hasWhyNot', false);
    }),
  ];
}

/** Of a lens, or of a line of the view Rules. */
function ruleOf(given: unknown): { readonly uri: string; readonly id: string } | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const node = given as Partial<RuleNode> & { readonly uri?: unknown; readonly id?: unknown };
  if (typeof node.uri === 'string' && typeof node.id === 'string') return { uri: node.uri, id: node.id };
  if (node.kind !== 'rule' || node.rule === undefined) return undefined;
  const { id, place } = node.rule;
  return place === undefined ? undefined : { uri: place.uri, id };
}

async function picked(
  replays: Parts['replays'],
): Promise<{ readonly uri: string; readonly id: string } | undefined> {
  const rules = replays.news.sets.flatMap(({ rules: all }) => all.filter(({ matches }) => matches === 0));
  const choice = await window.showQuickPick(
    rules.map((rule) => ({ label: rule.id, rule })),
    { title: 'Why does this rule not trigger?' },
  );
  const uri = choice?.rule.place?.uri;
  return choice === undefined || uri === undefined ? undefined : { uri, id: choice.rule.id };
}

function summary({ reason, eventTypes, events, matches, undecided, withoutElements }: WhyNotAnswer): string {
  if (reason !== '') return `No agent of this target runs it: ${reason.replaceAll('`', '')}.`;
  const types = eventTypes.join(', ');
  if (events === 0) return `The recording has no ${types} event.`;
  const parts = [`${matches} of ${events} ${types} events match`];
  if (undecided > 0) parts.push(`${undecided} are undecided`);
  if (withoutElements > 0) parts.push(`${withoutElements} have nothing for its iterator to stand for`);
  return `${parts.join(', ')}.`;
}

const { Expanded, Collapsed, None } = TreeItemCollapsibleState;

function rootsOf({ conditions, nearest, events, matches }: WhyNotAnswer): readonly Node[] {
  const misses = events - matches;
  const counts = conditions.map(({ text, failed, undecided, place }): Node => {
    const item = new TreeItem(short(text), None);
    item.iconPath = truthIcon(failed > 0 ? 'false' : undecided > 0 ? 'unknown' : 'true');
    item.description = [
      failed === 0 ? 'never false' : failed === misses ? 'false for all' : `false for ${failed}`,
      ...(undecided === 0 ? [] : [`unknown for ${undecided}`]),
    ].join(', ');
    item.tooltip = text;
    return leaf(item, place);
  });
  const near = nearest.map(({ event, line, type, process, failing, conditions: all }): Node => {
    const item = new TreeItem(
      `${event === undefined ? `line ${line}` : `event ${event}`}: ${type}`,
      Expanded,
    );
    item.description = `${short(process)}: ${all - failing.length} of ${all} conditions hold`;
    item.iconPath = new ThemeIcon('pulse');
    if (event !== undefined)
      item.command = { command: 'secl.chooseEvent', title: 'Show its values', arguments: [event] };
    const children = failing.map(({ text, found, wanted, place }): Node => {
      const own = new TreeItem(short(text), None);
      own.iconPath = truthIcon('false');
      own.description = `${readings(found)}${wanted === '' ? '' : `, wanted ${short(wanted)}`}`;
      own.tooltip = text;
      return leaf(own, place);
    });
    return { item, children };
  });
  return [
    ...(counts.length === 0 ? [] : [group('Conditions', counts, Expanded)]),
    ...(near.length === 0 ? [] : [group('Nearest events', near, counts.length === 0 ? Collapsed : Expanded)]),
  ];
}

function group(name: string, children: readonly Node[], state: TreeItemCollapsibleState): Node {
  return { item: new TreeItem(name, state), children };
}

function leaf(item: TreeItem, place: Parameters<typeof goTo>[0]): Node {
  const command = goTo(place);
  if (command !== undefined) item.command = command;
  return { item, children: [] };
}
