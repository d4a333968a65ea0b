import type { ReplayReport } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cells, padEnd } from '../report/cells.ts';
import { paragraph } from '../report/problem.ts';
import { actionLines } from './action-lines.ts';
import { conditionLines } from './condition-lines.ts';
import { groupsOf, type Member } from './groups.ts';
import { type Looks, widthOf } from './pretty.ts';
import { processLines } from './process-lines.ts';
import { severityOf, severityStyle } from './severity.ts';
import { clock } from './time.ts';

/** What happened, rule by rule in the order of the first matches, in the groups that were asked for. */
export function prettyTriggered(report: ReplayReport, looks: Looks): string {
  const { paint, groupBy } = looks;
  const severityWidth = Math.max(0, ...report.triggered.map(({ tags }) => cells(severityOf(tags))));
  return groupsOf(report.triggered, groupBy)
    .map(({ title, members }) => {
      const heading = title === '' ? '' : `${paint.strong(`── ${forTerminal(title)} ──`)}\n`;
      return heading + members.map((member) => entry(member, looks, severityWidth)).join('\n');
    })
    .join('\n');
}

/** One rule: when and what; in words; who; on which values; what the agent would do. */
function entry(member: Member, looks: Looks, severityWidth: number): string {
  const { rule, processes, matches } = member;
  const isWhole = matches === rule.matches;
  return [
    titleLine(member, looks, severityWidth),
    rule.description === '' ? '' : paragraph(rule.description, widthOf(looks), '  '),
    ...processLines(processes, isWhole ? rule.otherProcesses : 0, looks),
    // The values are those of all matches: beside the processes of one group they could be another's.
    ...(isWhole ? conditionLines(rule.conditions, looks) : []),
    ...(isWhole ? actionLines(rule.actions, looks) : []),
    isWhole ? tailLine(member, looks) : '',
  ].join('');
}

function titleLine({ rule, processes, matches }: Member, looks: Looks, severityWidth: number): string {
  const { paint } = looks;
  const first = matches === rule.matches ? rule.first : (processes[0]?.first ?? rule.first);
  const severity = severityOf(rule.tags);
  const time = first.time === undefined ? '' : `${paint.faint(clock(first.time))}  `;
  const column =
    severityWidth === 0
      ? ''
      : `${severityStyle(paint, severity)(padEnd(forTerminal(severity), severityWidth))}  `;
  const often = matches === 1 ? '' : ` ${paint.doubtful(`×${matches.toLocaleString('en-US')}`)}`;
  const left = `${time}${column}${paint.strong(forTerminal(rule.id))}${often}`;
  return `${left}${placeBeside(left, `${first.recording}:${first.line}`, looks)}\n`;
}

/**
 * The place at the right edge: as a link if there is room, else without its directories, else the end of the name, by
 * which files of one export differ; with next to no room the line alone.
 */
function placeBeside(left: string, place: string, looks: Looks): string {
  const link = forTerminal(place);
  const room = widthOf(looks) - cells(left) - 2;
  const name = link.replace(/^.*[\\/]/, '');
  const end = room < leastName ? [] : [`…${[...name].slice(1 - room).join('')}`];
  const short = [link, name, ...end, link.replace(/^.*:/, 'line ')];
  const fitting = short.find((text) => cells(text) <= room);
  if (fitting === undefined) return `\n  ${looks.paint.faint(link)}`;
  return ' '.repeat(room - cells(fitting) + 2) + looks.paint.faint(fitting);
}

/** Of several matches when and where the last one was, and how many an agent would have sent. */
function tailLine({ rule }: Member, { paint }: Looks): string {
  const { matches, sent, last } = rule;
  const until = last.time === undefined ? '' : `${clock(last.time)}, `;
  const parts = matches === 1 ? [] : [`last ${until}${last.recording}:${last.line}`];
  if (sent < matches) parts.push(`an agent would send ${sent === 0 ? 'none' : `${sent} of ${matches}`}`);
  return parts.length === 0 ? '' : `  ${paint.faint(forTerminal(parts.join(' · ')))}\n`;
}

/** Fewer characters of a name tell nothing. */
const leastName = 24;
