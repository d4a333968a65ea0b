import type { ExpressionProblem } from '@secl/language';
import {
  type Edit,
  encode,
  type Fix,
  type Location,
  type Problem,
  type Span,
  type SpanEdit,
} from '@secl/text';
import type { Text } from '../read/definitions.ts';
import type { Placed } from './merged.ts';

/** Where a span of an expression's text stands in its file. */
export function locateSpan(text: Placed<Text>, span: Span): Edit['location'] {
  const range = text.value.scalar.map.toSource(span);
  return {
    document: text.file.name,
    range: { start: range.start + text.offset, end: range.end + text.offset },
  };
}

/**
 * A problem of an expression as a problem of its file. `toOriginal` leads from the text that was compiled to the one in
 * the file, where they differ.
 */
export function locate(
  found: ExpressionProblem,
  text: Placed<Text>,
  toOriginal: (span: Span) => Span = (span) => span,
): Problem {
  const place = (span: Span) => locateSpan(text, toOriginal(span));
  const { code, severity, message, fix, agent, onAgents } = found;
  return {
    code,
    severity,
    message,
    place: place(found.place),
    related: found.related.map((each) => ({ message: each.message, place: place(each.place) })),
    ...(agent === undefined ? {} : { agent }),
    ...(onAgents === undefined ? {} : { onAgents }),
    ...(fix === undefined
      ? {}
      : {
          fix: {
            ...fix,
            edits: writtenEdits(
              text,
              fix.edits.map((edit) => ({ span: toOriginal(edit.place), text: edit.text })),
            ),
          },
        }),
  };
}

/** Edits of an expression's text as edits of its file that are legal in the style in which it is written. */
export function writtenEdits(text: Placed<Text>, edits: readonly SpanEdit[]): Fix<Location>['edits'] {
  const encoded = encode(text.value.scalar, edits);
  const inItem = encoded.kind === 'edits' ? encoded.edits : [encoded.edit];
  return inItem.map(({ range, text: written }) => ({
    place: {
      document: text.file.name,
      range: { start: range.start + text.offset, end: range.end + text.offset },
    },
    text: written,
  }));
}
