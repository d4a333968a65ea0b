/** The report of a replay for a terminal: what triggered in the order it happened, then what did not and why. */
import type { ReplayReport, RuleSummary, Triggered, WhyNot } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cells, cut, padEnd } from '../report/cells.ts';
import type { Documents } from '../report/documents.ts';
import { count } from '../report/markdown.ts';
import type { Paint, Style } from '../report/paint.ts';
import { paragraph } from '../report/problem.ts';
import { type Grouping, groupsOf } from './groups.ts';
import { reasonOf } from './reason.ts';
import { prettyWhyNot } from './why-not.ts';

export interface Looks {
  readonly documents: Documents;
  readonly paint: Paint;
  readonly columns: number | undefined;
  readonly target: string;
  readonly groupBy: Grouping;
}

export function prettyReplay(report: ReplayReport, whyNot: readonly WhyNot[], looks: Looks): string {
  const sections = [
    head(report, looks),
    triggeredSection(report, looks),
    silentSection(report, looks),
    decidableSection(report, looks),
  ];
  const why = whyNot.map((each) => prettyWhyNot(each, looks));
  return [...sections, ...why].filter((section) => section !== '').join('\n');
}

function head(report: ReplayReport, { paint, target }: Looks): string {
  const lines: string[] = [];
  for (const { name, format, lines: read, events, skipped, first, last } of report.recordings) {
    const time = first === undefined || last === undefined ? 'no times' : `${clock(first)} to ${clock(last)}`;
    const lost = skipped === 0 ? '' : paint.doubtful(`, ${count(skipped, 'line')} skipped`);
    const size = `${number(read)} lines, ${number(events)} events`;
    lines.push(
      `${paint.strong(forTerminal(name))}  ${paint.faint(`${format || 'unknown format'} · ${size} · ${time}`)}${lost}`,
    );
  }
  if (report.recordings.length > 1) {
    const merged =
      report.order === 'time'
        ? 'merged by time'
        : 'one after the other, as they were named: not all have times';
    lines.push(paint.faint(`${report.recordings.length} recordings, ${merged}`));
  }
  const loaded = report.rules.filter((rule) => rule.outcome !== 'not-loaded').length;
  const policies = count(report.policies.length, 'policy', 'policies');
  lines.push(
    `${paint.strong(count(loaded, 'rule'))} of ${policies} loaded  ${paint.faint(`on ${forTerminal(target)}`)}`,
  );
  if (report.interrupted) lines.push(paint.doubtful('interrupted: this is the report so far'));
  return `${lines.join('\n')}\n`;
}

function triggeredSection(report: ReplayReport, looks: Looks): string {
  const { paint, groupBy } = looks;
  if (report.triggered.length === 0) return `${paint.strong('Nothing triggered.')}\n`;
  const matches = report.triggered.reduce((sum, each) => sum + each.matches, 0);
  const title = `${paint.strong(`${count(report.triggered.length, 'rule')} triggered`)} ${paint.faint(`· ${count(matches, 'match', 'matches')}`)}\n`;
  const groups = groupsOf(report.triggered, groupBy);
  const body = groups.map(({ title: name, triggered }) => {
    const heading = name === '' ? '' : `\n${paint.strong(forTerminal(name))}\n`;
    return heading + triggered.map((each) => entry(each, looks)).join('');
  });
  return title + body.join('');
}

function severityStyle(paint: Paint, severity: string): Style {
  if (severity === 'critical' || severity === 'high') return paint.bad;
  return severity === 'medium' ? paint.doubtful : paint.faint;
}

const severityWidth = 8;
const shownProcesses = 3;
const shownValues = 2;

function entry(rule: Triggered, looks: Looks): string {
  const { paint } = looks;
  const width = Math.min(looks.columns ?? 100, 120);
  const severity = (rule.tags.severity ?? '').toLowerCase();
  const indent = '  ';
  const time = rule.first.time === undefined ? '' : clock(rule.first.time);
  const times = rule.matches === 1 ? '' : `×${number(rule.matches)}`;
  const left = `${severityStyle(paint, severity)(padEnd(forTerminal(severity), severityWidth))}  ${paint.strong(paint.name(forTerminal(rule.id)))} ${paint.doubtful(times)}`;
  const lines = [
    `\n${left.trimEnd()}${' '.repeat(Math.max(2, width - cells(left.trimEnd()) - time.length))}${paint.faint(time)}\n`,
  ];
  if (rule.description !== '') lines.push(paragraph(rule.description, looks.columns, indent));
  for (const process of rule.processes.slice(0, shownProcesses)) {
    const who = `${process.process || 'unknown process'}${process.pid === '' ? '' : ` (${process.pid})`}`;
    const host = process.host === '' ? '' : ` on ${process.host}`;
    const often = process.matches > 1 ? ` ×${process.matches}` : '';
    const label = forTerminal(who + host + often);
    const command = cut(forTerminal(process.arguments), Math.max(10, width - cells(label) - 6));
    lines.push(`${indent}${paint.good('▸')} ${label}  ${paint.faint(command)}\n`);
  }
  const more = rule.processes.length - shownProcesses;
  if (more > 0)
    lines.push(`${indent}  ${paint.faint(`and ${count(more, 'more process', 'more processes')}`)}\n`);
  lines.push(...conditionLines(rule, looks, width));
  for (const { action, outcome, detail, times: often } of rule.actions) {
    if (outcome === 'filtered') continue;
    const doubt = outcome === 'done' ? '' : paint.doubtful(` (${outcomeWords[outcome] ?? outcome})`);
    lines.push(
      `${indent}${paint.name('→')} ${action} ${forTerminal(detail)}${often > 1 ? ` ×${often}` : ''}${doubt}\n`,
    );
  }
  const sent = rule.sent === rule.matches ? '' : ` · an agent would send ${rule.sent} of ${rule.matches}`;
  lines.push(
    `${indent}${paint.faint(`${forTerminal(rule.first.recording)}:${rule.first.line}${rule.matches > 1 ? ` … ${rule.last.line}` : ''}${sent}`)}\n`,
  );
  return lines.join('');
}

