import type { Node, Scalar } from './positioned-node.ts';

/*
 * Agents read scalars by their source text and the type that the key wants (spec/policies.md, Files), so `7.50` stays
 * `7.50` and `yes` is true for boolean keys only. These are the readings; which one applies, the caller knows.
 */

const plainTrue: ReadonlySet<string> = new Set(['true', 'True', 'TRUE']);
const plainFalse: ReadonlySet<string> = new Set(['false', 'False', 'FALSE']);
const wordTrue: ReadonlySet<string> = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON']);
const wordFalse: ReadonlySet<string> = new Set(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF']);
const nulls: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const longestNull = 4;

/** Tags by which a scalar is read as something else than a text, however it is quoted. */
const typeTags: ReadonlySet<string> = new Set(['!!bool', '!!int', '!!float', '!!null', '!!timestamp']);

/**
 * Quotes and block styles make text of anything, and so do tags that name no type: `!!str`, `!mine`. A bare `!` says
 * nothing to Go's YAML reader.
 */
export function isText({ style, tag }: Scalar): boolean {
  return tag === undefined || tag === '!' ? style !== 'plain' : !typeTags.has(tag);
}

/**
 * What a scalar with a tag is to Go's YAML reader where that is not what the tag says: it reads nothing of the file then.
 * `!!int x` is a `!!str`.
 */
export function unlikeItsTag(scalar: Scalar): string | undefined {
  const { tag, value } = scalar;
  if (tag === undefined || !typeTags.has(tag)) return undefined;
  const found = typeOf(value);
  const fits = found === tag || (tag === '!!float' && found === '!!int');
  return fits || (tag === '!!timestamp' && timestamp.test(value)) ? undefined : found;
}

const timestamp = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d|$)/;

function typeOf(value: string): string {
  if (nulls.has(value)) return '!!null';
  if (plainTrue.has(value) || plainFalse.has(value)) return '!!bool';
  const text = value.replaceAll('_', '');
  if (!startsNumber.test(value)) return '!!str';
  if (integer.test(text)) return magnitudeOf(text) < 1n << 64n ? '!!int' : '!!float';
  return float.test(text) || infinite.test(text) ? '!!float' : '!!str';
}

/**
 * What a boolean key reads. `true` and `false` count unquoted only; the words of YAML 1.1 (`yes`, `off`, `y` …) count
 * in quotes too, because Go's YAML reader turns them over as text and compares that.
 */
export function asBoolean(scalar: Scalar): boolean | undefined {
  if (scalar.tag === '!!bool')
    return plainTrue.has(scalar.value) ? true : plainFalse.has(scalar.value) ? false : undefined;
  if (wordTrue.has(scalar.value)) return true;
  if (wordFalse.has(scalar.value)) return false;
  if (isText(scalar)) return undefined;
  return plainTrue.has(scalar.value) ? true : plainFalse.has(scalar.value) ? false : undefined;
}

/** No value at all, `~` or `null`, which a tag may say, too; another tag makes a value of it. */
export function isNull(node: Node): boolean {
  if (node.kind === 'missing') return true;
  if (node.kind !== 'scalar' || node.value.length > longestNull || isText(node) || !nulls.has(node.value))
    return false;
  return node.tag === undefined || node.tag === '!' || node.tag === '!!null';
}

const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const startsNumber = /^[-+.0-9]/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const infinite = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const limit = 1n << 63n;

/** A number that Go's YAML reader has no integer for: with a fraction or an exponent, beyond 64 bits, or like `08`. */
export function isFloat(scalar: Scalar): boolean {
  if (isText(scalar) || !startsNumber.test(scalar.value)) return false;
  const text = scalar.value.replaceAll('_', '');
  if (integer.test(text)) return asInteger(scalar) === undefined;
  return float.test(text) || infinite.test(text);
}

/**
 * What an integer key reads, as Go's YAML reader has it: decimal, `0x`, `0b`, octal with `0o` or a leading `0`, `_`
 * behind the first character, and numbers with a fraction, which lose it. Canonical: a number where that is exact, else a bigint.
 * Nothing beyond 64 bits.
 */
export function asInteger(scalar: Scalar): number | bigint | undefined {
  if (isText(scalar) || !startsNumber.test(scalar.value)) return undefined;
  const text = scalar.value.replaceAll('_', '');
  const match = integer.exec(text);
  if (match === null)
    return float.test(text) ? canonical(BigInt(Math.trunc(clamped(Number(text))))) : undefined;
  const magnitude = magnitudeOf(text);
  return canonical(match[1] === '-' ? -magnitude : magnitude);
}

/** Of an integer without `_`. */
function magnitudeOf(text: string): bigint {
  const digits = integer.exec(text)?.[2] ?? '';
  return BigInt(digits.replace(/^0(?=[0-7])/, '0o'));
}

const clamped = (value: number): number => (Math.abs(value) < 2 ** 65 ? value : 2 ** 65);

function canonical(value: bigint): number | bigint | undefined {
  if (value >= limit || value < -limit) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
