import type { Node, StringLiteral, Tree } from '@secl/language';
import type { Facts, Field } from '@secl/model';
import { becomes, type Change, type MutationKind } from './change.ts';
import type { Changes } from './changes.ts';
import { patternNeighbours } from './pattern-neighbours.ts';
import { regexpNeighbours } from './regexp-neighbours.ts';

/** Values that are compared alone: each replaced by what is nearly it, or by what matches more or less. */
export const valueChanges: Changes = function* (node, tree, facts) {
  switch (node.kind) {
    case 'comparison':
      for (const operand of node.operands)
        yield* ofValue(operand, fieldAmong(node.operands, facts), node, tree);
      return;
    case 'membership': {
      const { left, right } = node;
      const [only, second] = right.kind === 'list' ? right.members : [right];
      const field = fieldAmong([left], facts);
      if (only !== undefined && second === undefined) yield* ofValue(only, field, node, tree);
      yield* ofValue(left, fieldAmong([right], facts), node, tree);
      return;
    }
    default:
  }
};

function fieldAmong(nodes: readonly Node[], facts: Facts): Field | undefined {
  for (const node of nodes) {
    if (node.kind !== 'ident') continue;
    // Iterator variables are no part of a field's name.
    const field = facts.field(node.name.replace(/\[[^\]]+\]/, ''));
    if (field !== undefined) return field;
    // `fim.write.file.path` stands for fields of several event types.
    const alike = facts.field(node.name.replace(/^fim\.write\./, 'open.'));
    if (alike !== undefined) return alike;
  }
  return undefined;
}

function* ofValue(node: Node, field: Field | undefined, comparison: Node, tree: Tree): Generator<Change> {
  const become = (kind: MutationKind, text: string): Change => {
    const edit = { span: node.span, text };
    return { kind, edit, says: becomes(tree, comparison, edit) };
  };
  switch (node.kind) {
    case 'int':
      yield become('number', String(BigInt(node.value) + 1n));
      // Hardly anything that rules ask for is below zero.
      if (node.value !== 0) yield become('number', String(BigInt(node.value) - 1n));
      return;
    case 'duration': {
      const [, digits = '0', unit = 's'] = /^(\d+)(\D+)$/.exec(node.text) ?? [];
      yield become('number', `${Number(digits) + 1}${unit}`);
      if (Number(digits) > 0) yield become('number', `${Number(digits) - 1}${unit}`);
      return;
    }
    case 'ip':
    case 'cidr':
      for (const text of addressNeighbours(node.text)) yield become('address', text);
      return;
    case 'string':
      if (isPatternOperator(comparison))
        for (const text of patternNeighbours(node.value, isPath(field))) yield become('pattern', `"${text}"`);
      else for (const text of stringNeighbours(node, field)) yield become('text', text);
      return;
    case 'pattern':
      for (const text of patternNeighbours(node.value, isPath(field))) yield become('pattern', `~"${text}"`);
      return;
    case 'regexp':
      for (const text of regexpNeighbours(node.value)) yield become('regexp', `r"${text}"`);
      return;
    default:
  }
}

/** `=~` makes a pattern of a plain string. */
function isPatternOperator(comparison: Node): boolean {
  return (
    comparison.kind === 'comparison' &&
    comparison.operators.some(({ name }) => name === '=~' || name === '!~')
  );
}

function isPath(field: Field | undefined): boolean {
  return (
    field?.comparison === 'symlinkPath' || field?.comparison === 'windowsPath' || field?.comparison === 'glob'
  );
}

/** Another text; whatever begins with it, or lies beside it; the same in other letters. */
function* stringNeighbours({ value }: StringLiteral, field: Field | undefined): Generator<string> {
  if (value === '') {
    yield '"x"';
    return;
  }
  yield `"${value}2"`;
  const hasStar = value.includes('*') || value.includes('${');
  const slash = value.lastIndexOf('/');
  if (!hasStar) yield isPath(field) && slash > 0 ? `~"${value.slice(0, slash)}/*"` : `~"${value}*"`;
  const other = value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();
  if (other !== value && !hasStar) yield `"${other}"`;
}

/** The next address; a network of twice and of half the size. */
function* addressNeighbours(text: string): Generator<string> {
  const network = /^(.*)\/(\d+)$/.exec(text);
  if (network !== null) {
    const bits = Number(network[2]);
    yield `${network[1]}/${bits - 1}`;
    yield `${network[1]}/${bits + 1}`;
    return;
  }
  const last = /^(.*[.:])([0-9a-f]+)$/i.exec(text);
  if (last === null) return;
  const isHex = text.includes(':') && !text.includes('.');
  const number = Number.parseInt(last[2] ?? '0', isHex ? 16 : 10);
  const next = (number + 1) % (isHex ? 0x10000 : 256);
  yield `${last[1]}${next.toString(isHex ? 16 : 10)}`;
}
