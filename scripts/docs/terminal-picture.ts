import { cells } from '../../packages/cli/src/report/cells.ts';
import { forHtml } from '../../packages/text/src/index.ts';

/** A stretch of a line in one look. */
interface Run {
  readonly text: string;
  readonly column: number;
  readonly bold: boolean;
  readonly faint: boolean;
  /** One of the sixteen colours by its number (31 is red), or none. */
  readonly colour: number | undefined;
}

const cell = { width: 8.4, height: 19 };
const margin = { left: 22, top: 60, bottom: 14 };
const page = { background: '#11151c', bar: '#1b212b', dot: '#3a4350', text: '#d7dce4', faint: '#858e9c' };
const colours: Readonly<Record<number, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#6cd4e6',
};

export interface Terminal {
  readonly command: string;
  /** Text with the escape sequences of colours. */
  readonly output: string;
  readonly columns: number;
}

/**
 * A terminal as an SVG picture. Every stretch of text is pinned to its cells, so that columns stay straight in
 * whatever monospaced font a reader has.
 */
export function terminalPicture({ command, output, columns }: Terminal): string {
  const prompt = command.replace(/^/gm, '\u001B[36m').replace(/$/gm, '\u001B[39m');
  const lines = `$ ${prompt}\n\n${output.trimEnd()}`.split('\n').map(runsOf);
  const width = Math.ceil(columns * cell.width + 2 * margin.left);
  const height = margin.top + lines.length * cell.height + margin.bottom;
  const rows = lines.flatMap((runs, index) =>
    runs.filter(({ text }) => text.trim() !== '').map((run) => runElement(run, index)),
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${forHtml(command)}</title>`,
    `<rect width="${width}" height="${height}" rx="9" fill="${page.background}"/>`,
    `<path d="M0 34V9a9 9 0 0 1 9-9h${width - 18}a9 9 0 0 1 9 9v25z" fill="${page.bar}"/>`,
    ...[22, 40, 58].map((x) => `<circle cx="${x}" cy="17" r="5.5" fill="${page.dot}"/>`),
    `<g font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${page.text}" xml:space="preserve">`,
    ...rows,
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

function runElement({ text, column, bold, faint, colour }: Run, row: number): string {
  const x = number(margin.left + column * cell.width);
  const y = margin.top + row * cell.height;
  const length = number(cells(text) * cell.width);
  const fill = (colour === undefined ? undefined : colours[colour]) ?? (faint ? page.faint : undefined);
  const look = [
    ...(fill === undefined ? [] : [` fill="${fill}"`]),
    ...(bold ? [' font-weight="bold"'] : []),
    ...(faint && colour !== undefined ? [' opacity="0.7"'] : []),
  ].join('');
  return `<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${look}>${forHtml(text)}</text>`;
}

/** A line without its escape sequences, cut where the look changes and at wide gaps. */
function runsOf(line: string): readonly Run[] {
  const runs: Run[] = [];
  let look = { bold: false, faint: false, colour: undefined as number | undefined };
  let column = 0;
  for (const [part, codes] of [...line.matchAll(/\u001B\[([\d;]*)m|[^\u001B]+/g)].map((m) => [m[0], m[1]])) {
    if (codes !== undefined) {
      for (const code of codes.split(';').map(Number)) look = { ...look, ...lookOf(code) };
      continue;
    }
    for (const text of (part ?? '').split(/(?<=\S)(?= {2,})|(?<= {2})(?=\S)/)) {
      runs.push({ text, column, ...look });
      column += cells(text);
    }
  }
  return runs.map((run) => {
    const blanks = /^ */.exec(run.text)?.[0].length ?? 0;
    return { ...run, text: run.text.trim(), column: run.column + blanks };
  });
}

function lookOf(code: number): Partial<Pick<Run, 'bold' | 'faint' | 'colour'>> {
  if (code === 0) return { bold: false, faint: false, colour: undefined };
  if (code === 1) return { bold: true };
  if (code === 2) return { faint: true };
  if (code === 22) return { bold: false, faint: false };
  return { colour: code === 39 ? undefined : code };
}

const number = (value: number): string => value.toFixed(1).replace(/\.0$/, '');
