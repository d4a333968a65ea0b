/** Mutation testing for people: changes that no test notices, each with an event that would tell. */
import { type MutatedRule, type MutationReport, mutationTotals, type Survivor } from '@secl/testing';
import { forTerminal } from '@secl/text';
import { type Page, wrap } from '../commands/fields-layout.ts';
import type { Documents } from '../report/documents.ts';
import { count } from '../report/markdown.ts';
import { rulesByName } from './rules-by-name.ts';

export function prettyMutation(report: MutationReport, documents: Documents, page: Page): string {
  const surviving = report.rules.filter(({ survivors }) => survivors.length > 0);
  const blocks = surviving.map((rule) => ruleBlock(rule, documents, page));
  return [...blocks, unmetBlock(report, page), `${summary(report, page)}\n`]
    .filter((each) => each !== '')
    .join('\n');
}

function ruleBlock({ kind, id, noticed, survivors }: MutatedRule, documents: Documents, page: Page): string {
  const { paint } = page;
  const name = kind === 'macro' ? `macro ${id}` : id;
  const head = `${paint.strong(forTerminal(name))}  ${paint.faint(`${noticed} of ${noticed + survivors.length} changes noticed`)}`;
  return `${[head, ...survivors.flatMap((each) => survivorLines(each, documents, page))].join('\n')}\n`;
}

function survivorLines(
  { mutant, event, matchesNow }: Survivor,
  documents: Documents,
  page: Page,
): readonly string[] {
  const { paint } = page;
  const says = wrap(forTerminal(`no test notices if ${mutant.says}`), page, 4);
  const [first = '', ...more] = says;
  const at = paint.name(forTerminal(documents.link(mutant.place)));
  const telling =
    event === undefined
      ? 'no event was found that tells the difference'
      : testThatTells(mutant, matchesNow, event);
  return [
    `  ${paint.doubtful('~')} ${first.trimStart()}`,
    ...more,
    `    ${at}`,
    ...wrap(forTerminal(telling), page, 4).map(paint.faint),
  ];
}

function testThatTells({ action }: Survivor['mutant'], matchesNow: boolean, event: string): string {
  if (action === undefined) return `a test that ${matchesNow ? 'matches' : 'stays silent on'} ${event} would`;
  const name = `\`${forTerminal(action.name)}\``;
  if (action.role === 'filter')
    return `a test that expects ${matchesNow ? '' : 'no '}${name} on ${event} would`;
  return `a test that expects ${name} to store ${matchesNow} on ${event} would`;
}

function unmetBlock({ unmet }: MutationReport, page: Page): string {
  return rulesByName('rules that no passing test looks at', unmet, page);
}

function summary(report: MutationReport, { paint }: Page): string {
  const { noticed, survived, equivalent } = mutationTotals(report);
  const { notReached, notPassing } = report;
  const all = noticed + survived;
  const score = mutationScore(report);
  const style = survived === 0 ? paint.good : paint.doubtful;
  return [
    `mutation ${style(paint.strong(`${score} %`))}`,
    `${noticed} of ${count(all, 'change')} noticed`,
    ...(equivalent > 0 ? [`${equivalent} more mean the same`] : []),
    ...(notReached.length > 0
      ? [paint.doubtful(`no time for ${count(notReached.length, 'rule or macro', 'rules and macros')}`)]
      : []),
    ...(notPassing > 0
      ? [paint.bad(`${count(notPassing, 'case')} left out that ${notPassing === 1 ? 'does' : 'do'} not pass`)]
      : []),
  ].join(' · ');
}

/** In percent, never rounded up to 100. */
export function mutationScore(report: MutationReport): number {
  const { noticed, survived } = mutationTotals(report);
  return noticed + survived === 0 ? 100 : Math.floor((noticed / (noticed + survived)) * 1000) / 10;
}
