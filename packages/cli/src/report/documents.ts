import { createLineIndex, type LineIndex, type Location } from '@secl/text';

/** The texts that places lie in. Line indexes are made when a place is asked for. */
export interface Documents {
  lines(document: string): LineIndex | undefined;
  text(document: string): string;
  /** `file:line:column`, as terminals and editors make a link of it. */
  link(place: Location): string;
}

export function documentsOf(texts: ReadonlyMap<string, string>): Documents {
  const indexes = new Map<string, LineIndex>();
  const lines = (document: string): LineIndex | undefined => {
    const text = texts.get(document);
    if (text === undefined) return undefined;
    const index = indexes.get(document) ?? createLineIndex(text);
    indexes.set(document, index);
    return index;
  };
  return {
    lines,
    text: (document) => texts.get(document) ?? '',
    link(place) {
      const at = lines(place.document)?.positionAt(place.range.start);
      return at === undefined ? place.document : `${place.document}:${at.line}:${at.column}`;
    },
  };
}
