import { forMarkdownBlock } from '@secl/text';
import type { Finding, Fix, Place } from '../lint-report.ts';

/** More says less: a block of a rule is shown from its start. */
const mostLines = 6;

/**
 * The lines of a finding: with its fix as a diff, where it mends lines that stand together; else marked, where they are
 * one line. Nothing where the file is not as the finding says.
 */
export function excerpt({ place, fix }: Finding, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const lines = text.split(/\r\n|\r|\n/);
  return (fix && mended(fix, place.file, lines)) ?? marked(place, lines);
}

function mended({ edits }: Fix, file: string, lines: readonly string[]): string | undefined {
  const first = Math.min(...edits.map(({ place }) => place.start.line));
  const last = Math.max(...edits.map(({ place }) => place.end.line));
  if (edits.length === 0 || edits.some(({ place }) => place.file !== file)) return undefined;
  if (last > lines.length || last - first >= mostLines) return undefined;
  const before = lines.slice(first - 1, last);
  const offset = ({ line, column }: Place['start']): number =>
    before.slice(0, line - first).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const fromTheEnd = [...edits].sort((a, b) => offset(b.place.start) - offset(a.place.start));
  const after = fromTheEnd.reduce(
    (all, { place, text }) => all.slice(0, offset(place.start)) + text + all.slice(offset(place.end)),
    before.join('\n'),
  );
  const signed = (sign: string, each: readonly string[]): readonly string[] =>
    outdented(each, before).map((line) => `${sign} ${line}`);
  const is = after.split(/\r?\n/);
  if (is.length > 2 * mostLines) return undefined;
  return forMarkdownBlock([...signed('-', before), ...signed('+', is)].join('\n'), 'diff');
}

function marked({ start, end }: Place, lines: readonly string[]): string | undefined {
  const shown = lines.slice(start.line - 1, end.line);
  const [line] = shown;
  if (line === undefined) return undefined;
  if (shown.length > 1) {
    const rest = shown.length > mostLines ? ['…'] : [];
    return forMarkdownBlock([...outdented(shown.slice(0, mostLines), shown), ...rest].join('\n'), 'yaml');
  }
  const [short = ''] = outdented([line], [line]);
  const indent = line.length - short.length;
  const from = Math.max(0, start.column - 1 - indent);
  const width = end.column - start.column;
  // Under what is wider or narrower than its characters a mark would stand elsewhere.
  const isPlain = /^[\x20-\x7e]*$/.test(short) && width > 0;
  const marks = isPlain ? [`${' '.repeat(from)}${'^'.repeat(Math.min(width, short.length - from))}`] : [];
  return forMarkdownBlock([short, ...marks].join('\n'), 'yaml');
}

/** Without the blanks that all of these lines begin with. */
function outdented(lines: readonly string[], measured: readonly string[]): readonly string[] {
  const filled = measured.filter((line) => line.trim() !== '');
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0));
}
