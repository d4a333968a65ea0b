import { decodeJsonString } from './json.ts';
import { type Decoded, PIECE, PieceList } from './pieces.ts';
import { createSourceMap, piece } from './source-map.ts';

/**
 * A string of JSON whose text is a template of HCL, as all strings in Terraform's JSON are: first JSON's escapes are
 * read and then `$${` and `%%{`, even where they came of escapes. A backslash in that text is one and escapes nothing.
 * `${` and `%{` start what only Terraform knows: the text keeps them as they are and `valid` is false.
 */
export function decodeJsonTemplate(source: string): Decoded {
  const json = decodeJsonString(source);
  if (!/[$%]\{/.test(json.text)) return json;
  const list = new PieceList(source);
  list.valid = json.valid;
  const { toSource } = createSourceMap(json, 0);
  let done = 0;
  for (const { 0: mark, index } of json.text.matchAll(/([$%])\1?\{/g)) {
    if (mark.length === 2) {
      list.valid = false;
      continue;
    }
    copyPieces(list, json, done, index);
    const { start, end } = toSource({ start: index, end: index + 2 });
    list.replace(mark[0] ?? '', start, end);
    done = index + 2;
  }
  copyPieces(list, json, done, json.text.length);
  return list.finish(json.origin);
}

/** Pieces of one decoded text, from one place to another, into the list. What cannot be divided is one character here. */
function copyPieces(list: PieceList, { text, pieces }: Decoded, from: number, to: number): void {
  for (let at = 0; at < pieces.length; at += PIECE) {
    const [start, length, source, sourceLength] = piece(pieces, at);
    const first = Math.max(from, start);
    const last = Math.min(to, start + length);
    if (first >= last) continue;
    if (length === sourceLength) list.copy(source + first - start, source + last - start);
    else list.replace(text.slice(first, last), source, source + sourceLength);
  }
}
