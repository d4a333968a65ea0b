/** What was asked beside the report: what if, the smallest upgrade, demands. */
import type { DemandResult, FleetComparison, Moved, RuleChange, Upgrade } from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { count } from '../report/markdown.ts';
import { type Column, table } from '../report/table.ts';
import { type Looks, number, paintOf, percent } from './looks.ts';

const mostChanges = 20;
const mostFailing = 10;

export function comparison(compared: FleetComparison, what: string, looks: Looks): string {
  const paint = paintOf(looks);
  const { before, after, rules, gone } = compared;
  const head = `${paint.strong(`What if: ${forTerminal(what)}`)}  ${percent(before.liveShare)} → ${percent(after.liveShare)} of the rules are live where they should be${gone > 0 ? `, ${number(gone)} ${gone === 1 ? 'host or task' : 'hosts and tasks'} fewer` : ''}`;
  if (rules.length === 0) return `${head}\nNo rule comes alive, and none dies\n`;
  const alike = alikeChanges(rules, looks.all);
  const shown = looks.all ? alike : alike.slice(0, mostChanges);
  const rows = shown.map(({ rules: names, alive, dead, words }) => [
    forTerminal(names),
    alive === 0 ? '' : paint.good(`+${number(alive)}`),
    dead === 0 ? '' : paint.bad(`-${number(dead)}`),
    { text: forTerminal(words), style: (text: string) => text },
  ]);
  const titles: Column[] = [
    { title: 'RULE' },
    { title: 'ALIVE', align: 'right' },
    { title: 'DEAD', align: 'right' },
    { title: 'WHERE AND WHY' },
  ];
  const rest = alike.slice(shown.length).reduce((sum, { count: rules }) => sum + rules, 0);
  return `${head}\n${table(titles, rows, paint, looks.output.columns)}${rest > 0 ? paint.faint(`and ${number(rest)} more ${rest === 1 ? 'rule' : 'rules'} (--all lists them)\n`) : ''}`;
}

export interface AlikeChange {
  /** `ssh_login and 4 more`. */
  readonly rules: string;
  readonly ids: readonly string[];
  readonly count: number;
  readonly alive: number;
  readonly dead: number;
  readonly words: string;
}

/** Rules that come alive or die in the same places for the same reason, as one. */
export function alikeChanges(changes: readonly RuleChange[], each = false): readonly AlikeChange[] {
  const found = new Map<string, AlikeChange>();
  for (const { rule, comesAlive, dies } of changes) {
    const words = movedWords(dies.members > 0 ? dies : comesAlive, dies.members > 0);
    const key = [each ? rule : '', comesAlive.members, dies.members, words].join('|');
    const ids = [...(found.get(key)?.ids ?? []), rule];
    const [first = ''] = ids;
    const rules = ids.length === 1 ? first : `${first} and ${number(ids.length - 1)} more`;
    found.set(key, {
      rules,
      ids,
      count: ids.length,
      alive: comesAlive.members,
      dead: dies.members,
      words,
    });
  }
  return [...found.values()];
}

export function movedWords({ where, why }: Moved, dies: boolean): string {
  const names = where.slice(0, 3).map(({ kind, name, members }) => `${kind} ${name} (${number(members)})`);
  const more = where.length > 3 ? ` and ${where.length - 3} more` : '';
  return `${names.join(', ')}${more}${why === '' ? '' : `${dies ? '' : ', before'}: ${why}`}`;
}

export function upgrade(found: Upgrade, looks: Looks): string {
  const paint = paintOf(looks);
  const lines = [upgradeWords(found)];
  const rows = found.upgrade.map(
    ({ agent, members }) => `  agents ${forTerminal(agent)}: ${number(members)}`,
  );
  const rest = found.rest.map(
    ({ why, members }) => `  stays dead on ${number(members)}: ${forTerminal(why)}`,
  );
  const [first = '', ...others] = lines;
  return [paint.strong(first), ...others, ...rows, ...rest].map((line) => `${line}\n`).join('');
}

export function upgradeWords({
  rule,
  share,
  expected,
  live,
  version,
  enough,
  upgrade: agents,
  liveAfter,
}: Upgrade): string {
  const id = forTerminal(rule);
  const now = `${number(live)} of ${number(expected)} (${percent(expected === 0 ? 1 : live / expected)})`;
  if (version === null && enough)
    return `${id} is live on ${now}: no upgrade is needed for ${percent(share)}`;
  const then = `${number(liveAfter)} of ${number(expected)} (${percent(expected === 0 ? 1 : liveAfter / expected)})`;
  if (!enough)
    return `${id} is live on ${now}, and no upgrade makes that ${percent(share)}: ${version === null ? 'none helps' : `the best is ${version}, with ${then}`}`;
  const members = agents.reduce((sum, each) => sum + each.members, 0);
  return `${id} is live on ${now}; with ${number(members)} ${members === 1 ? 'agent' : 'agents'} at ${version} or newer on ${then}`;
}

export function demands(results: readonly DemandResult[], looks: Looks): string {
  const paint = paintOf(looks);
  return results
    .flatMap((result) => {
      const text = forTerminal(result.demand.text);
      const head = result.met
        ? `${paint.good('met')}      ${text}`
        : `${paint.bad('not met')}  ${text}: ${demandWords(result)}`;
      const shown = looks.all ? result.failing : result.failing.slice(0, mostFailing);
      const rest = result.failing.length - shown.length;
      return [
        head,
        ...shown.map(
          ({ rule, live, expected, share }) =>
            `  ${forTerminal(rule)}  ${number(live)} of ${number(expected)} (${percent(share)})`,
        ),
        ...(rest > 0 ? [paint.faint(`  and ${rest} more`)] : []),
      ];
    })
    .map((line) => `${line}\n`)
    .join('');
}

export function demandWords({ about, failing, rules, demand }: DemandResult): string {
  switch (about) {
    case 'no-rules':
      return 'no rule has this tag';
    case 'no-group':
      return `there is no group ${forTerminal(demand.group)}`;
    case 'something':
      return `${failing.length} of ${count(rules, 'rule')} ${failing.length === 1 ? 'is' : 'are'} live on less`;
  }
}
