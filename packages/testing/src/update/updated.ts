/** `--update`: expectations written anew, all else byte for byte as it was. */
import { applyEdits, type Node, type TextEdit } from '@secl/text';
import { readTestFile } from '../read/read-test-file.ts';
import type { Failure, Update } from '../result.ts';

export interface Updated {
  readonly text: string;
  /** How many expectations are another now. */
  readonly changed: number;
  /** Failures whose expectation only a person can write anew, each with the reason. */
  readonly left: readonly { readonly failure: Failure; readonly reason: string }[];
}

/** The file with what came in the place of what was expected. */
export function updated(document: string, text: string, failures: readonly Failure[]): Updated {
  const edits = new Map<number, TextEdit | undefined>();
  const left: { failure: Failure; reason: string }[] = [];
  for (const failure of failures) {
    const edit = failure.update === undefined ? noEdit : editOf(failure.update, text);
    if ('reason' in edit) {
      left.push({ failure, reason: edit.reason });
      continue;
    }
    const known = edits.get(edit.range.start);
    const isFirst = !edits.has(edit.range.start);
    if (!isFirst && known?.text !== edit.text) {
      left.push({ failure, reason: 'its variants, or its targets, come out differently' });
      edits.set(edit.range.start, undefined);
    } else if (isFirst) edits.set(edit.range.start, edit);
  }
  const agreed = [...edits.values()].filter((edit) => edit !== undefined);
  const written = applyEdits(text, agreed);
  // Whatever an expectation stood in, the file must read as well as before.
  if (mistakes(document, written) <= mistakes(document, text))
    return { text: written, changed: agreed.length, left };
  const all = failures.map((failure) => ({ failure, reason: 'it cannot be written anew where it stands' }));
  return { text, changed: 0, left: all };
}

const noEdit = { reason: 'only a person can tell what it should be' } as const;

const mistakes = (document: string, text: string): number => readTestFile(document, text).problems.length;

function editOf(update: Update, text: string): TextEdit | { readonly reason: string } {
  const { node } = update;
  const { start, end } = node.range;
  const source = text.slice(start, end);
  if (node.alias !== undefined || node.anchor !== undefined) return { reason: 'it is shared by an anchor' };
  if (/<[^<>]+>/.test(source)) return { reason: 'it is filled in from a table' };
  if (update.kind === 'value')
    return node.kind === 'missing'
      ? { reason: 'nothing stands there' }
      : { range: node.range, text: update.text };
  if (source.includes('#')) return { reason: 'there are comments in it' };
  if (node.kind !== 'sequence' || source.startsWith('['))
    return { range: node.range, text: flow(update.ids, node) };
  return blockEdit(update.ids, text, start, end);
}

/** One rule that stood alone still does, where it is one again. */
function flow(ids: readonly string[], node: Node): string {
  const [first] = ids;
  if (first === undefined) return 'none';
  return ids.length === 1 && node.kind === 'scalar' ? first : `[${ids.join(', ')}]`;
}

/** A list with an item a line keeps its look; an empty one goes behind its key. */
function blockEdit(
  ids: readonly string[],
  text: string,
  start: number,
  end: number,
): TextEdit | { readonly reason: string } {
  const behind = text.slice(start, end).replace(/\s+$/, '').length;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  if (/\S/.test(indent)) return { reason: 'the list begins in the line of something else' };
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  if (ids.length > 0)
    return {
      range: { start, end: start + behind },
      text: ids.map((id) => `- ${id}`).join(lineBreak + indent),
    };
  const key = text.slice(0, start).trimEnd();
  return key.endsWith(':')
    ? { range: { start: key.length, end: start + behind }, text: ' none' }
    : { reason: 'there is a comment before it' };
}
