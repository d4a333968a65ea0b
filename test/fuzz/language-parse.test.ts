import {
  builtinVariables,
  checkRule,
  children,
  type ExpressionProblem,
  type Node,
  nestingLimit,
  type Parsed,
  parseMacro,
  parseRule,
} from '@secl/language';
import { catalogue } from '@secl/model';
import { applyEdits } from '@secl/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { every, expressionsOf } from './language-corpus.ts';

const linux = catalogue('linux');
const scope = { catalogue: linux, facts: linux.at(68), macros: new Map(), variables: builtinVariables };

function holds(text: string): Parsed {
  try {
    return isWhole(text);
  } catch (error) {
    throw new Error(`of ${JSON.stringify(text.slice(0, 500))}`, { cause: error });
  }
}

/** What holds for any text: the tree is whole, its places nest, problems have places, and the checker takes it. */
function isWhole(text: string): Parsed {
  const parsed = parseRule(text);
  inside({ start: 0, end: text.length }, parsed.tree.root);
  const pending: Node[] = [parsed.tree.root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const child of children(node)) {
      inside(node.span, child);
      pending.push(child);
    }
    if ('operators' in node && node.kind !== 'unary' && node.operators.length !== node.operands.length - 1) {
      throw new Error(`${node.kind} with ${node.operators.length} operators`);
    }
  }
  const { problems } = checkRule(parsed, scope);
  for (const problem of problems) hasPlace(text, problem);
  for (const comment of parsed.tree.comments) {
    expect(text.slice(comment.span.start, comment.span.end)).toBe(comment.text);
  }
  return parsed;
}

function inside(outer: Node['span'], { kind, span }: Pick<Node, 'kind' | 'span'>): void {
  if (span.start > span.end || span.start < outer.start || span.end > outer.end) {
    throw new Error(`${kind} ${span.start}-${span.end} is not inside ${outer.start}-${outer.end}`);
  }
}

function hasPlace(text: string, problem: ExpressionProblem): void {
  const whole = { start: 0, end: text.length };
  for (const { place } of [problem, ...problem.related]) inside(whole, { kind: 'hole', span: place });
  expect(problem.message).not.toMatch(/(?<!\$)\{(?:found|use|name|expected)\}|undefined/);
  if (problem.fix !== undefined) {
    applyEdits(
      text,
      problem.fix.edits.map(({ place, text: by }) => ({ range: place, text: by })),
    );
  }
}

const corpus = expressionsOf('traps', 'expressions', 'syntax', 'windows');
const fragments = [
  '"',
  "'",
  '(',
  ')',
  '[',
  ']',
  '&',
  '&&',
  '|',
  '=',
  '==',
  '=~',
  '~"a"',
  '!',
  'not',
  'in',
  ' ',
  ',',
  '-1',
  '0x1',
  '1.5',
  '5d',
  '“',
  '”',
  'é',
  '\r',
  '\n',
  '#',
  '${',
  '}',
  '$a',
  '%{',
  'and',
  'r"',
  'x]',
  '/a',
  '\\',
  ':',
  '::1',
  '\ud800',
];

describe('the parser', () => {
  it('makes a whole tree of every prefix of a rule', () => {
    for (const text of every(60, corpus)) {
      for (let end = 0; end <= Math.min(text.length, 300); end++) holds(text.slice(0, end));
    }
  });

  it('makes a whole tree of rules with random edits', () => {
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.nat(6),
      insert: fc.oneof(fc.constantFrom(...fragments), fc.constant(''), fc.string({ maxLength: 4 })),
    });
    const edited = fc
      .tuple(fc.constantFrom(...corpus), fc.array(edit, { minLength: 1, maxLength: 4 }))
      .map(([text, edits]) =>
        edits.reduce((all, { at, remove, insert }) => {
          const from = at % (all.length + 1);
          return all.slice(0, from) + insert + all.slice(from + remove);
        }, text),
      );
    fc.assert(
      fc.property(edited, (text) => void holds(text)),
      { numRuns: 5000 },
    );
  });

  it('makes a whole tree of rows of tokens that mean nothing', () => {
    const row = fc.array(
      fc.oneof(fc.constantFrom(...fragments, 'exec.file.name', '"sh"', '1'), fc.string({ maxLength: 3 })),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(row, fc.constantFrom('', ' '), (all, gap) => void holds(all.join(gap))),
      { numRuns: 5000 },
    );
  });

  it('reads whatever a rule may be as a macro as well, with the same tree', () => {
    for (const text of every(10, corpus)) {
      const rule = parseRule(text);
      if (rule.problems.length === 0) expect(parseMacro(text).tree.root).toEqual(rule.tree.root);
    }
  });

  it(`reads parentheses ${nestingLimit} deep, and marks the place where they go deeper`, () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}process.uid == 0${')'.repeat(depth)}`;
    expect(checkRule(holds(nested(nestingLimit)), scope).problems).toEqual([]);
    expect(holds(nested(nestingLimit + 1)).problems).toMatchObject([
      { code: 'syntax/too-deep', place: { start: nestingLimit, end: nestingLimit + 1 } },
    ]);
    expect(holds(nested(10_000)).problems.map(({ code }) => code)).toEqual(['syntax/too-deep']);
  });

  it('finds the first mistake where it is, also between deep parentheses', () => {
    const text = `${'('.repeat(100)}process.uid = 0${')'.repeat(100)} && process.gid = 0`;
    expect(holds(text).problems.map(({ code, place }) => `${code} ${place.start}`)).toEqual([
      `syntax/single-equals ${text.indexOf('0')}`,
      `syntax/single-equals ${text.lastIndexOf('0')}`,
    ]);
  });

  it.each(['&&', '||', 'and', 'mixed'])('reads 50,000 conditions joined by %s', (operator) => {
    const joint = (index: number): string => (operator === 'mixed' ? (index % 2 ? '&&' : '||') : operator);
    const text = Array.from(
      { length: 49_999 },
      (_, index) => `process.uid == ${index} ${joint(index)} `,
    ).join('');
    const { tree, problems } = holds(`${text}process.uid == 0`);
    expect(problems).toEqual([]);
    expect(children(tree.root)).toHaveLength(50_000);
  });

  const endless = [
    '(',
    ')',
    '[',
    'a in [',
    '"',
    '"\\',
    "'",
    '& ',
    '!',
    '- ',
    'not ',
    'a ',
    '1 ',
    '0x',
    '$',
    '${',
    'é',
    '“',
    '\r',
    '#',
    ', ',
    'a == ',
    'a]',
    '[a',
    '"a" ',
    'x (',
    '/a ',
    "'a' ",
    '"a"b',
    ': ',
  ];
  it.each(endless)('reads a megabyte of %j in bounded time', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const start = performance.now();
    expect(parseRule(text).problems.length).toBeLessThanOrEqual(101);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
