import { cells, cut } from '../report/cells.ts';

/**
 * A text without colours, cut to a width in its middle: paths, command lines and lists say most at both ends. The
 * start keeps two thirds.
 */
export function cutMiddle(text: string, width: number): string {
  if (cells(text) <= width) return text;
  const tailWidth = Math.floor(Math.max(0, width - 1) / 3);
  const chars = [...text];
  let tail = '';
  for (let char = chars.pop(); char !== undefined; char = chars.pop()) {
    if (cells(char + tail) > tailWidth) break;
    tail = char + tail;
  }
  return cut(text, width - cells(tail)) + tail;
}
