import type { Range } from '@secl/text';
import { header } from './header.ts';

/** Where a policy ends before its text does: a line that stands deeper than the key, and not as deep as the first line. */
export interface EarlyEnd {
  /** What the line begins with. */
  readonly range: Range;
  readonly values: { readonly columns: number; readonly first: number };
}

const depth = (line: string): number => line.length - line.trimStart().length;

/** For a place at which YAML does not go on, whether that is why. */
export function earlyEnd(text: string, at: number): EarlyEnd | undefined {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const [line = ''] = text.slice(start).split('\n', 1);
  const above = text.slice(0, start).split('\n').slice(0, -1);
  const last = above.findLastIndex((each) => header.test(each));
  const key = header.exec(above[last] ?? '')?.[1]?.length;
  const block = above.slice(last + 1).filter((each) => each.trim() !== '');
  const [opening] = block;
  if (key === undefined || opening === undefined || line.trim() === '') return undefined;
  const [first, columns] = [depth(opening), depth(line)];
  if (block.some((each) => depth(each) < first) || columns <= key || columns >= first) return undefined;
  const [word = ''] = /^\S+/.exec(line.trimStart()) ?? [];
  return {
    range: { start: start + columns, end: start + columns + word.length },
    values: { columns, first },
  };
}
