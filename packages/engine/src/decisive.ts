import { isUndecided } from '@secl/evaluation';
import type { LogicalOperator } from '@secl/language';
import type { TraceNode } from './trace.ts';

/**
 * The fewest comparisons that must come out otherwise for a condition to be `wanted`, in source order: why a rule did not
 * match, and how far it was from it. Empty where it is so already, and where a constant stands in the way of it for good.
 * Of several equally small answers it is the one furthest to the left.
 */
export function decisiveLeaves(root: TraceNode, wanted = true): readonly TraceNode[] {
  return leavesOf(change(root, wanted, firstCheapest));
}

/** The comparisons of all of these answers, and how many of them one answer takes. */
export function decisiveChoices(
  root: TraceNode,
  wanted = true,
): { readonly leaves: readonly TraceNode[]; readonly needed: number } {
  const needed = change(root, wanted, allCheapest);
  return { leaves: leavesOf(needed), needed: needed.count };
}

function leavesOf(needed: Change): readonly TraceNode[] {
  if (needed.count === Number.POSITIVE_INFINITY) return [];
  const leaves: TraceNode[] = [];
  const pending: Change[] = [needed];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.leaf !== undefined) leaves.push(next.leaf);
    else pending.push(...[...next.parts].reverse());
  }
  return leaves;
}

/** Kept as a tree until the end, so that long chains are not copied at each operator. */
interface Change {
  /** Infinite where nothing helps: a constant stays what it is. */
  readonly count: number;
  readonly leaf?: TraceNode;
  readonly parts: readonly Change[];
}

const none: Change = { count: 0, parts: [] };
const impossible: Change = { count: Number.POSITIVE_INFINITY, parts: [] };

/** Of what helps equally, what counts. */
type Choose = (parts: readonly Change[]) => Change;

function change(node: TraceNode, wanted: boolean, choose: Choose): Change {
  const { condition, parts, verdict } = node;
  if (!isUndecided(verdict) && verdict === wanted) return none;
  switch (condition.kind) {
    case 'constant':
      return impossible;
    case 'truth':
    case 'test':
      return { count: 1, leaf: node, parts: [] };
    case 'not':
      return all(parts.map((part) => change(part, !wanted, choose)));
    case 'macro':
      return all(parts.map((part) => change(part, wanted, choose)));
    case 'logical':
      return chainChange(
        parts.map((part) => change(part, wanted, choose)),
        condition.operators,
        wanted,
        choose,
      );
  }
}

/** From the end, one run of equal operators at a time: `a && b || c || d` is `a && (b || c || d)`. */
function chainChange(
  parts: readonly Change[],
  operators: readonly LogicalOperator[],
  wanted: boolean,
  choose: Choose,
): Change {
  const joined = (run: readonly Change[], operator: LogicalOperator | undefined): Change =>
    (operator === '&&') === wanted ? all(run) : choose(run);
  let run: Change[] = [];
  for (let index = parts.length - 1; index >= 0; index--) {
    const following = operators[index + 1];
    if (following !== undefined && following !== operators[index]) run = [joined(run.reverse(), following)];
    run.push(parts[index] ?? none);
  }
  return joined(run.reverse(), operators[0]);
}

function all(parts: readonly Change[]): Change {
  return { count: parts.reduce((sum, part) => sum + part.count, 0), parts };
}

function firstCheapest(parts: readonly Change[]): Change {
  return parts.reduce((best, part) => (part.count < best.count ? part : best), impossible);
}

function allCheapest(parts: readonly Change[]): Change {
  const { count } = firstCheapest(parts);
  return { count, parts: parts.filter((part) => part.count === count) };
}
