import type { Failure } from '../result.ts';
import type { Expectation, ExpectedCount } from '../written.ts';
import { cannotMatch, kindOf, notRunning } from './not-running.ts';
import { failure, type Scope, undecidedFailure } from './scope.ts';

/** How often rules match, and how many of the matches an agent would send. */
export function judgeCounts({ counts, sent }: Expectation, scope: Scope): readonly Failure[] {
  const { observed } = scope;
  const matches = (id: string): number => observed.filter((each) => each.matches.has(id)).length;
  const events = (id: string): number =>
    observed.filter((each) => each.matches.get(id)?.sent === true).length;
  return [
    ...counts.flatMap((each) => judgeCount(each, matches(each.rule.value), ['match', 'matches'], scope)),
    ...sent.flatMap((each) =>
      judgeCount(each, events(each.rule.value), ['event sent', 'events sent'], scope),
    ),
  ];
}

function judgeCount(
  { rule, count, node }: ExpectedCount,
  came: number,
  [one, many]: readonly [string, string],
  scope: Scope,
): readonly Failure[] {
  const id = rule.value;
  const open = scope.observed.filter(({ undecided }) => undecided.has(id)).length;
  // A count of nothing says nothing of a rule that is not there.
  const absent = notRunning(id, scope);
  if (came === count && open === 0 && absent === undefined) return [];
  const expected = `${count} ${count === 1 ? one : many}`;
  if (absent === undefined && came <= count && came + open >= count)
    return [undecidedFailure(id, `expected to come to ${expected}`, node.range, scope)];
  const reason = absent ?? (came === 0 ? cannotMatch(id, scope) : undefined);
  const message = `\`${id}\`: ${expected} expected, ${came} came${reason === undefined ? '' : ` (${reason})`}`;
  const kind = reason === undefined ? 'failed' : kindOf(id, scope);
  const update = absent === undefined ? ({ kind: 'value', node, text: String(came) } as const) : undefined;
  return [failure(scope, node.range, message, { rule: id, kind, update })];
}
