import { describe, expect, it } from 'vitest';
import { parseMacro, parseRule } from './parse.ts';
import type { Node } from './tree.ts';

/** A tree as text: brackets show what is grouped, chains stay flat. */
function shown(node: Node): string {
  switch (node.kind) {
    case 'chain':
    case 'comparison':
    case 'sum':
    case 'bits':
      return `[${node.operands.map((each, i) => (i === 0 ? '' : ` ${node.operators[i - 1]?.name} `) + shown(each)).join('')}]`;
    case 'membership':
      return `[${shown(node.left)} ${node.operator.name} ${shown(node.right)}]`;
    case 'unary':
      return `[${node.operators.map((operator) => operator.name).join('')}${shown(node.operand)}]`;
    case 'paren':
      return `(${shown(node.inner)})`;
    case 'list':
      return `{${node.members.map(shown).join(' ')}}`;
    case 'ident':
      return node.name;
    case 'variable':
      return `$${node.name}`;
    case 'int':
    case 'duration':
      return String(node.value);
    case 'string':
    case 'pattern':
    case 'regexp':
      return `${node.kind}:${node.value}`;
    case 'ip':
    case 'cidr':
      return node.text;
    case 'hole':
      return '?';
  }
}

const tree = (text: string): string => shown(parseRule(text).tree.root);

describe('grouping', () => {
  it.each([
    ['a && b || c', '[a && b || c]'],
    ['a and b or c', '[a && b || c]'],
    ['a & & b | | c', '[a && b || c]'],
    ['a == b && c', '[[a == b] && c]'],
    ['a & b | c ^ d', '[a & b | c ^ d]'],
    ['a + b & c - d', '[a + [b & c] - d]'],
    ['a & b == c', '[[a & b] == c]'],
    ['!a == b', '[[!a] == b]'],
    ['not a in [1]', '[[!a] in {1}]'],
    ['a not in [1]', '[a not in {1}]'],
    ['a == b in [1]', '[a == [b in {1}]]'],
    ['a = = b', '[a == b]'],
    ['a ! = b', '[a != b]'],
    ['a > = b', '[a >= b]'],
    ['!!-^a', '[!!-^a]'],
    ['(a && b) || c', '[([a && b]) || c]'],
  ])('%s is %s', (text, expected) => {
    expect(parseRule(text).problems).toEqual([]);
    expect(tree(text)).toBe(expected);
  });
});

describe('tokens', () => {
  it.each([
    ['0577', '383'],
    ['-5', '-5'],
    ['9223372036854775807', '9223372036854775807'],
    ['10m', '600000000000'],
    ['5ms', '5000000'],
    ['"a\\"b"', 'string:a\\"b'],
    ['~"/etc/*"', 'pattern:/etc/*'],
    ['r"a|b"', 'regexp:a|b'],
    ['"# // no comment"', 'string:# // no comment'],
    ['1.2.3.4', '1.2.3.4'],
    ['::ffff:1.2.3.4', '::ffff:1.2.3.4'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['${process.seen}', '$process.seen'],
    ['process.ancestors[A].pid', 'process.ancestors[A].pid'],
    ['not', 'not'],
    ['and', 'and'],
    ['order', 'order'],
    ['in_place', 'in_place'],
  ])('%s reads as %s', (text, expected) => {
    expect(parseRule(text).problems).toEqual([]);
    expect(tree(text)).toBe(expected);
  });

  it('of a comment go to the end of the line', () => {
    const { tree: found, problems } = parseRule('a # why && b\n&& c // "d');
    expect(problems).toEqual([]);
    expect(shown(found.root)).toBe('[a && c]');
    expect(found.comments.map((comment) => comment.text)).toEqual(['# why && b', '// "d']);
  });

  it('take a bracket into a name, unless a blank stands before it', () => {
    expect(tree('a in [ B, C ]')).toBe('[a in {B C}]');
    expect(parseRule('a in [ B, C]').problems).toMatchObject([{ code: 'syntax/list-bracket' }]);
  });
});

describe('a macro', () => {
  it.each([
    ['["a", ~"b"]', '{string:a pattern:b}'],
    ['[ A ]', '{A}'],
    ['a == 1 && b', '[[a == 1] && b]'],
    ['"a"', 'string:a'],
  ])('may be %s', (text, expected) => {
    const { tree: found, problems } = parseMacro(text);
    expect(problems).toEqual([]);
    expect(shown(found.root)).toBe(expected);
  });

  it('may be a list, a rule may not', () => {
    expect(parseRule('["a"]').problems).toMatchObject([{ code: 'syntax/list-not-expected' }]);
  });
});

describe('a broken text has a whole tree', () => {
  it.each([
    ['', '?'],
    ['a ==', '[a == ?]'],
    ['a == && b', '[[a == ?] && b]'],
    ['a in', '[a in ?]'],
    ['a in [', '[a in {?}]'],
    ['a in ["x", ', '[a in {string:x ?}]'],
    ['a == "x && b', '[[a == string:x] && b]'],
    ["a = 'x' AND b", '[[a == string:x] && b]'],
    ['a in ("x", "y") && b', '[[a in {string:x string:y}] && b]'],
    ['a == ["x"] && b', '[[a in {string:x}] && b]'],
    ['(a && (b || c', '([a && ([b || c])])'],
    ['a b == c', '[a && [b == c]]'],
    ['a == 1.5 && b', '[[a == 0] && b]'],
    ['a =~ “x*” && b', '[[a =~ string:x*] && b]'],
    ['f(x) == 1 && b', '[[? == 1] && b]'],
    ['a not && b', '[[a not in ?] && b]'],
  ])('%s', (text, expected) => {
    expect(tree(text)).toBe(expected);
    expect(parseRule(text).problems).not.toEqual([]);
  });
});
