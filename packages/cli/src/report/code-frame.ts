import { forTerminal, type Location } from '@secl/text';
import { cells, padStart } from './cells.ts';
import type { Documents } from './documents.ts';
import type { Paint, Style } from './paint.ts';

/** Lines of a place that are shown; of a longer one the first. */
const mostLines = 4;
const tab = '    ';

export interface FrameOptions {
  readonly paint: Paint;
  /** Colour of the carets. */
  readonly mark: Style;
  /** Width of the terminal; without one, lines are shown whole up to a bound. */
  readonly columns: number | undefined;
}

/**
 * The source lines of a place with carets below them:
 *
 *        |
 *     12 |     expression: exec.file.nam == "sh"
 *        |                 ^^^^^^^^^^^^^
 *
 * Everything invisible in the source is shown as an escape; of long lines the part around the place is shown.
 */
export function codeFrame(inner: Location, documents: Documents, options: FrameOptions): string {
  const place = documents.outward(inner);
  const lines = documents.lines(place.document);
  if (lines === undefined) return '';
  const { paint, mark } = options;
  const text = documents.text(place.document);
  const first = lines.positionAt(place.range.start).line;
  const last = lines.positionAt(Math.max(place.range.start, place.range.end - 1)).line;
  const shown = Math.min(last, first + mostLines - 1);
  const gutter = String(shown).length;
  const rows = [`${' '.repeat(gutter)} ${paint.faint('|')}`];
  for (let line = first; line <= shown; line++) {
    const { start, end } = lines.lineRange(line);
    const from = Math.max(place.range.start, start);
    const to = Math.min(Math.max(place.range.end, from), end);
    const width = Math.max(40, (options.columns ?? 160) - gutter - 3);
    const { before, marked, after } = fitting(
      {
        before: shownText(text.slice(start, from)),
        marked: shownText(text.slice(from, to)),
        after: shownText(text.slice(to, end)),
      },
      width,
    );
    rows.push(`${paint.faint(`${padStart(String(line), gutter)} |`)} ${before}${marked}${after}`.trimEnd());
    // Blanks in front of a text that goes on from the line above are not part of what is wrong.
    const indent = line === first ? 0 : marked.length - marked.trimStart().length;
    const carets = '^'.repeat(Math.max(1, cells(marked) - indent));
    const blanks = ' '.repeat(cells(before) + indent);
    rows.push(`${' '.repeat(gutter)} ${paint.faint('|')} ${blanks}${mark(carets)}`);
  }
  const more = last - shown;
  if (more > 0)
    rows.push(paint.faint(`${'.'.repeat(gutter)} | … ${more} more ${more === 1 ? 'line' : 'lines'}`));
  return rows.map((row) => `${row}\n`).join('');
}

function shownText(text: string): string {
  return forTerminal(text.replace(/^\uFEFF/, '').replaceAll('\t', tab));
}

interface Parts {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Shortens what does not fit: the marked part from behind, then what is after it, then what is before it. */
function fitting({ before, marked, after }: Parts, width: number): Parts {
  if (cells(before) + cells(marked) + cells(after) <= width) return { before, marked, after };
  const kept = head(marked, Math.max(20, Math.floor(width * 0.6)));
  const room = width - cells(kept);
  const short = cells(before) <= room / 2 ? before : tail(before, Math.floor(room / 2));
  return { before: short, marked: kept, after: head(after, room - cells(short)) };
}

function head(text: string, width: number): string {
  if (cells(text) <= width) return text;
  const chars = [...text];
  while (chars.length > 0 && cells(chars.join('')) > width - 1)
    chars.length = Math.min(chars.length - 1, width);
  return `${chars.join('')}…`;
}

function tail(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let chars = [...text].slice(-width);
  while (chars.length > 0 && cells(chars.join('')) > width - 1) chars = chars.slice(1);
  return `…${chars.join('')}`;
}
