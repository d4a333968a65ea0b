/** The smaller parts of the report: policies, agents, facts, tactics, differences, notes. */
import type { FleetReport } from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { wrap } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import { type Column, table } from '../report/table.ts';
import { type Looks, number, paintOf, percent, widthOf } from './looks.ts';
import { bySeverity } from './notes.ts';
import { inOrder, policyStates } from './policy-states.ts';

const mostPolicies = 20;
const mostNotes = 6;
const mostDifferences = 10;

export function policies({ policies: all }: FleetReport, looks: Looks): string {
  const paint = paintOf(looks);
  const counted = all.map((policy) => ({ policy, states: policyStates(policy) }));
  const columns = [...new Set(counted.flatMap(({ states }) => [...states.keys()]))].sort(inOrder);
  const titles: Column[] = [
    { title: 'POLICY' },
    ...columns.map((title): Column => ({ title: title.toUpperCase(), align: 'right' })),
    { title: 'NOT THERE', align: 'right' },
    { title: 'GOES TO' },
  ];
  // Of more than a screen holds, those with something to look at.
  const isWhole = ({ states }: (typeof counted)[number]): boolean =>
    [...states.keys()].every((title) => title === 'Fully Loaded');
  const listed =
    looks.all || counted.length <= mostPolicies
      ? counted
      : [...counted.filter((each) => !isWhole(each)), ...counted.filter(isWhole)].slice(0, mostPolicies);
  const rest = counted.length - listed.length;
  const rows = listed.map(({ policy: { name, absent, scope, scopeKnown, enabled }, states }) => [
    forTerminal(name),
    ...columns.map((column) => {
      const members = states.get(column);
      const style =
        column === 'Fully Loaded' ? paint.good : column === 'Fully Filtered' ? paint.faint : paint.bad;
      return members === undefined ? '' : style(number(members));
    }),
    absent === 0 ? '' : number(absent),
    !enabled ? 'nobody: it is not enabled' : scopeKnown ? scopeWords(scope) : 'not written out in its file',
  ]);
  const more =
    rest > 0 ? `and ${number(rest)} more ${rest === 1 ? 'policy' : 'policies'} (--all lists them)\n` : '';
  return table(titles, rows, paint, looks.output.columns) + paint.faint(more);
}

function scopeWords(scope: readonly (readonly string[])[] | null): string {
  if (scope === null) return 'all';
  return forTerminal(scope.map((tags) => tags.join(' and ')).join(' or '));
}

export function agents({ summary, versions }: FleetReport, looks: Looks): string {
  const outdated = versions.filter((version) => version.outdated);
  const newer = versions.filter((version) => version.newer);
  if (outdated.length + newer.length === 0) return '';
  const paint = paintOf(looks);
  const shown = looks.all ? outdated : outdated.slice(-6);
  const names = shown
    .map(({ version, hosts, tasks }) => `${forTerminal(version)} (${number(hosts + tasks)})`)
    .join(', ');
  const lines =
    outdated.length === 0
      ? []
      : [
          `${paint.strong('Outdated agents')}  ${number(summary.outdated)} before ${summary.oldestCurrentAgent}: ${names}${shown.length < outdated.length ? ' and others' : ''}`,
        ];
  if (newer.length > 0)
    lines.push(
      `Newer than what is known here: ${newer.map(({ version }) => forTerminal(version)).join(', ')}`,
    );
  return lines
    .flatMap((line) => wrap(line, widthOf(looks)))
    .map((line) => `${line}\n`)
    .join('');
}

export function facts({ missingFacts }: FleetReport, looks: Looks): string {
  const [first, ...others] = missingFacts;
  if (first === undefined) return '';
  const paint = paintOf(looks);
  const decides =
    first.decides > 0
      ? `alone decides ${number(first.decides)} of the ${number(first.members)} where something is undecided`
      : `is one of several facts that are missing on ${number(first.members)}`;
  const words = `\`${first.fact}\` in the inventory ${decides}, for ${count(first.rules, 'rule')}`;
  const rest = others.map(({ fact, members }) => `${fact} (${number(members)})`).join(', ');
  return [words, ...(rest === '' ? [] : [`then ${rest}`])]
    .flatMap((line) => wrap(forTerminal(line), widthOf(looks) - 10))
    .map((line, index) => `${index === 0 ? `${paint.strong('Say more')}  ` : ' '.repeat(10)}${line}\n`)
    .join('');
}

