import { type Operand, unwrap } from '@secl/language';
import type { Catalogue } from '@secl/model';
import type { LintRule } from '../../../contract.ts';
import { type IntTest, ownInts, partsOf } from '../int-operands.ts';

const group = 'Error constants';

/** Events of calls that return 0 when they do what they are asked to, and never a number above. */
const returnsZero: ReadonlySet<string> = new Set(
  (
    'bind chdir chmod chown connect link load_module mkdir mount mprotect removexattr rename rmdir setxattr ' +
    'signal unlink unload_module utimes'
  ).split(' '),
);

/** A call that fails returns its errno with a minus, and the constants have it already (facts: constants, `EPERM` = -1). */
export const errnoSign: LintRule = {
  id: 'pitfall/errno-sign',
  title: 'Sign of an errno',
  level: 'warning',
  needs: 'expression',
  messages: {
    twice: '`{constant}` is {value} already: with a minus it is an error that no call returns',
    positive: '`{field}` is negative where the call fails: {value} is no error, and `{name}` is {negative}',
  },
  check(expression, { report }) {
    const { catalogue, source, at, fix } = expression;
    for (const { leaf, fields } of ownInts(expression)) {
      const field = fields.find((each) => each.field.constants === group)?.field;
      if (field === undefined) continue;
      for (const part of partsOf(leaf)) {
        const constant = negatedConstant(part);
        const { span } = part.node;
        if (constant !== undefined) {
          const { start } = constant.node.span;
          const edits = [{ span: { start: span.start, end: start }, text: '' }];
          const values = { constant: source(constant.node.span), value: String(numberOf(constant)) };
          report(at(span), 'twice', values, { fix: fix('suggested', 'leave out the minus', edits) });
        }
        const name =
          isEqual(leaf) && returnsZero.has(field.event ?? '') ? positive(part, catalogue) : undefined;
        if (name === undefined) continue;
        const value = source(span);
        const mend = fix('suggested', `write \`${name}\``, [{ span, text: `-${value}` }]);
        report(
          at(span),
          'positive',
          { field: field.name, value, name, negative: `-${value}` },
          { fix: mend },
        );
      }
    }
  },
};

function isEqual({ operator }: IntTest): boolean {
  return operator === '==' || operator === '!=';
}

/** `-EPERM`. */
function negatedConstant(operand: Operand): Operand | undefined {
  if (operand.kind !== 'arithmetic' || operand.operation.name !== 'negate') return undefined;
  const [inner] = operand.operands;
  return inner !== undefined && inner.node.kind === 'ident' && Number(numberOf(inner)) < 0
    ? inner
    : undefined;
}

function numberOf(operand: Operand): bigint | number | undefined {
  const inner = unwrap(operand);
  const value = inner.kind === 'literal' ? inner.value : undefined;
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
}

/** The error that a number above 0 is without its sign. */
function positive({ node, ...operand }: Operand, { constants }: Catalogue): string | undefined {
  if (node.kind !== 'int' || !/^[1-9]/.test(node.text)) return undefined;
  const value = 'value' in operand ? Number(operand.value) : 0;
  return constants.find((each) => each.groups.includes(group) && each.value === -value)?.name;
}
