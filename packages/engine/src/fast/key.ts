import { type Condition, isCondition, type Operand, type Typed, unwrap } from '@secl/language';

/**
 * A text that two conditions share exactly when they ask the same of an event, wherever they stand in the policy: rules
 * repeat the same tests again and again, and each is to be answered once an event.
 */
export function keyOf(typed: Typed): string {
  return isCondition(typed) ? conditionKey(typed) : operandKey(typed);
}

function conditionKey(condition: Condition): string {
  switch (condition.kind) {
    case 'constant':
      return String(condition.value);
    case 'truth':
      return operandKey(condition.operand);
    case 'not':
      return `!(${conditionKey(condition.operand)})`;
    case 'macro':
      return conditionKey(condition.inner);
    case 'logical': {
      const { operands, operators } = condition;
      return `(${operands.map((each, index) => `${conditionKey(each)}${operators[index] ?? ''}`).join('')})`;
    }
    case 'test': {
      const negated = condition.negated ? 'not ' : '';
      switch (condition.test) {
        case 'bool':
          return `${negated}bool(${keyOf(condition.left)},${keyOf(condition.right)})`;
        case 'int':
        case 'age':
          return `${negated}${condition.test}${condition.operator}(${operandKey(condition.left)},${operandKey(condition.right)})`;
        case 'match':
          return `${negated}match(${operandKey(condition.left)},${JSON.stringify(condition.matchers)})`;
        case 'same-string':
          return `${negated}same${condition.ignoreCase}(${operandKey(condition.left)},${operandKey(condition.right)})`;
        case 'ip':
          return `${negated}ip${condition.all}(${operandKey(condition.left)},${operandKey(condition.right)})`;
      }
    }
  }
}

function operandKey(operand: Operand): string {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'literal':
      return `${typeof inner.value}:${JSON.stringify(String(inner.value))}`;
    case 'values':
      return `[${inner.members.map(operandKey).join(',')}]`;
    case 'field':
      return `${inner.field.name}${inner.register === null ? '' : `@${JSON.stringify(inner.register)}`}`;
    case 'variable':
      return `$${JSON.stringify(inner.name)}`;
    case 'template':
      return `"${inner.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : operandKey(part))).join('+')}"`;
    case 'arithmetic': {
      const { operation } = inner;
      const operators = 'operators' in operation ? operation.operators.join('') : '';
      return `${operation.name}${operators}(${inner.operands.map(operandKey).join(',')})`;
    }
  }
}
