/**
 * What the formatter wants to write, before lines are chosen: after Wadler, "A prettier printer", with the few parts
 * that expressions need. `hard` parts cannot stand on one line, because a comment in them runs to the end of its line.
 */
export type Doc =
  | { readonly kind: 'text'; readonly text: string; readonly hard: false }
  /** A blank that stays one. */
  | { readonly kind: 'blank'; readonly hard: false }
  /** A new line where its group is broken, else `flat`. */
  | { readonly kind: 'line'; readonly flat: '' | ' '; readonly hard: false }
  /** To the end of the line. `own`: it has a line of its own, else it stands behind what comes before it. */
  | { readonly kind: 'comment'; readonly text: string; readonly own: boolean; readonly hard: true }
  | { readonly kind: 'parts'; readonly parts: readonly Doc[]; readonly hard: boolean }
  | { readonly kind: 'indent'; readonly body: Doc; readonly hard: boolean }
  /** On one line where that fits, else all its own lines are broken. */
  | { readonly kind: 'group'; readonly body: Doc; readonly hard: boolean }
  /** Parts with a line between each two, of which only those are broken that have to be. */
  | { readonly kind: 'fill'; readonly parts: readonly Doc[]; readonly hard: boolean };

export const text = (value: string): Doc => ({ kind: 'text', text: value, hard: false });

export const blank: Doc = { kind: 'blank', hard: false };

export const line: Doc = { kind: 'line', flat: ' ', hard: false };

/** A line that leaves nothing where it is not broken. */
export const softLine: Doc = { kind: 'line', flat: '', hard: false };

export const comment = (value: string, own: boolean): Doc => ({
  kind: 'comment',
  text: value,
  own,
  hard: true,
});

export const parts = (...list: readonly Doc[]): Doc => sequence(list);

export const indented = (body: Doc): Doc => ({ kind: 'indent', body, hard: body.hard });

export const group = (body: Doc, hard = body.hard): Doc => ({ kind: 'group', body, hard });

export const fill = (list: readonly Doc[]): Doc => ({ kind: 'fill', parts: list, hard: anyHard(list) });

/** Many parts in a row, without spreading them into arguments. */
export const sequence = (list: readonly Doc[]): Doc => ({ kind: 'parts', parts: list, hard: anyHard(list) });

const anyHard = (list: readonly Doc[]): boolean => list.some((doc) => doc.hard);
