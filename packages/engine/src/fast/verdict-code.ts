import type { Condition, LogicalOperator } from '@secl/language';
import { askedCode, questionedSlot, type Surroundings, someCode } from './condition-code.ts';
import type { Part } from './plan.ts';
import type { LeafCondition } from './shape.ts';

/**
 * The verdict that the closures give on a rule, with what is missing in the same order. Only rules in doubt come here,
 * and what has been found out of the event is not asked again; what is not known is decided while the code is made.
 */
export function verdictCode(parts: readonly Part[], around: Surroundings): string {
  const codes = parts.map(({ condition, decidedBy }) =>
    decidedBy === undefined
      ? conditionVerdict(condition, around)
      : `(s[${decidedBy}] === U ? ${around.ifUnknown(condition)} : true)`,
  );
  return `() => { let so; return ${runCode(codes, '&&')}; }`;
}

function conditionVerdict(condition: Condition, around: Surroundings): string {
  const slot = questionedSlot(condition, around);
  if (slot !== undefined) {
    return `(s[${slot}] === U ? ${around.ifUnknown(condition)} : ${around.question(slot, condition)})`;
  }
  switch (condition.kind) {
    case 'constant':
      return String(condition.value);
    case 'macro':
      return conditionVerdict(condition.inner, around);
    case 'not':
      return `negate(${conditionVerdict(condition.operand, around)})`;
    case 'logical':
      return chainVerdict(condition, 0, around);
    default:
      return leafVerdict(condition, around);
  }
}

/** One run of equal operators from `first` on; what stands to the right of it is its last member. */
function chainVerdict(
  chain: Condition & { readonly kind: 'logical' },
  first: number,
  around: Surroundings,
): string {
  const { operands, operators } = chain;
  const operator = operators[first];
  let end = first;
  while (operator !== undefined && operators[end] === operator) end++;
  const members = operands.slice(first, end).map((operand) => conditionVerdict(operand, around));
  const last = operands[end];
  if (operators[end] !== undefined) members.push(chainVerdict(chain, end, around));
  else if (last !== undefined) members.push(conditionVerdict(last, around));
  return runCode(members, operator ?? '&&');
}

/**
 * In a row and not nested, since chains are long. One variable is enough for chains in chains: it is read before the
 * next member runs, and written after.
 */
function runCode(members: readonly string[], operator: LogicalOperator): string {
  const [only] = members;
  if (members.length < 2) return only ?? 'true';
  const [merge, end] = operator === '&&' ? ['meet', 'false'] : ['join', 'true'];
  const steps = members.map((member, index) => `(so = ${index === 0 ? member : `${merge}(so, ${member})`})`);
  return `(${steps.join(` !== ${end} && `)}, so)`;
}

function leafVerdict(condition: LeafCondition, around: Surroundings): string {
  const leaf = around.analysis.leafOf(condition);
  switch (leaf.kind) {
    case 'values': {
      const code = leaf.code((slot) => `s[${slot}]`);
      const ask = (): string => `${around.constants.nameOf(around.analysis.askOf(condition))}(ctx)`;
      const unknown = leaf.slots.map((slot) => `s[${slot}] === U`).join(' || ');
      const missing = leaf.slots.length === 1 ? around.ifUnknown(condition) : ask();
      const value = unknown === '' ? code : `(${unknown} ? ${missing} : ${code})`;
      return leaf.timed ? `(ctx.now === undefined ? ${ask()} : ${value})` : value;
    }
    case 'some': {
      const code = someCode(condition, leaf, around);
      return leaf.negated ? `negate(${code})` : code;
    }
    case 'asked':
      return askedCode(condition, leaf, around);
  }
}
