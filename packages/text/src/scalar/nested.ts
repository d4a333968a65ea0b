import type { Scalar } from '../positioned-node.ts';
import type { SourceMap } from './source-map.ts';

/**
 * A scalar that was read in the value of another one, such as a policy in the values of a chart that are a text
 * themselves: with the range and the map of the document that holds both, so that nobody has to know. How it is
 * written is that of the inner one.
 */
export function nestedScalar(outer: Scalar, inner: Scalar): Scalar {
  const { kind, style, value, source, read, standing, parentIndent } = inner;
  const map: SourceMap = {
    toSource: (span) => outer.map.toSource(inner.map.toSource(span)),
    toDecoded: (offset) => inner.map.toDecoded(outer.map.toDecoded(offset)),
  };
  const range = outer.map.toSource(inner.range);
  return { kind, style, value, source, read, standing, parentIndent, range, map, nested: { outer, inner } };
}
