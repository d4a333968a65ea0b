import type { Scalar, Value } from '@secl/model';

/** As one writes it in YAML, on one line. */
export function inValue(value: Value): string {
  return typeof value === 'object' ? `[${value.map(inScalar).join(', ')}]` : inScalar(value);
}

const inScalar = (value: Scalar): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value);

export function sameValue(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((member, index) => member === b[index]);
}
