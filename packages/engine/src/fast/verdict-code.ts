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
      ? conditionVerdict(condition, around, 1)
      : `(s[${decidedBy}] === U ? ${around.ifUnknown(condition)} : true)`,
  );
  const depth = parts.reduce(
    (deepest, { condition }) => Math.max(deepest, around.analysis.shapeOf(condition).depth),
    0,
  );
  const names = Array.from({ length: depth + 2 }, (_, level) => `d${level}`);
  return `() => { let ${names.join(', ')}; return ${runCode(codes, '&&', 0)}; }`;
}

/** `depth`: of the chains around it, each of which keeps its verdict so far. */
function conditionVerdict(condition: Condition, around: Surroundings, depth: number): string {
  const slot = questionedSlot(condition, around);
  if (slot !== undefined) {
    return `(s[${slot}] === U ? ${around.ifUnknown(condition)} : ${around.question(slot, condition)})`;
  }
  switch (condition.kind) {
    case 'constant':
      return String(condition.value);
    case 'macro':
      return conditionVerdict(condition.inner, around, depth);
    case 'not':
      return `negate(${conditionVerdict(condition.operand, around, depth)})`;
    case 'logical':
      return chainVerdict(condition, 0, around, depth);
    default:
      return leafVerdict(condition, around);
  }
}

/** One run of equal operators from `first` on; what stands to the right of it is its last member. */
function chainVerdict(
  chain: Condition & { readonly kind: 'logical' },
  first: number,
  around: Surroundings,
  depth: number,
): string {
  const { operands, operators } = chain;
  const operator = operators[first];
  let end = first;
  while (operator !== undefined && operators[end] === operator) end++;
  const members = operands.slice(first, end).map((operand) => conditionVerdict(operand, around, depth + 1));
  const last = operands[end];
  if (operators[end] !== undefined) members.push(chainVerdict(chain, end, around, depth + 1));
  else if (last !== undefined) members.push(conditionVerdict(last, around, depth + 1));
  return runCode(members, operator ?? '&&', depth);
}

/** In a row and not nested, since chains are long. */
function runCode(members: readonly string[], operator: LogicalOperator, depth: number): string {
  const [only] = members;
  if (members.length < 2) return only ?? 'true';
  const so = `d${depth}`;
  const [merge, end] = operator === '&&' ? ['meet', 'false'] : ['join', 'true'];
  const steps = members.map(
    (member, index) => `(${so} = ${index === 0 ? member : `${merge}(${so}, ${member})`})`,
  );
  return `(${steps.join(` !== ${end} && `)}, ${so})`;
}

function leafVerdict(condition: LeafCondition, around: Surroundings): string {
  const leaf = around.analysis.leafOf(condition);
  switch (leaf.kind) {
    case 'values': {
      const unknown = leaf.slots.map((slot) => `s[${slot}] === U`);
      if (leaf.timed) unknown.push('ctx.now === undefined');
      const code = leaf.code((slot) => `s[${slot}]`);
      if (unknown.length === 0) return code;
      const missing =
        unknown.length === 1
          ? around.ifUnknown(condition)
          : `${around.constants.nameOf(around.analysis.askOf(condition))}(ctx)`;
      return `(${unknown.join(' || ')} ? ${missing} : ${code})`;
    }
    case 'some': {
      const code = someCode(condition, leaf, around);
      return leaf.negated ? `negate(${code})` : code;
    }
    case 'asked':
      return askedCode(condition, leaf, around);
  }
}
