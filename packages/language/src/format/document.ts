import { encode, type Scalar, type TextEdit, writeScalar } from '@secl/text';
import { parseMacro } from '../parse/parse.ts';
import { type FormatOptions, formatExpression } from './expression.ts';

export interface FormattedDocument {
  /** For the document's text; where there is nothing to change there are none. */
  readonly edits: readonly TextEdit[];
  /** Expressions that agents do not read either, and that are left as they are. */
  readonly unreadable: readonly Scalar[];
}

/**
 * Formats the expressions that stand in a document, and changes nothing else: `text` is the document, `scalars` are those
 * of its expressions. `width` counts the columns of the document. What goes to several lines becomes a literal `|-`;
 * where that cannot stand (flow collections, JSON, quoted HCL) expressions stay on one line, and those with comments
 * are left alone.
 */
export function formatScalars(
  text: string,
  scalars: readonly Scalar[],
  options: FormatOptions = {},
): FormattedDocument {
  const edits: TextEdit[] = [];
  const unreadable: Scalar[] = [];
  const seen = new Set<number>();
  for (const scalar of scalars) {
    // An alias is changed where its anchor is.
    if (scalar.alias !== undefined || seen.has(scalar.range.start)) continue;
    seen.add(scalar.range.start);
    const found = scalarEdits(text, scalar, options);
    if (found === undefined) unreadable.push(scalar);
    else edits.push(...found);
  }
  return { edits: edits.sort((a, b) => a.range.start - b.range.start), unreadable };
}

function scalarEdits(text: string, scalar: Scalar, options: FormatOptions): TextEdit[] | undefined {
  const expression = scalar.value.replace(/\n+$/, '');
  const parsed = parseMacro(expression);
  if (parsed.problems.length > 0) return undefined;
  const width = (options.width ?? 100) - contentColumn(scalar);
  const formatted = formatExpression(parsed, { ...options, width }).text;
  if (!formatted.includes('\n') || scalar.style === 'literal' || scalar.style === 'hcl-heredoc') {
    return inItsStyle(scalar, expression, formatted);
  }
  const literal = asLiteral(text, scalar, formatted);
  if (literal !== undefined) return [literal];
  const oneLine = formatExpression(parsed, { ...options, width: Number.POSITIVE_INFINITY }).text;
  return oneLine.includes('\n') ? [] : inItsStyle(scalar, expression, oneLine);
}

/** The column at which the lines of the expression stand, or would stand in a literal. */
function contentColumn(scalar: Scalar): number {
  const lines = scalar.style === 'literal' ? /^[^\n]*\n(?:[ \t]*\r?\n)*( *)/.exec(scalar.source) : null;
  return lines?.[1]?.length ?? Math.max(0, scalar.parentIndent) + 2;
}

/** Line breaks at the end of a block scalar are not the expression's, and stay. */
function inItsStyle(scalar: Scalar, expression: string, formatted: string): TextEdit[] {
  if (expression === formatted) return [];
  let start = 0;
  while (start < formatted.length && expression.charAt(start) === formatted.charAt(start)) start++;
  let end = expression.length;
  let formattedEnd = formatted.length;
  while (end > start && formattedEnd > start && expression[end - 1] === formatted[formattedEnd - 1]) {
    end--;
    formattedEnd--;
  }
  const encoded = encode(scalar, [{ span: { start, end }, text: formatted.slice(start, formattedEnd) }]);
  return encoded.kind === 'edits' ? [...encoded.edits] : [encoded.edit];
}

/** The scalar as a literal. A comment of YAML behind it moves behind the `|-`: below, it would be part of the text. */
function asLiteral(text: string, scalar: Scalar, formatted: string): TextEdit | undefined {
  const { range, standing, parentIndent } = scalar;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const written = writeScalar(formatted, { style: 'literal', parentIndent, standing, lineBreak });
  if (written.style !== 'literal') return undefined;
  const column = Math.max(0, parentIndent) + 2;
  if (scalar.style === 'folded') {
    // Its source goes on to the end of its last line.
    const after = /(?:[ \t]*\r?\n)*[ \t]*$/.exec(scalar.source)?.[0] ?? '';
    if (takesNextLines(text, range.end, column)) return undefined;
    return { range, text: written.text + after.replace(/[ \t]+/g, '') };
  }
  const lineEnd = endOfLine(text, range.end);
  if (takesNextLines(text, text.indexOf('\n', lineEnd) + 1 || text.length, column)) return undefined;
  const rest = text.slice(range.end, lineEnd);
  if (!/^[ \t]*(?:#.*)?$/.test(rest)) return undefined;
  const headerEnd = written.text.indexOf(lineBreak);
  const header = written.text.slice(0, headerEnd) + rest;
  return { range: { start: range.start, end: lineEnd }, text: header + written.text.slice(headerEnd) };
}

/** Whether a literal would take in what follows: comments of YAML, or lines of blanks, that reach its column. */
function takesNextLines(text: string, from: number, column: number): boolean {
  const lines = /( *)(#?)[^\n]*\n?/y;
  lines.lastIndex = from;
  for (let line = lines.exec(text); line !== null && line[0] !== ''; line = lines.exec(text)) {
    const [whole, blanks = '', hash] = line;
    const empty = whole.trim() === '';
    if (!empty && hash === '') return false;
    if (empty ? whole.replace(/[\r\n]/g, '').length > column : blanks.length >= column) return true;
  }
  return false;
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  if (newline < 0) return text.length;
  return text.charAt(newline - 1) === '\r' && newline > from ? newline - 1 : newline;
}
