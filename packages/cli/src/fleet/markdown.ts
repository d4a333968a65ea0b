/** The report for a pull request: short, what needs a look first. */
import { type FleetReport, memberStatuses, type StatusCounts } from '@secl/fleet';
import { forMarkdown, forMarkdownCode, forMarkdownMessage } from '@secl/text';
import { count, markdownTable } from '../report/markdown.ts';
import { causeWords } from './cause-words.ts';
import { type Cause, causesOf } from './causes.ts';
import type { Coverage } from './coverage.ts';
import { liveOn } from './dead-rules.ts';
import { mainGroups, outsideGroups } from './honeycomb.ts';
import { headline, members, number, percent } from './looks.ts';
import { bySeverity } from './notes.ts';
import { policyStates } from './policy-states.ts';
import { signOf, wordsOf } from './statuses.ts';
import { alikeChanges, demandWords, upgradeWords } from './verdicts.ts';
import { whereIs } from './where.ts';

const mostGroups = 20;
const mostPolicies = 100;
const mostCauses = 24;
const mostNames = 3;
const mostChanges = 30;
const mostNotes = 10;

export function markdownCoverage(coverage: Coverage): string {
  const { report } = coverage;
  const parts = [
    '### secl coverage\n',
    head(report),
    demandList(coverage),
    whatIf(coverage),
    coverage.upgrade === undefined ? '' : `${forMarkdown(upgradeWords(coverage.upgrade))}\n`,
    ruleTable(report),
    groupTable(report, coverage.by),
    policyTable(report),
    differenceTable(report),
    noteList(report),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function head({ summary, rules, policies }: FleetReport): string {
  const what = `${members(summary.hosts, summary.tasks)}, ${count(rules.length, 'rule')} in ${count(policies.length, 'policy', 'policies')}`;
  const tasks = summary.serverless === '' ? '' : ` · ${summary.serverless}`;
  const outdated =
    summary.outdated === 0
      ? ''
      : ` · ${number(summary.outdated)} ${summary.outdated === 1 ? 'agent' : 'agents'} before ${summary.oldestCurrentAgent}`;
  return `**${headline(summary)}**: ${what}${tasks}${outdated}\n`;
}

function demandList({ demands }: Coverage): string {
  return demands
    .map((result) => {
      const text = forMarkdownCode(result.demand.text, 'text');
      if (result.met) return `- ✅ ${text}\n`;
      const rules = result.failing
        .slice(0, 10)
        .map(({ rule, share }) => `${forMarkdownCode(rule, 'text')} ${percent(share)}`)
        .join(', ');
      return `- ❌ ${text}: ${forMarkdown(demandWords(result))}${rules === '' ? '' : `: ${rules}`}\n`;
    })
    .join('');
}

function whatIf({ comparison, compared }: Coverage): string {
  if (comparison === undefined) return '';
  const { before, after, rules } = comparison;
  const head = `#### What if: ${forMarkdown(compared)}\n\n${percent(before.liveShare)} → ${percent(after.liveShare)} of the rules are live where they should be\n`;
  if (rules.length === 0) return `${head}\nNo rule comes alive, and none dies.\n`;
  const rows = alikeChanges(rules)
    .slice(0, mostChanges)
    .map(({ ids, alive, dead, words }) => [
      codeList(ids),
      alive === 0 ? '' : `+${number(alive)}`,
      dead === 0 ? '' : `−${number(dead)}`,
      forMarkdownMessage(words),
    ]);
  return `${head}\n${markdownTable(['Rule', 'Alive', 'Dead', 'Where and why'], rows)}`;
}

function ruleTable(report: FleetReport): string {
  const causes = causesOf(report);
  if (causes.length === 0) return 'Every rule is live wherever it should be.\n';
  const shown = causes.slice(0, mostCauses);
  const rows = shown.map((cause) => {
    const { outcome, rules, profiles, alike } = cause;
    const { why, fix } = rules.length === 1 ? outcome : causeWords(report, cause);
    const where = whereIs(report, profiles);
    return [
      ruleCell(cause),
      outcome.status,
      forMarkdown(`${alike ? '' : 'up to '}${members(where.hosts, where.tasks)}, ${where.words}`),
      `${forMarkdownMessage(why)}${fix === '' ? '' : ` · ${forMarkdownMessage(fix)}`}`,
    ];
  });
  const rest = causes.slice(shown.length).reduce((sum, { rules }) => sum + rules.length, 0);
  const head = `#### Not live everywhere: ${number(report.summary.rulesToLookAt)} of ${count(report.rules.length, 'rule')}\n\n`;
  return `${head}${markdownTable(['Rule', 'Is', 'On', 'Why and what to do'], rows)}${rest > 0 ? `\nand ${count(rest, 'more rule')} for other reasons\n` : ''}`;
}

/** Its name and where it is live; of several the most severe ones. */
function ruleCell({ rules }: Cause): string {
  const ids = codeList(rules.map(({ rule }) => rule.id));
  return rules.length === 1 ? `${ids}, ${liveOn(rules[0].rule)}` : `${count(rules.length, 'rule')}: ${ids}`;
}

function codeList(ids: readonly string[]): string {
  const shown = ids.slice(0, mostNames).map((id) => forMarkdownCode(id));
  const rest = ids.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${number(rest)} more` : ''}`;
}

function groupTable(report: FleetReport, by: string | undefined): string {
  const groups = mainGroups(report, by);
  if (groups.length === 0) return '';
  const outside = outsideGroups(report, by);
  const all = [...groups, ...(outside === undefined ? [] : [outside])];
  const used = memberStatuses.filter((status) => all.some(({ statuses }) => statuses[status] > 0));
  const cellsOf = (statuses: StatusCounts): readonly string[] =>
    used.map((status) => (statuses[status] === 0 ? '' : number(statuses[status])));
  const titles = [
    groups[0]?.kind ?? '',
    'Rules live',
    ...used.map((status) => `${signOf(status)} ${wordsOf(status)}`),
  ];
  const rows = groups
    .slice(0, mostGroups)
    .map((group) => [forMarkdown(group.name), percent(group.liveShare), ...cellsOf(group.statuses)]);
  if (outside !== undefined) rows.push([outside.words, '', ...cellsOf(outside.statuses)]);
  const rest = groups.length - Math.min(groups.length, mostGroups);
  const more = rest > 0 ? `\nand ${count(rest, 'more group')}\n` : '';
  return `${markdownTable(titles, rows)}${more}`;
}

function policyTable({ policies }: FleetReport): string {
  const rows = policies
    .slice(0, mostPolicies)
    .map((policy) => [
      forMarkdown(policy.name),
      [...policyStates(policy)].map(([title, hosts]) => `${title} ${number(hosts)}`).join(', '),
      policy.absent === 0 ? '' : number(policy.absent),
    ]);
  const table = markdownTable(['Policy', 'State', 'Does not go to'], rows);
  const rest = policies.length - rows.length;
  const more = rest > 0 ? `\nand ${number(rest)} more\n` : '';
  return `<details><summary>${count(policies.length, 'policy', 'policies')}</summary>\n\n${table}${more}\n</details>\n`;
}

function differenceTable({ differences }: FleetReport): string {
  if (differences.length === 0) return '';
  const rows = differences
    .slice(0, 20)
    .map(({ rule, predicted, real, count: hosts, cause }) => [
      forMarkdownCode(rule),
      predicted,
      forMarkdown(real),
      number(hosts),
      forMarkdownMessage(cause),
    ]);
  return `#### Agents report something else\n\n${markdownTable(['Rule', 'Predicted', 'Reported', 'On', 'Probably'], rows)}`;
}

/** What could not be read first, then what the verdicts suppose. */
function noteList({ problems }: FleetReport): string {
  const shown = bySeverity(problems).slice(0, mostNotes);
  const lines = shown.map(({ file, line, column, message, count: times }) => {
    const place =
      file === ''
        ? ''
        : `${forMarkdownCode([file, line, column].filter((each) => each !== null).join(':'), 'text')}: `;
    return `- ${place}${forMarkdownMessage(message, 'text')}${times > 1 ? ` (${number(times)} times)` : ''}\n`;
  });
  const rest = problems.length - shown.length;
  return `${lines.join('')}${rest > 0 ? `- and ${count(rest, 'more note')}\n` : ''}`;
}
