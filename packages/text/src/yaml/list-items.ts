import type { Range } from '../span.ts';
import { keyOf } from './chunk-reading.ts';
import { chunksOf } from './chunks.ts';

/**
 * Where the items of a list of the top mapping stand, without reading them: each from the start of its line to the start of
 * the next one. None where the text has not the shape in which {@link readChunked} reads item by item.
 */
export function listItems(text: string, key: string): readonly Range[] {
  const entries = chunksOf(text)?.entries ?? [];
  return entries.flatMap((entry) =>
    entry.kind === 'items' && keyOf(text, entry).value === key ? entry.items : [],
  );
}
