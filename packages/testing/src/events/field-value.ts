import { type Catalogue, type Field, int64, parseAddress, type Scalar, type Value } from '@secl/model';
import { parseDuration } from '@secl/policy';
import {
  asBoolean,
  asInteger,
  isFloat,
  type Node,
  nearestName,
  nodeInWords,
  type Scalar as Written,
} from '@secl/text';

/** The value that a field has where it is written like this, or what would be one. */
export function fieldValue(
  node: Node,
  field: Pick<Field, 'type' | 'constants'> & { readonly array: boolean },
  catalogue: Catalogue,
  now: bigint,
): Value | { readonly expected: string; readonly found: string } {
  if (node.kind === 'sequence' && field.array) {
    const members: Scalar[] = [];
    for (const item of node.items) {
      const value = item.kind === 'scalar' ? scalarValue(item, field, catalogue, now) : undefined;
      if (value === undefined)
        return { expected: `a list of ${nouns[field.type]}s`, found: nodeInWords(item) };
      members.push(value);
    }
    return members;
  }
  const value = node.kind === 'scalar' ? scalarValue(node, field, catalogue, now) : undefined;
  if (value === undefined) {
    const hint = field.type === 'int' && node.kind === 'scalar' ? meantConstant(node.value, catalogue) : '';
    return { expected: expectedOf(field), found: `${nodeInWords(node)}${hint}` };
  }
  return field.array ? [value] : value;
}

/** The first that is none, and the nearest one. */
function meantConstant(text: string, catalogue: Catalogue): string {
  const names = text.split('|').map((part) => part.trim());
  const wrong = names.find((name) => /^[A-Za-z_]\w*$/.test(name) && constant(name, catalogue) === undefined);
  const meant =
    wrong &&
    nearestName(
      wrong,
      catalogue.constants.map(({ name }) => name),
    );
  return meant === undefined ? '' : `: did you mean \`${meant}\`?`;
}

const nouns: Readonly<Record<Field['type'], string>> = {
  bool: 'boolean',
  int: 'integer',
  ip: 'address',
  string: 'text',
};

function expectedOf({ type, array }: Pick<Field, 'type' | 'array'>): string {
  const one = {
    bool: '`true` or `false`',
    int: 'an integer or constants',
    ip: 'an IP address',
    string: 'a text',
  }[type];
  return array ? `${one}, or a list` : one;
}

function scalarValue(
  scalar: Written,
  { type }: Pick<Field, 'type'>,
  catalogue: Catalogue,
  now: bigint,
): Scalar | undefined {
  switch (type) {
    case 'string':
      return scalar.value;
    case 'ip':
      return parseAddress(scalar.value) === undefined ? undefined : scalar.value;
    case 'bool':
      return asBoolean(scalar);
    case 'int':
      return isFloat(scalar)
        ? undefined
        : (asInteger(scalar) ?? constantsIn(scalar.value, catalogue) ?? ageIn(scalar.value, now));
  }
}

/** `O_WRONLY | O_CREAT`, also with numbers among them. */
function constantsIn(text: string, catalogue: Catalogue): int64.Int | undefined {
  let value: int64.Int = 0;
  for (const part of text.split('|')) {
    const name = part.trim();
    const bits = /^\d/.test(name) ? numberIn(name) : constant(name, catalogue);
    if (bits === undefined) return undefined;
    value = int64.or(value, bits);
  }
  return value;
}

/** As alone: octal with a leading 0, and nothing beyond 64 bits. */
function numberIn(text: string): int64.Int | undefined {
  if (!/^(?:0|[1-9]\d*|0[0-7]+)$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^0(?=\d)/, '0o'));
  return BigInt.asIntN(64, value) === value ? int64.canonical(value) : undefined;
}

function constant(name: string, { constants }: Catalogue): int64.Int | undefined {
  const value = constants.find((each) => each.name === name)?.value;
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
}

/** `5s ago`: a time, counted from the event. */
function ageIn(text: string, now: bigint): int64.Int | undefined {
  const [, written] = /^(\S+)\s+ago$/.exec(text) ?? [];
  const duration = written === undefined ? undefined : parseDuration(written);
  return typeof duration === 'bigint' ? int64.canonical(now - duration) : undefined;
}
