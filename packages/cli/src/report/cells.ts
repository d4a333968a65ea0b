const escapes = /\u001B\[[0-9;]*m/g;
// Made for the first text that is not ASCII: classes of Unicode take long to make.
const combining = (): RegExp => /^[\p{Mn}\p{Me}\u200c\u200d]$/u;
const wide = (): RegExp =>
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]$|^\p{Emoji_Presentation}$/u;

/** Texts of which each character takes one cell, as most are: Latin letters, dashes, quotes and the lines of frames. */
const plain = /^[ -~\u00a0-\u02ff\u2010-\u2027\u2500-\u257f]*$/;

/** The cells that a text takes in a terminal, its colours left out. */
export function cells(text: string): number {
  const bare = text.replace(escapes, '');
  if (plain.test(bare)) return bare.length;
  let count = 0;
  for (const char of bare) count += cellsOf(char);
  return count;
}

function cellsOf(char: string): number {
  if (char < '\u0300') return 1;
  return combining().test(char) ? 0 : wide().test(char) ? 2 : 1;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - cells(text))) + text;
}

/** A text without colours, cut to a width, with `…` where something is missing. */
export function cut(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const char of text) {
    used += cellsOf(char);
    if (used > width - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

/** The lines of a text without colours when it is broken at blanks; words longer than a line are left whole. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && cells(line) + 1 + cells(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
