import { applyEdits, createLineIndex, type TextEdit } from '@secl/text';

/** Lines of context around a change, as `diff -u` has them. */
const context = 3;

interface Change {
  /** Lines of the old text, from 1; `last` is `first - 1` where lines are only added. */
  readonly first: number;
  readonly last: number;
  readonly added: readonly string[];
}

/**
 * Edits of a text as a unified diff, which `patch` applies. Made of the edits themselves, so its cost is that of what
 * changes. Nothing where the edits change nothing.
 */
export function unifiedDiff(name: string, text: string, edits: readonly TextEdit[]): readonly string[] {
  const changes = changesOf(text, edits);
  if (changes.length === 0) return [];
  const lines = linesOf(text);
  const after = applyEdits(text, edits);
  /** As `diff` marks the last line of a text that does not end its lines. */
  const row = (sign: ' ' | '-' | '+', line: string, isLast: boolean): readonly string[] => {
    const whole = (sign === '+' ? after : text).endsWith('\n');
    return isLast && !whole ? [sign + line, '\\ No newline at end of file'] : [sign + line];
  };
  const old = (sign: ' ' | '-', number: number): readonly string[] =>
    row(sign, lines[number - 1] ?? '', number === lines.length);
  const rows: string[] = [`--- ${name}`, `+++ ${name}`];
  let shift = 0;
  for (const hunk of hunksOf(changes)) {
    const from = Math.max(1, (hunk[0]?.first ?? 1) - context);
    const to = Math.min(lines.length, (hunk.at(-1)?.last ?? 1) + context);
    const body: string[] = [];
    let next = from;
    let added = 0;
    let removed = 0;
    for (const change of hunk) {
      for (; next < change.first; next++) body.push(...old(' ', next));
      for (; next <= change.last; next++) body.push(...old('-', next));
      for (const [index, line] of change.added.entries()) {
        const isLast = index === change.added.length - 1 && change.last === lines.length;
        body.push(...row('+', line, isLast));
      }
      removed += change.last - change.first + 1;
      added += change.added.length;
    }
    for (; next <= to; next++) body.push(...old(' ', next));
    const length = to - from + 1;
    rows.push(`@@ -${from},${length} +${from + shift},${length - removed + added} @@`, ...body);
    shift += added - removed;
  }
  return rows;
}

/** Line ends are part of the line but for `\n`, so that a change of `\r\n` shows; a last line may lack its `\n`. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Edits by the lines that they touch; those on one line are one change. */
function changesOf(text: string, edits: readonly TextEdit[]): readonly Change[] {
  const index = createLineIndex(text);
  const groups: { first: number; last: number; edits: TextEdit[] }[] = [];
  for (const edit of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    const first = index.positionAt(edit.range.start).line;
    const last = index.positionAt(edit.range.end).line;
    const group = groups.at(-1);
    if (group !== undefined && first <= group.last) {
      group.edits.push(edit);
      group.last = Math.max(group.last, last);
    } else groups.push({ first, last, edits: [edit] });
  }
  return groups.flatMap((group) => {
    const start = index.lineRange(group.first).start;
    const end = index.lineRange(group.last).end;
    const inside = group.edits.map(({ range, text: written }) => ({
      range: { start: range.start - start, end: range.end - start },
      text: written,
    }));
    const before = text.slice(start, end);
    const old = before.split('\n');
    const fresh = applyEdits(before, inside).split('\n');
    let head = 0;
    while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
    let tail = 0;
    while (
      tail < old.length - head &&
      tail < fresh.length - head &&
      old.at(-1 - tail) === fresh.at(-1 - tail)
    )
      tail++;
    const added = fresh.slice(head, fresh.length - tail);
    const change = { first: group.first + head, last: group.last - tail, added };
    return change.last < change.first && added.length === 0 ? [] : [change];
  });
}

/** Changes whose context would touch are one hunk. */
function hunksOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const before = hunks.at(-1)?.at(-1);
    if (before !== undefined && change.first - before.last <= 2 * context) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return hunks;
}
