import type { Condition, Matcher } from '@secl/language';
import { headOf } from './value-index.ts';

/**
 * How a value has to begin for a condition on it alone to hold: the first segments of the paths that it names.
 * Undefined where any value may do.
 */
export function headsOf(condition: Condition): readonly string[] | undefined {
  switch (condition.kind) {
    case 'macro':
      return headsOf(condition.inner);
    case 'logical': {
      let heads: readonly string[] | undefined;
      for (let index = condition.operands.length - 1; index >= 0; index--) {
        const operand = condition.operands[index];
        const own = operand === undefined ? undefined : headsOf(operand);
        const operator = condition.operators[index];
        if (operator === undefined) heads = own;
        else if (operator === '&&') heads = fewer(own, heads);
        else heads = own === undefined || heads === undefined ? undefined : [...new Set([...own, ...heads])];
      }
      return heads;
    }
    case 'test': {
      if (condition.test !== 'match' || condition.negated) return undefined;
      const heads = condition.matchers.map(headOfMatcher);
      const known = heads.filter((head) => head !== undefined);
      return known.length === heads.length ? [...new Set(known)] : undefined;
    }
    default:
      return undefined;
  }
}

function fewer(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): readonly string[] | undefined {
  return a === undefined || (b !== undefined && b.length < a.length) ? b : a;
}

/** What stands before the first `*` has to hold a whole first segment. */
function headOfMatcher(matcher: Matcher): string | undefined {
  if (matcher.kind === 'regexp' || matcher.ignoreCase || ('windowsPath' in matcher && matcher.windowsPath)) {
    return undefined;
  }
  const star = matcher.kind === 'scalar' ? -1 : matcher.value.indexOf('*');
  if (star < 0) return headOf(matcher.value);
  const head = headOf(matcher.value.slice(0, star));
  return head.startsWith('/') && head.length > 1 && head.endsWith('/') ? head : undefined;
}
