import { readDuration, readInt } from './literals.ts';
import * as T from './tokens.ts';
import { spanOf, type Token } from './tokens.ts';
import type { Node } from './tree.ts';

/** The node of a token that is an operand by itself. `expected` is for holes. */
export function leafOf(token: Token, expected: 'operand' | 'array'): Node {
  const { image, type } = token;
  const span = spanOf(token);
  switch (type) {
    case T.Text:
      return { kind: 'string', value: image.slice(1, -1), span };
    case T.Pattern:
      return { kind: 'pattern', value: image.slice(2, -1), span };
    case T.Regexp:
      return { kind: 'regexp', value: image.slice(2, -1), span };
    case T.Int:
      return { kind: 'int', value: readInt(image) ?? 0, text: image, span };
    case T.Duration:
      return { kind: 'duration', value: readDuration(image) ?? 0, text: image, span };
    case T.Ip:
      return { kind: 'ip', text: image, span };
    case T.Cidr:
      return { kind: 'cidr', text: image, span };
    case T.Variable:
      return { kind: 'variable', name: image.slice(2, -1), span };
    case T.HoleToken:
      return { kind: 'hole', expected, span };
    default:
      // Keywords are names where an operand is due.
      return { kind: 'ident', name: image, span };
  }
}
