import { createScalar, decodedScalar, movedScalar, placeOf, type Scalar } from '@secl/text';
import type { Unknown } from './arguments.ts';

/**
 * A string of Terraform's JSON, which is a template once its escapes are read: `$${` and `%%{` stand for `${` and `%{`,
 * and these themselves start something that only Terraform knows.
 */
export function templateText(scalar: Scalar): Scalar | Unknown {
  if (scalar.style === 'plain' || !/[$%]\{/.test(scalar.value)) return scalar;
  const quoted = asQuoted(scalar);
  const isTemplate = /[$%]\{/.test(scalar.value.replace(/([$%])\1\{/g, ''));
  // An escape that only JSON has, beside an escaped template: nobody writes both.
  return isTemplate || !decodedScalar(quoted).valid
    ? { kind: 'unknown', range: placeOf(scalar), text: scalar.value }
    : quoted;
}

/** The escapes of a string of HCL are those of JSON, but for `\b`, `\f` and `\/`, and those of templates. */
function asQuoted({ read, range }: Scalar): Scalar {
  return movedScalar(createScalar({ ...read, style: 'hcl-quoted' }), range.start - read.start);
}
