import { placeOf, type Scalar, type Span } from '@secl/text';
import type { Unknown } from './arguments.ts';

/**
 * A string of Terraform's JSON, which is a template once its escapes are read: `$${` and `%%{` stand for `${` and `%{`,
 * and these themselves start something that only Terraform knows.
 */
export function templateText(scalar: Scalar): Scalar | Unknown {
  if (scalar.style === 'plain' || !/[$%]\{/.test(scalar.value)) return scalar;
  if (/[$%]\{/.test(scalar.value.replace(/([$%])\1\{/g, '')))
    return { kind: 'unknown', range: placeOf(scalar), text: scalar.value };
  return unescaped(scalar);
}

/** Each `$$` before a brace is one character of the text that agents get. */
function unescaped(scalar: Scalar): Scalar {
  const doubled = [...scalar.value.matchAll(/([$%])\1\{/g)].map(({ index }) => index);
  const outer = (offset: number): number => {
    let at = offset;
    for (const index of doubled) if (index < at) at += 1;
    return at;
  };
  const inner = (offset: number): number => offset - doubled.filter((index) => index < offset - 1).length;
  const { map } = scalar;
  return {
    kind: 'scalar',
    style: scalar.style,
    value: scalar.value.replace(/([$%])\1\{/g, '$1{'),
    source: scalar.source,
    read: scalar.read,
    standing: scalar.standing,
    parentIndent: scalar.parentIndent,
    range: scalar.range,
    map: {
      toSource: ({ start, end }: Span) => map.toSource({ start: outer(start), end: outer(end) }),
      toDecoded: (offset) => inner(map.toDecoded(offset)),
    },
  };
}
