import { createScalar, decodedScalar, movedScalar, placeOf, type Scalar } from '@secl/text';
import type { Unknown } from './arguments.ts';

/**
 * A string of Terraform's JSON, which is a template once its escapes are read: `$${` and `%%{` stand for `${` and `%{`,
 * and these themselves start something that only Terraform knows.
 */
export function templateText(scalar: Scalar): Scalar | Unknown {
  if (scalar.style === 'plain') return scalar;
  const { read, range } = scalar;
  const text = createScalar({ ...read, style: 'json-template' });
  if (/[$%]\{/.test(scalar.value) && !decodedScalar(text).valid)
    return { kind: 'unknown', range: placeOf(scalar), text: scalar.value };
  return movedScalar(text, range.start - read.start);
}
