import type { RecordingSummary, ReplayReport } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cells, wrap } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import type { Paint } from '../report/paint.ts';
import { byFolder } from './folders.ts';
import { type Looks, widthOf } from './pretty.ts';
import { severities, severityOf, severityRank, severityStyle } from './severity.ts';
import { duration, fromTo } from './time.ts';

/** The whole in three lines: what triggered, how bad and when; what was read; which rules were there. */
export function prettyHead(report: ReplayReport, looks: Looks): string {
  const { paint, target } = looks;
  const lines = [
    ...summary(report, paint),
    '',
    ...byFolder(report.recordings).map((recording) => recordingLine(recording, looks)),
    ...together(report, paint),
    ...outside(report, paint),
    rulesLine(report, target, paint),
  ];
  if (report.interrupted) lines.push(paint.doubtful('interrupted: this is the report so far'));
  return `${lines.join('\n')}\n`;
}

function summary({ triggered, rules }: ReplayReport, paint: Paint): readonly string[] {
  const loaded = rules.filter((rule) => rule.outcome !== 'not-loaded').length;
  if (triggered.length === 0) return [paint.strong(`None of ${count(loaded, 'rule')} triggered`)];
  const bySeverity = [...severities].reverse().flatMap((severity) => {
    const number = triggered.filter(({ tags }) => severityOf(tags) === severity).length;
    return number === 0 ? [] : [severityStyle(paint, severity)(`${number} ${severity}`)];
  });
  const others = triggered.filter(({ tags }) => severityRank(tags) < 0).length;
  if (others > 0 && bySeverity.length > 0) bySeverity.push(paint.faint(`${others} without severity`));
  const split = bySeverity.length === 0 ? '' : `: ${bySeverity.join(', ')}`;
  const matches = count(
    triggered.reduce((sum, each) => sum + each.matches, 0),
    'match',
    'matches',
  );
  const times = triggered
    .flatMap(({ first, last }) => [first.time, last.time])
    .filter(isTime)
    .sort();
  const when = period(times[0], times[times.length - 1]);
  return [
    `${paint.strong(`${triggered.length} of ${count(loaded, 'rule')} triggered`)}${split}`,
    paint.faint(matches + when),
  ];
}

function period(first: string | undefined, last: string | undefined): string {
  if (first === undefined || last === undefined) return '';
  return first === last
    ? ` at ${fromTo(first, last)} UTC`
    : ` in ${duration(first, last)}, ${fromTo(first, last)} UTC`;
}

function isTime(time: string | undefined): time is string {
  return time !== undefined;
}

function recordingLine(recording: RecordingSummary, looks: Looks): string {
  const { paint } = looks;
  const { name, format, unit, lines, events, skipped, first, last } = recording;
  if (format === '') return `${paint.strong(forTerminal(name))}  ${paint.bad('not read')}`;
  const time = first === undefined || last === undefined ? 'no times' : fromTo(first, last);
  const lost = skipped === 0 ? '' : `  ${paint.doubtful(`${count(skipped, unit)} skipped`)}`;
  const what = `${format}, ${thousands(lines, unit)}, ${thousands(events, 'event')}, ${time}`;
  const title = forTerminal(name);
  const width = widthOf(looks);
  if (cells(title + what + lost) + 2 <= width) return `${paint.strong(title)}  ${paint.faint(what)}${lost}`;
  const below = wrap(what, width - 2).map((line) => `\n  ${paint.faint(line)}`);
  return `${paint.strong(title)}${below.join('')}${lost}`;
}

function together({ recordings, order }: ReplayReport, paint: Paint): readonly string[] {
  if (recordings.length < 2) return [];
  const how =
    order === 'time'
      ? 'merged by time'
      : 'one after the other, as they were named: not all have usable times';
  return [paint.faint(`${recordings.length} recordings, ${how}`)];
}

function outside({ events, leftOut }: ReplayReport, paint: Paint): readonly string[] {
  if (leftOut === 0) return [];
  return [
    paint.faint(
      `${thousands(events, 'event')} in the time asked for, ${thousands(leftOut, 'other')} left out`,
    ),
  ];
}

function rulesLine({ rules, policies }: ReplayReport, target: string, paint: Paint): string {
  const loaded = rules.filter((rule) => rule.outcome !== 'not-loaded').length;
  const all = loaded === rules.length ? '' : ` of ${rules.length}`;
  const from = count(policies.length, 'policy', 'policies');
  return `${paint.strong(`${loaded}${all} ${rules.length === 1 ? 'rule' : 'rules'} loaded`)}  ${paint.faint(`${from}, ${forTerminal(target)}`)}`;
}

function thousands(number: number, one: string): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : `${one}s`}`;
}
