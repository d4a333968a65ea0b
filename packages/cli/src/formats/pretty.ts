import { forTerminal } from '@secl/text';
import type { CliContext } from '../context.ts';
import { wrap } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import { type Paint, paintFor } from '../report/paint.ts';
import { table } from '../report/table.ts';
import type { FormatReport } from './model.ts';

type Output = CliContext['stdout'];

/** One line a format. */
export function prettyFormats(reports: readonly FormatReport[], output: Output): string {
  const paint = paintFor(output);
  const hasRules = reports.some(({ decidable }) => decidable !== undefined);
  const columns = [
    { title: 'format' },
    { title: 'event types', align: 'right' as const },
    { title: 'fields', align: 'right' as const },
    ...(hasRules ? [{ title: 'rules', align: 'right' as const }] : []),
    { title: 'what it is' },
  ];
  const rows = reports.map(({ id, title, coverage, all, decidable }) => [
    paint.strong(id),
    share(coverage.eventTypes.length, all.eventTypes.length),
    share(coverage.fields.length, all.fields.length),
    ...(decidable === undefined ? [] : [`${decidable.canMatch} of ${decidable.loaded}`]),
    { text: title, style: paint.faint },
  ]);
  return table(columns, rows, paint, output.columns);
}

function share(some: number, all: number): string {
  return some === all ? 'all' : String(some);
}

/** All of one format. */
export function prettyFormat(report: FormatReport, output: Output): string {
  const paint = paintFor(output);
  const { id, title, coverage, all, decidable } = report;
  const width = Math.min(Math.max(output.columns ?? 100, 40), 120);
  const lines = [
    `${paint.strong(id)}  ${paint.faint(title)}`,
    '',
    paint.strong(count(coverage.eventTypes.length, 'event type')),
    ...indented(coverage.eventTypes.join(' '), width),
    '',
  ];
  if (coverage.fields.length === all.fields.length) lines.push(paint.strong('all fields'));
  else
    lines.push(
      paint.strong(count(coverage.fields.length, 'field')),
      ...fieldLines(coverage.fields, width, paint),
    );
  if (decidable !== undefined) {
    const { canMatch, loaded, missing } = decidable;
    lines.push('', paint.strong(`${canMatch} of ${count(loaded, 'rule')} can be decided`));
    for (const { field, rules } of missing)
      lines.push(
        `  ${forTerminal(field)}  ${paint.faint(`${count(rules.length, 'rule')}: ${forTerminal(rules.slice(0, 3).join(', '))}${rules.length > 3 ? ', …' : ''}`)}`,
      );
  }
  return `${lines.join('\n')}\n`;
}

function indented(text: string, width: number): readonly string[] {
  return wrap(text, width - 2).map((line) => `  ${line}`);
}

/** By their first word, which is left out behind it. */
function fieldLines(fields: readonly string[], width: number, paint: Paint): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const field of fields) {
    const [root = ''] = field.split('.', 1);
    const own = groups.get(root) ?? [];
    groups.set(root, own);
    own.push(field.slice(root.length + 1));
  }
  return [...groups].flatMap(([root, names]) => [
    `  ${paint.strong(root)}`,
    ...wrap(names.join(' '), width - 4).map((line) => `    ${line}`),
  ]);
}