const outcomeWords: Readonly<Record<string, string>> = {
  perhaps: 'perhaps: the rule or its filter is undecided',
  failed: 'cannot be stored',
  inert: 'does nothing on this origin',
};

/** Conditions on the left, what they saw on the right. */
function conditionLines(rule: Triggered, { paint }: Looks, width: number): readonly string[] {
  const texts = rule.conditions.map(({ text }) => forTerminal(text));
  const room = Math.floor(width * 0.52);
  const column = Math.min(room, Math.max(0, ...texts.map(cells)));
  return rule.conditions.map(({ values }, index) => {
    const shown = values
      .slice(0, shownValues)
      .map(({ value }) => forTerminal(value))
      .filter((value) => value !== '');
    const rest = values.length > shownValues ? ` … ${values.length - shownValues} more` : '';
    const text = cut(texts[index] ?? '', column);
    const seen = cut(shown.join(' · ') + rest, Math.max(12, width - column - 8));
    return `  ${paint.faint('│')} ${padEnd(text, column)}  ${paint.faint(seen)}\n`.replace(/ +\n$/, '\n');
  });
}

/** Of a long list of rules the first are named; `--format json` has them all. */
const shownRules = 12;

function silentSection(report: ReplayReport, { paint, columns }: Looks): string {
  const of = (outcome: RuleSummary['outcome']): readonly RuleSummary[] =>
    report.rules.filter((rule) => rule.outcome === outcome);
  const lines: string[] = [];
  const list = (style: Style, title: string, all: readonly string[]): void => {
    if (all.length === 0) return;
    const rest = all.length - shownRules;
    const items = rest > 1 ? [...all.slice(0, shownRules), `and ${rest} more`] : all;
    lines.push(
      `  ${style(padEnd(`${all.length}`, 4))}${title}\n`,
      paint.faint(paragraph(items.join(', '), columns, '      ')),
    );
  };
  list(
    paint.faint,
    'never true',
    of('no-match').map((rule) => rule.id),
  );
  list(
    paint.doubtful,
    'undecided: the recording does not know enough',
    of('undecided').map((rule) => `${rule.id} (needs ${rule.needs.join(', ')})`),
  );
  list(
    paint.faint,
    'no event of their type came',
    of('no-event').map((rule) => `${rule.id} (${rule.eventTypes.join(', ')})`),
  );
  const waiting = of('not-loaded');
  const states = (status: string): readonly string[] =>
    waiting
      .filter((rule) => rule.state.status === status)
      .map((rule) => `${rule.id} (${reasonOf(rule.state)})`);
  list(paint.faint, 'filtered on this target', states('filtered'));
  list(paint.doubtful, 'undecided on this target', states('undecided'));
  list(paint.bad, 'rejected: `secl load` shows where', states('rejected'));
  return lines.length === 0 ? '' : `${paint.strong('Silent')}\n${lines.join('')}`;
}

const shownFields = 6;

function decidableSection({ decidable, triggered, rules }: ReplayReport, { paint, columns }: Looks): string {
  const { canMatch, loaded, missing } = decidable;
  if (loaded === 0) return '';
  const lines = [
    `${paint.strong('Decidable')}  ${canMatch} of ${count(loaded, 'rule')} can match in recordings of this kind\n`,
  ];
  if (missing.length > 0) {
    const fields = missing
      .slice(0, shownFields)
      .map(({ field, rules: needed }) => `${field} (${count(needed.length, 'rule')})`);
    const more = missing.length > shownFields ? `, and ${missing.length - shownFields} more` : '';
    lines.push(paint.faint(paragraph(`the others need ${fields.join(', ')}${more}`, columns, '  ')));
  }
  const quiet = rules.find((rule) => rule.outcome === 'no-match');
  if (quiet !== undefined) lines.push(paint.faint(`\nWhy does a rule stay silent?  --why ${quiet.id}\n`));
  else if (triggered.length === 0) lines.push(paint.faint('\nWhy does a rule stay silent?  --why RULE\n'));
  return lines.join('');
}

/** The time of day of an RFC 3339 time, to the millisecond. */
export function clock(time: string): string {
  return /T([0-9:]+(?:\.[0-9]{1,3})?)/.exec(time)?.[1] ?? time;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
