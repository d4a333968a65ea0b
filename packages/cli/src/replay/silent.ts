import type { ReplayReport, RuleSummary } from '@secl/simulator';
import { forTerminal, type Location } from '@secl/text';
import { padEnd, padStart, wrap } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import { needsOf } from '../report/needs.ts';
import type { Style } from '../report/paint.ts';
import { type Looks, widthOf } from './pretty.ts';
import { reasonOf } from './reason.ts';

interface Row {
  readonly label: string;
  readonly style: Style;
  readonly rules: readonly RuleSummary[];
  /** What is said of them, a line or paragraph each. */
  readonly items: readonly string[];
}

/** The rules that said nothing, and why. Long lists are cut: `--format json` has them all. */
export function prettySilent(report: ReplayReport, looks: Looks): string {
  const { paint } = looks;
  const rows = rowsOf(report.rules, looks).filter(({ rules }) => rules.length > 0);
  if (rows.length === 0) return '';
  const total = rows.reduce((sum, { rules }) => sum + rules.length, 0);
  const labels = Math.max(...rows.map(({ label }) => label.length));
  const numbers = Math.max(...rows.map(({ rules }) => String(rules.length).length));
  const indent = 2 + numbers + 2 + labels + 2;
  const lines = rows.flatMap(({ label, style, rules, items }) => {
    const head = `  ${padStart(String(rules.length), numbers)}  ${style(padEnd(label, labels))}  `;
    const texts = items.flatMap((item) => wrap(forTerminal(item), widthOf(looks) - indent));
    return texts.map((text, index) => `${index === 0 ? head : ' '.repeat(indent)}${paint.faint(text)}\n`);
  });
  return `${paint.strong(`${count(total, 'rule')} silent`)}\n${lines.join('')}`;
}

function rowsOf(rules: readonly RuleSummary[], { paint, documents }: Looks): readonly Row[] {
  const outcome = (wanted: RuleSummary['outcome']) => rules.filter((rule) => rule.outcome === wanted);
  const status = (wanted: RuleSummary['state']['status']) =>
    rules.filter((rule) => rule.outcome === 'not-loaded' && rule.state.status === wanted);
  const plain: Style = (text) => text;
  const [undecided, rejected, open] = [outcome('undecided'), status('rejected'), status('undecided')];
  const [noMatch, noEvent, filtered] = [outcome('no-match'), outcome('no-event'), status('filtered')];
  return [
    { label: 'never true', style: plain, rules: noMatch, items: [named(idsOf(noMatch))] },
    {
      label: 'undecided',
      style: paint.doubtful,
      rules: undecided,
      items: grouped(undecided, (rule) => rule.needs, 'needs '),
    },
    {
      label: 'no such events',
      style: plain,
      rules: noEvent,
      items: grouped(noEvent, (rule) => [rule.eventTypes.join(', ')]),
    },
    {
      label: 'rejected',
      style: paint.bad,
      rules: rejected,
      items: first(
        rejected.map((rule) => `${documents.link(brokenAt(rule))} ${rule.id}: ${reasonOf(rule.state)}`),
      ),
    },
    {
      label: 'undecided here',
      style: paint.doubtful,
      rules: open,
      items: grouped(open, ({ state }) => (state.status === 'undecided' ? needsOf(state) : []), 'needs '),
    },
    {
      label: 'filtered',
      style: plain,
      rules: filtered,
      items: grouped(filtered, ({ state }) => [reasonOf(state)]),
    },
  ];
}

/** Where to mend a rejected rule: what is wrong with it, which may stand in another file. */
function brokenAt({ state, place }: RuleSummary): Location {
  return (state.status === 'rejected' ? state.problems[0]?.place : undefined) ?? place;
}

const shownRules = 8;
const shownItems = 6;
const shownFields = 4;

/**
 * Rules by what they have in common, largest groups first. Each rule stands once, where most others do; a group says
 * everything that all of its rules share.
 */
function grouped(
  rules: readonly RuleSummary[],
  keysOf: (rule: RuleSummary) => readonly string[],
  prefix = '',
): readonly string[] {
  const groups: string[] = [];
  let rest = rules;
  while (rest.length > 0) {
    const key = mostShared(rest.map(keysOf));
    const members = rest.filter((rule) => key === undefined || keysOf(rule).includes(key));
    const shared = members.map(keysOf).reduce((all, keys) => all.filter((each) => keys.includes(each)));
    groups.push(`${prefix}${listed(shared)}: ${named(idsOf(members))}`);
    rest = rest.filter((rule) => !members.includes(rule));
  }
  return first(groups);
}

/** The key that stands in most of the lists; undefined where all are empty. */
function mostShared(lists: readonly (readonly string[])[]): string | undefined {
  const counts = new Map<string, number>();
  for (const key of lists.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, number]) => number === most)?.[0];
}

/** Keys that lead to the same ids, with these; most ids first. */
export function together(
  byKey: ReadonlyMap<string, readonly string[]>,
): readonly { readonly keys: readonly string[]; readonly ids: readonly string[] }[] {
  const groups = new Map<string, { readonly keys: string[]; readonly ids: readonly string[] }>();
  for (const [key, ids] of byKey) {
    const group = groups.get(ids.join('\n')) ?? { keys: [], ids };
    group.keys.push(key);
    groups.set(ids.join('\n'), group);
  }
  return [...groups.values()].sort((a, b) => b.ids.length - a.ids.length);
}

/** `a, b and 3 more`, with the number first where there are many. */
function named(ids: readonly string[]): string {
  if (ids.length <= shownRules) return ids.join(', ');
  return `${ids.slice(0, shownRules).join(', ')} and ${ids.length - shownRules} more`;
}

export function listed(keys: readonly string[]): string {
  if (keys.length <= shownFields + 1) return keys.join(', ');
  return `${keys.slice(0, shownFields).join(', ')} and ${keys.length - shownFields} more`;
}

function first(items: readonly string[]): readonly string[] {
  if (items.length <= shownItems + 1) return items;
  return [...items.slice(0, shownItems), `and ${items.length - shownItems} more`];
}

function idsOf(rules: readonly RuleSummary[]): readonly string[] {
  return rules.map(({ id }) => id);
}
