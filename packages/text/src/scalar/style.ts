import { blockText, decodeBlock } from './block.ts';
import { decodeDouble } from './double.ts';
import { decodePlain, decodeSingle } from './flow.ts';
import { decodeHclHeredoc, decodeHclQuoted } from './hcl.ts';
import { decodeJsonString } from './json.ts';
import { decodeJsonTemplate } from './json-template.ts';
import type { Decoded } from './pieces.ts';

/**
 * How a scalar is written: the five styles of YAML, JSON's strings (numbers and words are `plain`), HCL's two, and JSON's
 * strings as Terraform reads them.
 */
export type ScalarStyle =
  | 'plain'
  | 'single'
  | 'double'
  | 'literal'
  | 'folded'
  | 'json'
  | 'json-template'
  | 'hcl-quoted'
  | 'hcl-heredoc';

/** What a scalar says: the text of {@link decodeScalar}. */
export function scalarText(style: ScalarStyle, source: string, parentIndent: number): string {
  return style === 'literal' || style === 'folded'
    ? blockText(source, parentIndent)
    : decodeScalar(style, source, parentIndent).text;
}

/**
 * Reads a scalar's source. `parentIndent` counts for block scalars only: the column of the collection they stand in,
 * -1 at the root. Never fails; `valid` says whether the source is what the style allows.
 */
export function decodeScalar(style: ScalarStyle, source: string, parentIndent: number): Decoded {
  switch (style) {
    case 'plain':
      return decodePlain(source);
    case 'single':
      return decodeSingle(source);
    case 'double':
      return decodeDouble(source);
    case 'literal':
    case 'folded':
      return decodeBlock(source, parentIndent);
    case 'json':
      return decodeJsonString(source);
    case 'json-template':
      return decodeJsonTemplate(source);
    case 'hcl-quoted':
      return decodeHclQuoted(source);
    case 'hcl-heredoc':
      return decodeHclHeredoc(source);
  }
}
