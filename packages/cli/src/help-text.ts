import { cells, wrap } from './report/cells.ts';

/** Narrower than this nothing is gained by it. */
const narrowest = 60;

/** A flag, an argument or a command, up to where what is said of it begins. */
const rowStart = /^ {2}(?:(?:-\w)? +(?:\[?--\S*) +|\S+ {2,})(?=\S)/;
const escapes = /\u001B\[[0-9;]*m/g;

/**
 * Help for a terminal that is narrower than its lines: paragraphs are broken anew, and what is said of a flag stays in its
 * column. Commands to copy are left as they are.
 */
export function fitHelp(text: string, columns: number | undefined): string {
  if (columns === undefined || columns < narrowest) return text;
  const fitted: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    const fits = paragraph.every((line) => cells(line) <= columns);
    fitted.push(...(fits ? paragraph : wrap(paragraph.join(' '), columns)));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    if (/^[^\s\u001B]/.test(line)) {
      paragraph.push(line);
      continue;
    }
    endParagraph();
    if (cells(line) <= columns) fitted.push(line);
    else fitted.push(...row(line, columns));
  }
  endParagraph();
  return fitted.join('\n');
}

function row(line: string, columns: number): readonly string[] {
  const bare = line.replace(escapes, '');
  const indent = rowStart.exec(bare)?.[0].length ?? 0;
  if (indent === 0 || indent > columns / 2) return [line];
  const isStyled = bare !== line;
  const style = (part: string): string => (isStyled ? `\u001B[3m${part}\u001B[23m` : part);
  // What a flag takes stands far to the right, `a|b|c` in one word.
  const words = bare
    .slice(indent)
    .replace(/ {2,}/g, ' ')
    .replace(/(?<=\w)\|(?=\w)/g, ' | ');
  const said = wrap(words, columns - indent);
  return said.map((part, index) => `${index === 0 ? head(line, indent) : ' '.repeat(indent)}${style(part)}`);
}

/** So many cells of a line, with the colours in them. */
function head(line: string, width: number): string {
  let left = width;
  return line.replace(/(\u001B\[[0-9;]*m)|([^\u001B])/g, (found, colour: string | undefined) => {
    if (left <= 0) return '';
    if (colour === undefined) left -= 1;
    return found;
  });
}
