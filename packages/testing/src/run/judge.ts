/** Holds what the rules made of a case's events against what is expected of them. */
import type { Failure, PreparedCase } from '../result.ts';
import type { Expectation, ExpectedRule, ExpectedSilence, SaidText } from '../written.ts';
import { judgeActions } from './judge-actions.ts';
import { judgeCounts } from './judge-counts.ts';
import { judgeVariables } from './judge-variables.ts';
import { judgeVerdicts } from './judge-verdicts.ts';
import { cannotMatch, isNotLoaded, kindOf } from './not-running.ts';
import type { Observed } from './observed.ts';
import { failure, type Judging, type Scope, undecidedFailure } from './scope.ts';
import { otherReason } from './silence.ts';

export function judge(
  prepared: PreparedCase,
  observed: readonly Observed[],
  judging: Judging,
): readonly Failure[] {
  const { testCase, document } = prepared;
  const whole = { document, judging };
  const failures = byStep(observed).flatMap(([expect, times]) => judgeStep(expect, times, whole));
  const { expect } = testCase;
  if (expect === undefined) return failures;
  const scope = { ...whole, observed, happening: undefined };
  return [
    ...failures,
    ...judgeVerdicts(expect, scope),
    ...judgeRules(expect, scope),
    ...judgeSums(expect, scope),
  ];
}

/** Of each step that expects something what came of it, as often as it happens. */
function byStep(observed: readonly Observed[]): readonly (readonly [Expectation, readonly Observed[]])[] {
  const steps = new Map<Expectation, Observed[]>();
  for (const each of observed) {
    const expect = each.happening.step?.expect;
    if (expect === undefined) continue;
    const times = steps.get(expect);
    if (times === undefined) steps.set(expect, [each]);
    else times.push(each);
  }
  return [...steps];
}

/** Which rules match is expected of each time, and told of the first that is otherwise; sums are of all. */
function judgeStep(
  expect: Expectation,
  times: readonly Observed[],
  whole: Pick<Scope, 'document' | 'judging'>,
): readonly Failure[] {
  const [first] = times;
  const each = times.map((time) =>
    judgeRules(expect, { ...whole, observed: [time], happening: time.happening }),
  );
  const happening = times.length === 1 ? first?.happening : undefined;
  const all = { ...whole, observed: times, happening };
  return [
    ...judgeVerdicts(expect, all),
    ...(each.find((failures) => failures.length > 0) ?? []),
    ...judgeSums(expect, all),
  ];
}

function judgeRules(expect: Expectation, scope: Scope): readonly Failure[] {
  return oncePerRule([
    ...judgeExactly(expect, scope),
    ...expect.fires.flatMap((rule) => judgeFires(rule, scope)),
    ...expect.silent.flatMap((silence) => judgeSilent(silence, scope)),
    ...expect.undecided.flatMap((rule) => judgeUndecided(rule, scope)),
  ]);
}

/** `rules: none` beside `silent: [a]` expects twice that `a` does not match: that it does is told once. */
function oncePerRule(failures: readonly Failure[]): readonly Failure[] {
  const told = new Set<string>();
  return failures.filter(({ rule = '' }) => {
    const isNew = !told.has(rule);
    told.add(rule);
    return isNew;
  });
}

function judgeSums(expect: Expectation, scope: Scope): readonly Failure[] {
  return [...judgeCounts(expect, scope), ...judgeVariables(expect, scope), ...judgeActions(expect, scope)];
}

function judgeExactly({ exactly, undecided }: Expectation, scope: Scope): readonly Failure[] {
  if (exactly === undefined) return [];
  const { isAbout } = scope.judging;
  const wanted = new Set(exactly.ids.map(({ value }) => value));
  const mayBeOpen = new Set(undecided.map(({ value }) => value));
  const missing = exactly.ids.flatMap((rule) => judgeFires(rule, scope));
  const range = exactly.node.range;
  const matched = new Set(scope.observed.flatMap(({ matches }) => [...matches.keys()]));
  const surplus = [...matched]
    .filter((id) => !wanted.has(id) && isAbout(id))
    .map((id) => failure(scope, range, `\`${id}\` matches and is not expected to`, { rule: id }));
  const open = [...new Set(scope.observed.flatMap((each) => [...each.undecided.keys()]))]
    .filter((id) => !wanted.has(id) && !mayBeOpen.has(id) && !matched.has(id) && isAbout(id))
    .map((id) => undecidedFailure(id, 'expected to stay silent', range, scope));
  const failures = [...missing, ...surplus, ...open];
  const [first, ...others] = failures;
  if (first === undefined || !failures.some(({ kind }) => kind === 'failed')) return failures;
  // Whether a rule that does not load is to be mended, or not to be expected any more, is for a person to decide.
  if (exactly.ids.some(({ value }) => isNotLoaded(value, scope))) return failures;
  const now = scope.judging.ruleSet.rules
    .map(({ id }) => id)
    .filter((id) => matched.has(id) && (isAbout(id) || wanted.has(id)));
  return [{ ...first, update: { kind: 'rules', node: exactly.node, ids: [...new Set(now)] } }, ...others];
}

function judgeFires(rule: ExpectedRule, scope: Scope): readonly Failure[] {
  const id = rule.value;
  if (scope.observed.some(({ matches }) => matches.has(id))) return [];
  if (scope.observed.some(({ undecided }) => undecided.has(id)))
    return [undecidedFailure(id, 'expected to match', rule.range, scope)];
  const reason = cannotMatch(id, scope);
  const silent = scope.observed.length > 1 ? 'no event makes it' : 'does not';
  const message = `\`${id}\` is expected to match${reason === undefined ? ` and ${silent}` : `: ${reason}`}`;
  const update = reason === undefined ? answered(rule, 'false') : undefined;
  return [failure(scope, rule.range, message, { rule: id, kind: kindOf(id, scope), update })];
}

const answered = ({ answer }: ExpectedRule, text: string): Failure['update'] =>
  answer && { kind: 'value', node: answer, text };

function judgeSilent({ rule, because }: ExpectedSilence, scope: Scope): readonly Failure[] {
  const id = rule.value;
  if (scope.observed.some(({ matches }) => matches.has(id)))
    return [
      failure(scope, rule.range, `\`${id}\` matches and is expected to stay silent`, {
        rule: id,
        update: answered(rule, 'true'),
      }),
    ];
  if (scope.observed.some(({ undecided }) => undecided.has(id)))
    return [undecidedFailure(id, 'expected to stay silent', rule.range, scope)];
  const reason = cannotMatch(id, scope);
  // A rule that cannot match is silent for a reason that nobody meant.
  if (reason !== undefined) {
    const message = `\`${id}\` is expected to stay silent, and could not match: ${reason}`;
    return [failure(scope, rule.range, message, { rule: id, kind: kindOf(id, scope) })];
  }
  const other = because && otherReason(id, because.value, scope);
  return other === undefined || because === undefined
    ? []
    : [failure(scope, because.range, other, { rule: id })];
}

function judgeUndecided(rule: SaidText, scope: Scope): readonly Failure[] {
  const id = rule.value;
  if (scope.observed.some(({ undecided }) => undecided.has(id))) return [];
  const reason = cannotMatch(id, scope);
  const came = scope.observed.some(({ matches }) => matches.has(id))
    ? 'it matches'
    : (reason ?? 'it is false');
  return [failure(scope, rule.range, `\`${id}\` is expected to be undecided, and ${came}`, { rule: id })];
}
