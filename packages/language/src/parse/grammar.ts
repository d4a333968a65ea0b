/**
 * The grammar of SECL (spec: Grammar), strict: it accepts what agents accept, and holes, which only `repair` makes. Where
 * the text is wrong, `parse` mends the tokens and comes back here, so this file knows nothing of mistakes.
 */
import type { Span } from '@secl/text';
import { EmbeddedActionsParser, type IToken, tokenMatcher } from 'chevrotain';
import { leafOf } from './leaves.ts';
import { spanOf } from './lexer.ts';
import * as T from './tokens.ts';
import type {
  ArrayOperator,
  LogicalOperator,
  Node,
  Operator,
  ScalarOperator,
  UnaryOperator,
} from './tree.ts';

type Written<Name> = Operator<Name>;

function join(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}

function operator<Name>(name: Name, ...tokens: [IToken, ...IToken[]]): Written<Name> {
  const last = tokens[tokens.length - 1] ?? tokens[0];
  return {
    name,
    text: tokens.map((token) => token.image).join(''),
    span: join(spanOf(tokens[0]), spanOf(last)),
  };
}

/** `kind` nodes of one operand are that operand. */
function infix<Kind extends 'chain' | 'comparison' | 'sum' | 'bits'>(
  kind: Kind,
  operands: Node[],
  operators: Written<never>[],
): Node {
  const first = operands[0];
  const last = operands[operands.length - 1];
  if (first === undefined || last === undefined) throw new Error('an infix node without operands');
  if (operands.length === 1) return first;
  return { kind, operands, operators, span: join(first.span, last.span) } as Node;
}

class Grammar extends EmbeddedActionsParser {
  constructor() {
    super(T.allTokens, { maxLookahead: 2, recoveryEnabled: false, skipValidations: true });
    this.performSelfAnalysis();
  }

  readonly rule = this.RULE('rule', (): Node => this.SUBRULE(this.expression));

  readonly macro = this.RULE(
    'macro',
    (): Node =>
      this.OR([{ ALT: () => this.SUBRULE(this.list) }, { ALT: () => this.SUBRULE(this.expression) }]),
  );

  readonly expression = this.RULE('expression', (): Node => {
    const operands: Node[] = [];
    const operators: Written<LogicalOperator>[] = [];
    operands.push(this.SUBRULE(this.comparison));
    this.MANY(() => {
      operators.push(this.SUBRULE(this.logical));
      operands.push(this.SUBRULE1(this.comparison));
    });
    return this.ACTION(() => infix('chain', operands, operators as Written<never>[]));
  });

  private readonly logical = this.RULE(
    'logical',
    (): Written<LogicalOperator> =>
      this.OR([
        { ALT: () => this.name<LogicalOperator>('&&', this.CONSUME(T.Amp), this.CONSUME1(T.Amp)) },
        { ALT: () => this.name<LogicalOperator>('&&', this.CONSUME(T.And)) },
        { ALT: () => this.name<LogicalOperator>('||', this.CONSUME(T.Bar), this.CONSUME1(T.Bar)) },
        { ALT: () => this.name<LogicalOperator>('||', this.CONSUME(T.Or)) },
      ]),
  );

  private readonly comparison = this.RULE('comparison', (): Node => {
    const operands: Node[] = [];
    const operators: Written<ScalarOperator>[] = [];
    operands.push(this.SUBRULE(this.sum));
    this.MANY(() => {
      operators.push(this.SUBRULE(this.scalarOperator));
      operands.push(this.SUBRULE1(this.sum));
    });
    this.OPTION(() => {
      const membership = this.SUBRULE(this.arrayOperator);
      const right = this.SUBRULE(this.array);
      this.ACTION(() => {
        const left = operands.pop();
        if (left === undefined) throw new Error('a membership without a left side');
        operands.push({
          kind: 'membership',
          left,
          operator: membership,
          right,
          span: join(left.span, right.span),
        });
      });
    });
    return this.ACTION(() => infix('comparison', operands, operators as Written<never>[]));
  });

