/**
 * A rule's condition as people count its parts: comparisons, joined by "all" and "any" and turned round by "not". Macros
 * are expanded, as a test of a rule tests them too; the chain `a && b || c` is `a && (b || c)`, as agents read it.
 */
import type { Compiled, Context, Verdict } from '@secl/evaluation';
import type { Condition, LogicalOperator, MacroCondition } from '@secl/language';
import type { Leaf } from '@secl/logic';

/** One comparison of a rule. The same macro used twice gives two, since each may decide where the other does not. */
export interface Atom {
  /** Its place among the atoms of the rule, in source order. */
  readonly index: number;
  readonly condition: Leaf;
  /** The macros that it stands in, outermost first, each where it is named. */
  readonly macros: readonly MacroCondition[];
  /** Set for what agents add and nobody has written. */
  readonly implied: boolean;
  readonly evaluate: (context: Context) => Verdict;
}

export type ConditionTree =
  | { readonly kind: 'atom'; readonly atom: Atom; readonly condition: Condition }
  | { readonly kind: 'constant'; readonly value: boolean; readonly condition: Condition }
  | { readonly kind: 'not'; readonly part: ConditionTree }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly ConditionTree[] };

export interface RuleTree {
  readonly root: ConditionTree;
  readonly atoms: readonly Atom[];
}

export function ruleTree(compiled: Compiled): RuleTree {
  const atoms: Atom[] = [];
  const root = treeOf(compiled, { atoms, macros: [], implied: false });
  return { root, atoms };
}

interface Way {
  readonly atoms: Atom[];
  readonly macros: readonly MacroCondition[];
  readonly implied: boolean;
}

function treeOf(compiled: Compiled, way: Way): ConditionTree {
  const { condition, parts, evaluate } = compiled;
  const [first] = parts;
  switch (condition.kind) {
    case 'constant':
      return { kind: 'constant', value: condition.value, condition };
    // What compares conditions with each other is one comparison: its sides are not joined by anything.
    case 'truth':
    case 'test': {
      const { atoms, macros, implied } = way;
      const atom: Atom = { index: atoms.length, condition, macros, implied, evaluate };
      atoms.push(atom);
      return { kind: 'atom', atom, condition };
    }
    case 'not':
      return { kind: 'not', part: inner(first, condition.operand, way) };
    case 'macro':
      return inner(first, condition.inner, { ...way, macros: [...way.macros, condition] });
    case 'logical': {
      const added = isAdded(condition);
      const trees = parts.map((part, index) => treeOf(part, { ...way, implied: added && index === 0 }));
      return joined(trees, condition.operators);
    }
  }
}

function inner(compiled: Compiled | undefined, condition: Condition, way: Way): ConditionTree {
  // A compiled condition has its parts: this only tells the compiler so.
  if (compiled === undefined) throw new Error(`a ${condition.kind} was compiled without its part`);
  return treeOf(compiled, way);
}

/** The checker puts a guard before a condition and lets both stand at the condition's place. */
function isAdded({ operands, node }: Extract<Condition, { kind: 'logical' }>): boolean {
  return operands.length === 2 && operands[1]?.node === node;
}

function joined(parts: readonly ConditionTree[], operators: readonly LogicalOperator[]): ConditionTree {
  let run: ConditionTree[] = [];
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part === undefined) continue;
    const following = operators[index + 1];
    if (following !== undefined && following !== operators[index]) run = [group(following, run.reverse())];
    run.push(part);
  }
  return group(operators[0] ?? '&&', run.reverse());
}

/** Groups in a group of the same kind are one. */
function group(operator: LogicalOperator, parts: readonly ConditionTree[]): ConditionTree {
  const kind = operator === '&&' ? 'all' : 'any';
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}
