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
import { counted, grouped } from './count-words.ts';
import { goTo } from './go-to.ts';
import { outcomeWords } from './outcome-words.ts';
import { ruleAtCursor } from './rule-at-cursor.ts';
import type { RuleNode } from './rules-view.ts';
import { truthIcon } from './truth.ts';
import { readings, short, visible } from './value-words.ts';

interface Asked {
  readonly uri: string;
  readonly id: string;
}

interface Node {
  readonly item: TreeItem;
  readonly children: readonly Node[];
}

/** Why one rule does not trigger: which of its conditions failed how often, and the events that came nearest. */
export function whyNotView({ replays }: Parts): readonly Disposable[] {
  const changed = new EventEmitter<undefined>();
  let asked: Asked | undefined;
  let answer: WhyNotAnswer | null = null;
  /** The recording that is told about. */
  let of: string | undefined;
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: ({ item }) => item,
    getChildren: (node) => [...(node?.children ?? (answer === null ? [] : rootsOf(answer)))],
  };
  const view = window.createTreeView('secl.whyNot', { treeDataProvider: provider });
  const ask = async (): Promise<void> => {
    const question = asked;
    if (question === undefined) return;
    const asking = replays.whyNot(question.uri, question.id);
    void window.withProgress({ location: { viewId: 'secl.whyNot' } }, () => asking);
    show(question, await asking);
  };
  const show = (question: Asked, answered: WhyNotAnswer | null): void => {
    if (asked !== question) return;
    answer = answered;
    view.message =
      answered === null ? 'There is no such rule among those that are replayed.' : summary(answered);
    changed.fire(undefined);
  };
  const forget = (message: string): void => {
    answer = null;
    view.message = message;
    changed.fire(undefined);
  };
  const choose = async (given: unknown): Promise<void> => {
    const rule = ruleOf(given) ?? (await picked(replays));
    if (rule === undefined) return;
    asked = rule;
    view.description = visible(rule.id);
    forget('Counting …');
    await commands.executeCommand('setContext', 'secl.hasWhyNot', true);
    await commands.executeCommand('secl.whyNot.focus', { preserveFocus: true });
    await ask();
  };
  return [
    view,
    changed,
    commands.registerCommand('secl.whyNot', choose),
    replays.onDidChange(() => {
      const { recording, state } = replays.news;
      if (recording?.uri !== of) forget(state === 'running' ? 'Replaying …' : '');
      of = recording?.uri;
      if (state === 'done') void ask();
      if (recording !== null && state !== 'failed') return;
      asked = undefined;
      void commands.executeCommand('setContext', 'secl.hasWhyNot', false);
    }),
  ];
}

/** Of a lens, or of a line of the view Rules. */
function ruleOf(given: unknown): Asked | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const node = given as Partial<RuleNode> & { readonly uri?: unknown; readonly id?: unknown };
  if (typeof node.uri === 'string' && typeof node.id === 'string') return { uri: node.uri, id: node.id };
  if (node.kind !== 'rule' || node.rule === undefined) return undefined;
  const { id, place } = node.rule;
  return place === undefined ? undefined : { uri: place.uri, id };
}

/** Of the rules that did not trigger; the one that the cursor is in is the first. */
async function picked({ news }: Parts['replays']): Promise<Asked | undefined> {
  const silent = news.sets.flatMap(({ rules }) => rules.filter(({ matches }) => matches === 0));
  if (silent.length === 0) {
    void window.showInformationMessage('Every rule triggers on this recording.');
    return undefined;
  }
  const here = ruleAtCursor(news);
  const rules = [...silent].sort((a, b) => Number(b === here) - Number(a === here));
  const choice = await window.showQuickPick(
    rules.map((rule) => ({ label: visible(rule.id), description: outcomeWords(rule), rule })),
    { title: 'Why does this rule not trigger?', placeHolder: 'A rule that did not trigger' },
  );
  const uri = choice?.rule.place?.uri;
  return choice === undefined || uri === undefined ? undefined : { uri, id: choice.rule.id };
}

function summary({ reason, eventTypes, events, matches, undecided, withoutElements }: WhyNotAnswer): string {
  if (reason !== '') return `No agent of this target runs it: ${reason.replaceAll('`', '')}.`;
  const types = eventTypes.join(', ');
  if (events === 0) return `The recording has no ${types} event.`;
  const parts = [`${grouped(matches)} of ${counted(events, `${types} event`)} match`];
  if (undecided > 0) parts.push(`${grouped(undecided)} undecided`);
  if (withoutElements > 0) parts.push(`in ${grouped(withoutElements)} its iterator has nothing to stand for`);
  return `${parts.join(', ')}.`;
}

const { Expanded, Collapsed, None } = TreeItemCollapsibleState;

/** Figures and values come first: conditions are long, side bars are narrow, and the rule is beside it. */
function rootsOf({ conditions, nearest, events, matches, place: rule }: WhyNotAnswer): readonly Node[] {
  const misses = events - matches;
  const counts = conditions.map(({ text, failed, undecided, place }): Node => {
    const words = [
      failed === 0 ? 'never false' : failed === misses ? 'false for all' : `false for ${grouped(failed)}`,
      ...(undecided === 0 ? [] : [`unknown for ${grouped(undecided)}`]),
    ].join(', ');
    const item = new TreeItem(words, None);
    item.iconPath = truthIcon(failed > 0 ? 'false' : undecided > 0 ? 'unknown' : 'true');
    return leaf(item, text, place);
  });
  const near = nearest.map(({ event, line, type, process, failing, conditions: all }): Node => {
    const item = new TreeItem(
      `${event === undefined ? `line ${line}` : `event ${event}`}: ${type}`,
      Expanded,
    );
    item.description = `${all - failing.length} of ${counted(all, 'condition')} hold, ${short(process)}`;
    item.iconPath = new ThemeIcon('pulse');
    if (event !== undefined)
      item.command = { command: 'secl.chooseEvent', title: 'Show its values', arguments: [event, rule] };
    const children = failing.map(({ text, found, wanted, place }): Node => {
      const own = new TreeItem(found.length === 0 ? 'false' : readings(found), None);
      own.iconPath = truthIcon('false');
      return leaf(own, text, place, wanted === '' ? '' : `wanted ${visible(wanted)}`);
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

function leaf(item: TreeItem, text: string, place: Parameters<typeof goTo>[0], more = ''): Node {
  item.description = short(text);
  const lines = [visible(text), String(item.label), more].filter((each) => each !== '');
  item.tooltip = lines.join('\n');
  item.accessibilityInformation = { label: lines.join(': ') };
  const command = goTo(place);
  if (command !== undefined) item.command = command;
  return { item, children: [] };
}
