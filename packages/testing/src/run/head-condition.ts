/** What an expression begins with, where all that follows hangs on it. */

/**
 * The first condition of `condition && …`, as it is written; nothing where the expression begins otherwise, or not plainly
 * enough to be cut by a glance. Both operators associate to the right, so nothing behind it can make up for it. What is
 * found is no more than a text: whether it is a condition at all is for the checker to say.
 */
export function headCondition(expression: string): string | undefined {
  const [head, condition] = plainHead.exec(expression) ?? [];
  return head === undefined || condition === undefined || disjunction.test(condition) ? undefined : condition;
}

/** Up to the first `&&`: strings without escapes, and nothing that nests, comments or means something else by `&` and `|`. */
const plainHead = /^((?:[^"\\()&|#/$`]|"[^"\\$]*")+?)&&/;

/** `or` is an operator, too. So is `and`, behind which more would follow than a condition. */
const disjunction = /\b(?:or|and)\b/i;