export function tactics({ attack, rules }: FleetReport, looks: Looks): string {
  if (attack.tactics.every((tactic) => tactic.rules.length === 0)) return '';
  const paint = paintOf(looks);
  const rows = attack.tactics
    .filter((tactic) => tactic.rules.length > 0)
    .map(({ name, id, rules: own, share }) => [
      `${name} ${paint.faint(id)}`,
      String(own.length),
      `${bar(share, paint.good, paint.faint)} ${percent(share)}`,
    ]);
  const empty = attack.tactics.filter((tactic) => tactic.rules.length === 0).map(({ name }) => name);
  const dead = attack.techniques.filter(({ members }) => members === 0).map(({ id }) => id);
  const untagged = rules.filter(
    ({ tactics: own, techniques }) => own.length + techniques.length === 0,
  ).length;
  const notes = [
    ...(empty.length > 0 ? [emptyTactics(empty, attack.tactics.length, looks)] : []),
    ...(dead.length > 0 ? [`live nowhere: ${dead.join(', ')}`] : []),
    ...(untagged > 0 ? [`${count(untagged, 'rule')} without a tactic or technique`] : []),
  ];
  const titles: Column[] = [
    { title: 'TACTIC' },
    { title: 'RULES', align: 'right' },
    { title: 'A RULE OF IT IS LIVE ON' },
  ];
  return table(titles, rows, paint) + notes.map((note) => `${paint.faint(note)}\n`).join('');
}

function emptyTactics(names: readonly string[], all: number, looks: Looks): string {
  const listed = looks.all || names.length <= 3;
  return `no rule for ${listed ? names.join(', ') : `${names.length} of ${all} tactics (--all lists them)`}`;
}

const barWidth = 20;

function bar(share: number, on: (text: string) => string, off: (text: string) => string): string {
  const full = share === 0 ? 0 : Math.max(1, Math.floor(share * barWidth));
  return on('█'.repeat(full)) + off('░'.repeat(barWidth - full));
}

export function differences({ differences: all }: FleetReport, looks: Looks): string {
  if (all.length === 0) return '';
  const paint = paintOf(looks);
  const shown = looks.all ? all : all.slice(0, mostDifferences);
  const rows = shown.map(({ rule, predicted, real, count: members, cause }) => [
    forTerminal(rule),
    predicted,
    forTerminal(real),
    number(members),
    { text: forTerminal(cause), style: (text: string) => text },
  ]);
  const titles: Column[] = [
    { title: 'RULE' },
    { title: 'PREDICTED' },
    { title: 'REPORTED' },
    { title: 'ON', align: 'right' },
    { title: 'PROBABLY' },
  ];
  const rest = all.length - shown.length;
  return `${paint.strong('Agents report something else')}\n${table(titles, rows, paint, looks.output.columns)}${rest > 0 ? paint.faint(`and ${rest} more (--all lists them)\n`) : ''}`;
}

export function notes({ problems }: FleetReport, looks: Looks): string {
  if (problems.length === 0) return '';
  const paint = paintOf(looks);
  const sorted = bySeverity(problems);
  const shown = looks.all ? sorted : sorted.slice(0, mostNotes);
  const lines = shown.flatMap(({ code, severity, file, line, column, message, count: times }) => {
    const style = severity === 'error' ? paint.bad : severity === 'warning' ? paint.doubtful : paint.name;
    const place = file === '' ? '' : `${[file, line, column].filter((each) => each !== null).join(':')}: `;
    const more = times > 1 ? `, and ${number(times - 1)} more like it` : '';
    const kind = severity === 'info' || severity === 'hint' ? 'note' : severity;
    // The head takes part in breaking the first line, as a word without blanks.
    const head = 'x'.repeat(kind.length + code.length + 3);
    const [first = '', ...others] = wrap(
      forTerminal(`${head} ${place}${message}${more}`),
      widthOf(looks) - 2,
    );
    return [
      `${style(kind)} ${paint.faint(`[${code}]`)}${first.slice(head.length)}`,
      ...others.map((each) => `  ${each}`),
    ];
  });
  const rest = sorted.length - shown.length;
  if (rest > 0)
    lines.push(paint.faint(`and ${rest} more ${rest === 1 ? 'note' : 'notes'} (--all lists them)`));
  return lines.map((line) => `${line}\n`).join('');
}