  private readonly scalarOperator = this.RULE(
    'scalarOperator',
    (): Written<ScalarOperator> =>
      this.OR([
        { ALT: () => this.name<ScalarOperator>('==', this.CONSUME(T.Equals), this.CONSUME1(T.Equals)) },
        { ALT: () => this.name<ScalarOperator>('=~', this.CONSUME2(T.Equals), this.CONSUME(T.Tilde)) },
        { ALT: () => this.name<ScalarOperator>('!=', this.CONSUME(T.Bang), this.CONSUME3(T.Equals)) },
        { ALT: () => this.name<ScalarOperator>('!~', this.CONSUME1(T.Bang), this.CONSUME1(T.Tilde)) },
        {
          ALT: () =>
            this.orEqual(
              '>',
              '>=',
              this.CONSUME(T.Greater),
              this.OPTION(() => this.CONSUME4(T.Equals)),
            ),
        },
        {
          ALT: () =>
            this.orEqual(
              '<',
              '<=',
              this.CONSUME(T.Less),
              this.OPTION1(() => this.CONSUME5(T.Equals)),
            ),
        },
      ]),
  );

  private readonly arrayOperator = this.RULE(
    'arrayOperator',
    (): Written<ArrayOperator> =>
      this.OR([
        { ALT: () => this.name<ArrayOperator>('in', this.CONSUME(T.In)) },
        { ALT: () => this.name<ArrayOperator>('not in', this.CONSUME(T.Not), this.CONSUME1(T.In)) },
        { ALT: () => this.name<ArrayOperator>('allin', this.CONSUME(T.AllIn)) },
      ]),
  );

  private readonly sum = this.RULE('sum', (): Node => {
    const operands: Node[] = [];
    const operators: Written<'+' | '-'>[] = [];
    operands.push(this.SUBRULE(this.bits));
    this.MANY(() => {
      operators.push(
        this.OR([
          { ALT: () => this.name('+' as const, this.CONSUME(T.Plus)) },
          { ALT: () => this.name('-' as const, this.CONSUME(T.Minus)) },
        ]),
      );
      operands.push(this.SUBRULE1(this.bits));
    });
    return this.ACTION(() => infix('sum', operands, operators as Written<never>[]));
  });

  private readonly bits = this.RULE('bits', (): Node => {
    const operands: Node[] = [];
    const operators: Written<'&' | '|' | '^'>[] = [];
    operands.push(this.SUBRULE(this.unary));
    this.MANY({
      GATE: () => !this.isLogical(),
      DEF: () => {
        operators.push(
          this.OR([
            { ALT: () => this.name('&' as const, this.CONSUME(T.Amp)) },
            { ALT: () => this.name('|' as const, this.CONSUME(T.Bar)) },
            { ALT: () => this.name('^' as const, this.CONSUME(T.Caret)) },
          ]),
        );
        operands.push(this.SUBRULE1(this.unary));
      },
    });
    return this.ACTION(() => infix('bits', operands, operators as Written<never>[]));
  });

  private readonly unary = this.RULE('unary', (): Node => {
    const operators: Written<UnaryOperator>[] = [];
    this.MANY({
      GATE: () => this.isPrefix(),
      DEF: () => {
        operators.push(
          this.OR([
            { ALT: () => this.name<UnaryOperator>('!', this.CONSUME(T.Bang)) },
            { ALT: () => this.name<UnaryOperator>('!', this.CONSUME(T.Not)) },
            { ALT: () => this.name<UnaryOperator>('-', this.CONSUME(T.Minus)) },
            { ALT: () => this.name<UnaryOperator>('^', this.CONSUME(T.Caret)) },
          ]),
        );
      },
    });
    const operand = this.SUBRULE(this.primary);
    return this.ACTION(() => {
      const first = operators[0];
      return first === undefined
        ? operand
        : { kind: 'unary', operators, operand, span: join(first.span, operand.span) };
    });
  });

