/** What the parser takes a token for is what its colour says; both read the same texts. */
import { type Node, parseRule, walk } from '@secl/language';
import { describe, expect, it } from 'vitest';
import { has } from '../test-cases.ts';
import { grammarOf, type Token, tokenise } from '../test-textmate.ts';
import { expressions } from '../test-vectors.ts';

/** What a part of the tree may be coloured as. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** A name is a macro, a field or a constant; where an operand is due, a word such as `and` is a name too. */
const names = ['meta.field.secl', 'entity.name.function.macro.secl', 'constant', 'keyword.operator'];
const leaves: Readonly<Partial<Record<Node['kind'], readonly string[]>>> = {
  ident: names,
  variable: ['meta.variable.secl'],
  int: ['constant.numeric.integer'],
  duration: ['constant.numeric.duration.secl'],
  string: ['string.quoted.double.secl'],
  pattern: ['string.quoted.other.pattern.secl'],
  regexp: ['string.regexp.secl'],
  ip: ['constant.other.ip-address.secl'],
  cidr: ['constant.other.ip-range.secl'],
};
const logical = 'keyword.operator.logical';
const operators: Readonly<Partial<Record<Node['kind'], readonly string[]>>> = {
  chain: [logical],
  comparison: ['keyword.operator.comparison.secl'],
  membership: ['keyword.operator.membership.word.secl'],
  sum: ['keyword.operator.arithmetic.secl'],
  bits: ['keyword.operator.bitwise.secl'],
  unary: [logical, 'keyword.operator.arithmetic.secl', 'keyword.operator.bitwise.secl'],
};

function partsOf(root: Node): readonly Part[] {
  return [...walk(root)].flatMap((node): readonly Part[] => {
    const leaf = leaves[node.kind];
    if (leaf !== undefined) return [{ ...node.span, scopes: leaf }];
    const scopes = operators[node.kind] ?? [];
    if ('operators' in node) return node.operators.map(({ span }) => ({ ...span, scopes }));
    return 'operator' in node ? [{ ...node.operator.span, scopes }] : [];
  });
}

/** The scopes at each character of the text. */
function scopesOf(text: string, tokens: readonly Token[]): readonly (readonly string[])[] {
  const starts = [0];
  for (const line of text.split('\n')) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  const at: (readonly string[])[] = [];
  for (const { line, start, end, scopes } of tokens) {
    for (let index = start; index < end; index++) at[(starts[line] ?? 0) + index] = scopes;
  }
  return at;
}

const grammar = await grammarOf('source.secl');
const accepted = expressions.map(parseRule).filter(({ problems }) => problems.length === 0);

describe('the expressions of the vectors', () => {
  it('are many', () => {
    expect(expressions.length).toBeGreaterThan(3000);
    expect(accepted.length).toBeGreaterThan(2000);
  });

  it('take no line long, right or wrong', () => {
    for (const text of expressions) tokenise(grammar, text);
  });

  it('have the colours of what the parser reads', () => {
    const wrong: string[] = [];
    for (const { tree } of accepted) {
      const at = scopesOf(tree.text, tokenise(grammar, tree.text));
      const comments = tree.comments.map(({ span }) => ({ ...span, scopes: ['comment'] }));
      for (const { start, end, scopes } of [...partsOf(tree.root), ...comments]) {
        for (let index = start; index < end; index++) {
          const found = at[index] ?? [];
          if (/\s/.test(tree.text.charAt(index)) || scopes.some((scope) => has(found, scope))) continue;
          wrong.push(
            `${tree.text.slice(start, end)} in ${tree.text}: ${found.join(' ')}, not ${scopes.join(' or ')}`,
          );
          break;
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('have nothing illegal where the parser accepts them', () => {
    const wrong = accepted.flatMap(({ tree: { text } }) =>
      tokenise(grammar, text).flatMap(({ line, start, end, scopes }) =>
        has(scopes, 'invalid') ? [`${text.split('\n')[line]?.slice(start, end)} in ${text}`] : [],
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('long lines of anything', () => {
  const times = 5000;
  const pieces = [
    'a',
    'A',
    '1',
    '0',
    'a.',
    ':',
    '1.',
    '-',
    '[a',
    ' ',
    'not ',
    '= ',
    '~r"',
    'r"[',
    '"${a',
    "''",
    '\\',
  ];

  it.each(pieces)('%j, many times', async (piece) => {
    const text = piece.repeat(times);
    const yaml = await grammarOf('source.yaml');
    tokenise(grammar, text);
    for (const quote of ['', "'", '"']) tokenise(yaml, `rules:\n  - expression: ${quote}${text}\n`);
  });
});
