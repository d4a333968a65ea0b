import type { TextEdit } from '@secl/text';

/** Beyond this many changed lines the shortest way is not looked for: all between the first and the last is replaced. */
const mostChanges = 2000;

/** The edits of whole lines that turn one text into another, as few lines as can be (Myers, O(ND)). */
export function lineEdits(before: string, after: string): readonly TextEdit[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  )
    tail++;
  const kept = commonLines(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  const starts = startsOf(old);
  const edits: TextEdit[] = [];
  let oldAt = head;
  let freshAt = head;
  const replace = (oldTo: number, freshTo: number): void => {
    if (oldAt === oldTo && freshAt === freshTo) return;
    const range = { start: starts[oldAt] ?? before.length, end: starts[oldTo] ?? before.length };
    edits.push({ range, text: fresh.slice(freshAt, freshTo).join('') });
  };
  for (const [oldLine, freshLine] of kept) {
    replace(head + oldLine, head + freshLine);
    oldAt = head + oldLine + 1;
    freshAt = head + freshLine + 1;
  }
  replace(old.length - tail, fresh.length - tail);
  return edits;
}

/** With their ends, so that joined they are the text. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function startsOf(lines: readonly string[]): readonly number[] {
  let at = 0;
  return lines.map((line) => {
    const start = at;
    at += line.length;
    return start;
  });
}

/** Pairs of indexes of lines that stay, both rising. */
function commonLines(
  old: readonly string[],
  fresh: readonly string[],
): readonly (readonly [number, number])[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  const most = Math.min(old.length + fresh.length, mostChanges);
  for (let changes = 0; changes <= most; changes++) {
    trace.push(new Map(furthest));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = cameFromAbove(furthest, diagonal, changes)
        ? (furthest.get(diagonal + 1) ?? 0)
        : (furthest.get(diagonal - 1) ?? 0) + 1;
      while (x < old.length && x - diagonal < fresh.length && old[x] === fresh[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= old.length && x - diagonal >= fresh.length) return walkBack(trace, old.length, fresh.length);
    }
  }
  return [];
}

/** Whether the furthest way to a diagonal comes by adding a line, not by taking one out. */
function cameFromAbove(furthest: ReadonlyMap<number, number>, diagonal: number, changes: number): boolean {
  if (diagonal === -changes) return true;
  return diagonal !== changes && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  oldEnd: number,
  freshEnd: number,
): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let x = oldEnd;
  let y = freshEnd;
  for (let changes = trace.length - 1; changes >= 0; changes--) {
    const furthest = trace[changes] ?? new Map<number, number>();
    const diagonal = x - y;
    const before = cameFromAbove(furthest, diagonal, changes) ? diagonal + 1 : diagonal - 1;
    const beforeX = changes === 0 ? 0 : (furthest.get(before) ?? 0);
    const beforeY = changes === 0 ? 0 : beforeX - before;
    while (x > beforeX && y > beforeY) {
      x--;
      y--;
      pairs.push([x, y]);
    }
    x = beforeX;
    y = beforeY;
  }
  return pairs.reverse();
}