  private readonly primary = this.RULE(
    'primary',
    (): Node =>
      this.OR([
        { ALT: () => this.leaf(this.CONSUME(T.Operand), 'operand') },
        { ALT: () => this.group(this.CONSUME(T.GroupToken)) },
        {
          ALT: () => {
            const open = this.CONSUME(T.Open);
            const inner = this.SUBRULE(this.expression);
            const close = this.CONSUME(T.Close);
            return this.ACTION(
              (): Node => ({ kind: 'paren', inner, span: join(spanOf(open), spanOf(close)) }),
            );
          },
        },
      ]),
  );

  private readonly array = this.RULE(
    'array',
    (): Node =>
      this.OR([
        { ALT: () => this.leaf(this.CONSUME(T.Cidr), 'array') },
        { ALT: () => this.leaf(this.CONSUME(T.Variable), 'array') },
        { ALT: () => this.leaf(this.CONSUME(T.Ident), 'array') },
        { ALT: () => this.leaf(this.CONSUME(T.HoleToken), 'array') },
        { ALT: () => this.SUBRULE(this.list) },
      ]),
  );

  /** Members of any kind: that a list holds one kind only is checked by `parse`, which names the odd member. */
  private readonly list = this.RULE('list', (): Node => {
    const members: Node[] = [];
    const open = this.CONSUME(T.OpenList);
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => members.push(this.leaf(this.CONSUME(T.Operand), 'operand')),
    });
    const close = this.CONSUME(T.CloseList);
    return this.ACTION((): Node => ({ kind: 'list', members, span: join(spanOf(open), spanOf(close)) }));
  });

  /** `&&` and `||` are two tokens each; a single one is a bit operator. */
  private isLogical(): boolean {
    const next = this.LA(1).tokenType;
    return (next === T.Amp || next === T.Bar) && this.LA(2).tokenType === next;
  }

  /** Whether `not` is an operator here, or the name of something: `not == "x"`. */
  private isPrefix(): boolean {
    if (this.LA(1).tokenType !== T.Not) return true;
    // `!=` and `!~` are two tokens, of which the first alone could begin an operand.
    const compares = this.LA(2).tokenType === T.Bang && [T.Equals, T.Tilde].includes(this.LA(3).tokenType);
    return !compares && startsOperand(this.LA(2));
  }

  private name<Name>(name: Name, ...tokens: [IToken, ...IToken[]]): Written<Name> {
    return this.ACTION(() => operator(name, ...tokens));
  }

  private orEqual(
    plain: ScalarOperator,
    withEqual: ScalarOperator,
    first: IToken,
    equals: IToken | undefined,
  ): Written<ScalarOperator> {
    return this.ACTION(() =>
      equals === undefined ? operator(plain, first) : operator(withEqual, first, equals),
    );
  }

  private leaf(token: IToken, expected: 'operand' | 'array'): Node {
    return this.ACTION(() => leafOf(token, expected));
  }

  private group(token: IToken): Node {
    return this.ACTION(() => token.payload as Node);
  }
}

const startTokens = [T.Operand, T.GroupToken, T.Open, T.Bang, T.Minus, T.Caret];

/** Whether an operand can begin with this token. */
export function startsOperand(token: IToken): boolean {
  return startTokens.some((type) => tokenMatcher(token, type));
}

let grammar: Grammar | undefined;

export type Entry = 'rule' | 'macro';

export type Reading = { readonly root: Node } | { readonly unexpected: IToken };

/** The tree, or the first token that does not fit (end of file: the EOF token). */
export function readTokens(tokens: IToken[], entry: Entry): Reading {
  grammar ??= new Grammar();
  grammar.input = tokens;
  const root = entry === 'rule' ? grammar.rule() : grammar.macro();
  const error = grammar.errors[0];
  return error === undefined ? { root } : { unexpected: error.token };
}
