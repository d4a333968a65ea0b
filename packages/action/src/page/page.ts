import { forMarkdownBlock, forMarkdownMessage } from '@secl/text';
import type { DiffReport } from '../diff.ts';
import type { Outcome } from '../lint.ts';
import type { Finding, LintReport } from '../lint-report.ts';
import type { TestsReport } from '../tests.ts';
import { count } from '../words.ts';
import { findingBlock, findingRow, findingTitles } from './finding.ts';
import { type Links, linked } from './links.ts';
import { testsSection } from './tests.ts';

/** All that a run has to say to people. */
export interface Results {
  readonly lint: Outcome<LintReport>;
  readonly diff: Outcome<DiffReport> | undefined;
  readonly tests: Outcome<TestsReport> | undefined;
  /** What could not be done, and why. */
  readonly notices: readonly string[];
  /** The texts of the files with findings, by the names in findings. */
  readonly texts: ReadonlyMap<string, string>;
  readonly links: Links;
  readonly version: string;
  readonly commit: string | undefined;
}

/** Where the page goes, and what fits there. */
export interface Paper {
  /** Bytes; of several sections that do not fit the first ones stand. */
  readonly most: number;
  /** Findings that stand open with their lines; the rest is a folded table. */
  readonly open: number;
}

/** A comment on GitHub holds 65,536 characters, which are no more than its bytes. */
export const comment: Paper = { most: 60_000, open: 8 };
/** The summary of a step holds 1 MiB; other steps have their own. */
export const jobSummary: Paper = { most: 1_000_000, open: 30 };

/** The comment on a pull request and the summary of a job: what is wrong, what tests say, then what the change does. */
export function page(results: Results, paper: Paper): string {
  const { notices, diff, tests, links } = results;
  const notes = notices.map((notice) => `> ${forMarkdownMessage(notice, 'text')}\n`);
  const head = [`### ${title(results)}\n`, ...notes];
  const changes = diff === undefined ? [] : changesOf(diff);
  const foot = `${footer(results)}\n`;
  const room = paper.most - bytes([...head, foot]);
  // The change itself is short mostly; a long list of findings leaves it half of the room.
  const changed = fitting(changes, room / 2, links);
  const tested = tests === undefined ? [] : fitting(testsSection(tests, links, paper.open), room / 4, links);
  const found = fitting(findingsOf(results, paper), room - bytes(changed) - bytes(tested), links);
  return [...head, ...found, ...tested, ...changed, foot].join('\n');
}

function title({ lint, diff, tests }: Results): string {
  if (lint.kind === 'failed') return 'SECL: the rules could not be checked';
  const { errors, warnings, notes } = lint.report.summary;
  const failedTests = tests?.kind === 'report' ? tests.report.failed : 0;
  const loud = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(failedTests > 0 ? [`${count(failedTests, 'test')} failed`] : []),
  ];
  if (loud.length > 0) return `SECL: ${loud.join(', ')}`;
  if (tests?.kind === 'failed') return 'SECL: the tests could not be run';
  if (diff?.kind === 'failed') return 'SECL: the change could not be compared';
  return `SECL: no problems${notes > 0 ? `, ${count(notes, 'note')}` : ''}`;
}

function findingsOf({ lint, texts, links }: Results, { open }: Paper): readonly string[] {
  if (lint.kind === 'failed') return [`${forMarkdownBlock(lint.message, 'text')}\n`];
  const { summary, findings } = lint.report;
  const of = (level: Finding['severity']): readonly Finding[] =>
    findings.filter(({ severity }) => severity === level);
  const loud = [...of('error'), ...of('warning')];
  const rest = [...loud.slice(open), ...of('info')];
  return [
    `${sums(summary)}\n`,
    ...loud.slice(0, open).map((finding) => findingBlock(finding, texts.get(finding.place.file), links)),
    ...tables(rest, links),
  ];
}

function sums({ rules, files, fixable, suggested, leftOut }: LintReport['summary']): string {
  const parts = [
    `${count(rules, 'rule')} in ${count(files, 'file')}`,
    ...(fixable > 0 ? [`${fixable} can be fixed with \`secl lint --fix\``] : []),
    ...(suggested > 0 ? [`${suggested} with \`secl lint --fix-suggested\``] : []),
    ...(leftOut.ignored > 0 ? [`${leftOut.ignored} ignored by comments`] : []),
    ...(leftOut.known > 0 ? [`${leftOut.known} in the baseline`] : []),
    ...(leftOut.unchanged > 0 ? [`${leftOut.unchanged} on rules that did not change`] : []),
  ];
  return parts.join(' · ');
}

/** Rows in a fold. */
const rowsInTable = 100;

function tables(findings: readonly Finding[], links: Links): readonly string[] {
  const folds: string[] = [];
  for (let from = 0; from < findings.length; from += rowsInTable) {
    const part = findings.slice(from, from + rowsInTable);
    const what = part.every(({ severity }) => severity === 'info')
      ? count(part.length, 'note')
      : `${part.length} more`;
    const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
    const table =
      row(findingTitles) +
      row(findingTitles.map(() => '---')) +
      part.map((finding) => row(findingRow(finding, links))).join('');
    folds.push(`<details><summary>${what}</summary>\n\n${table}\n</details>\n`);
  }
  return folds;
}

function changesOf(diff: Outcome<DiffReport>): readonly string[] {
  const heading = '#### What this change does\n';
  if (diff.kind === 'failed') return [heading, `${forMarkdownBlock(diff.message, 'text')}\n`];
  const { kinds, markdown } = diff.report;
  if (kinds.length === 0) return [heading, 'Rules do what they did before.\n'];
  return [heading, `${markdown}\n`];
}

/** With the line breaks between them. */
function bytes(parts: readonly string[]): number {
  return new TextEncoder().encode(parts.join('\n')).length + 1;
}

/** As many as there is room for. */
function fitting(parts: readonly string[], room: number, { run }: Links): readonly string[] {
  let left = room;
  const end = parts.findIndex((part) => {
    left -= bytes([part]);
    return left < 0;
  });
  if (end === -1) return parts;
  return [...parts.slice(0, end), `… and more than fits here: ${linked('the run', run)} has all of it.\n`];
}

function footer({ version, commit, links }: Results): string {
  const parts = [
    `SECL Toolkit ${version}`,
    ...(commit === undefined ? [] : [linked(`at ${commit.slice(0, 7)}`, links.commit)]),
    ...(links.run === undefined ? [] : [linked('the run', links.run)]),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}
