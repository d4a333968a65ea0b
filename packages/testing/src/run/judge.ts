/** Holds what the rules made of a case's events against what is expected of them. */
import type { Undecided } from '@secl/evaluation';
import type { Value } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import type { Range } from '@secl/text';
import type { Failure, Happening, PreparedCase } from '../result.ts';
import type { Expectation, ExpectedSilence, SaidText } from '../written.ts';
import { judgeActions } from './judge-actions.ts';
import { judgeVerdicts } from './judge-verdicts.ts';
import { cannotMatch } from './not-running.ts';
import type { Observed } from './observed.ts';
import { exactUpdate } from './updates.ts';
import { inValue, sameValue } from './values.ts';

export interface Judging {
  readonly ruleSet: RuleSet;
  readonly target: string;
  readonly isAbout: (id: string) => boolean;
}

/** What an expectation is about: one event, or all of a case. */
export interface Scope {
  readonly document: string;
  readonly observed: readonly Observed[];
  /** Set where it is one event. */
  readonly happening: Happening | undefined;
  readonly judging: Judging;
}

export function judge(
  prepared: PreparedCase,
  observed: readonly Observed[],
  judging: Judging,
): readonly Failure[] {
  const { testCase, document } = prepared;
  const failures: Failure[] = [];
  for (const each of observed) {
    const { happening } = each;
    const expect = happening.step?.expect;
    if (expect !== undefined)
      failures.push(...judgeScope(expect, { document, observed: [each], happening, judging }));
  }
  if (testCase.expect !== undefined)
    failures.push(...judgeScope(testCase.expect, { document, observed, happening: undefined, judging }));
  return failures;
}

function judgeScope(expect: Expectation, scope: Scope): readonly Failure[] {
  return [
    ...judgeVerdicts(expect, scope),
    ...judgeExactly(expect, scope),
    ...expect.fires.flatMap((rule) => judgeFires(rule, scope)),
    ...expect.silent.flatMap((silence) => judgeSilent(silence, scope)),
    ...expect.undecided.flatMap((rule) => judgeUndecided(rule, scope)),
    ...expect.counts.flatMap(({ rule, count, node }) =>
      judgeCount(rule, count, matchesOf(rule.value, scope), 'match', node.range, scope),
    ),
    ...expect.sent.flatMap(({ rule, count, node }) =>
      judgeCount(rule, count, sentOf(rule.value, scope), 'event sent', node.range, scope),
    ),
    ...judgeVariables(expect, scope),
    ...judgeActions(expect, scope),
  ];
}

export function failure(
  scope: Scope,
  range: Range,
  message: string,
  more: Partial<Pick<Failure, 'kind' | 'rule' | 'update'>> = {},
): Failure {
  const { document, happening } = scope;
  return {
    kind: 'failed',
    message,
    place: { document, range },
    happening,
    rule: undefined,
    explained: undefined,
    update: [],
    ...more,
  };
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
  const now = scope.judging.ruleSet.rules
    .map(({ id }) => id)
    .filter((id) => matched.has(id) && (isAbout(id) || wanted.has(id)));
  return [{ ...first, update: exactUpdate(exactly, [...new Set(now)]) }, ...others];
}

function judgeFires(rule: SaidText, scope: Scope): readonly Failure[] {
  const id = rule.value;
  if (scope.observed.some(({ matches }) => matches.has(id))) return [];
  if (scope.observed.some(({ undecided }) => undecided.has(id)))
    return [undecidedFailure(id, 'expected to match', rule.range, scope)];
  const reason = cannotMatch(id, scope);
  const what = scope.happening === undefined ? 'no event of it does' : 'does not';
  const message =
    reason === undefined
      ? `\`${id}\` is expected to match and ${scope.happening === undefined ? 'no event makes it' : what}`
      : `\`${id}\` is expected to match: ${reason}`;
  return [failure(scope, rule.range, message, { rule: id })];
}

function judgeSilent({ rule, because }: ExpectedSilence, scope: Scope): readonly Failure[] {
  const id = rule.value;
  if (scope.observed.some(({ matches }) => matches.has(id)))
    return [failure(scope, rule.range, `\`${id}\` matches and is expected to stay silent`, { rule: id })];
  if (scope.observed.some(({ undecided }) => undecided.has(id)))
    return [undecidedFailure(id, 'expected to stay silent', rule.range, scope)];
  const reason = cannotMatch(id, scope);
  // A rule that cannot match is silent for a reason that nobody meant.
  if (reason !== undefined)
    return [
      failure(scope, rule.range, `\`${id}\` is expected to stay silent, and could not match: ${reason}`, {
        rule: id,
      }),
    ];
  return because === undefined ? [] : [];
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

function matchesOf(id: string, { observed }: Scope): number {
  return observed.filter(({ matches }) => matches.has(id)).length;
}

function sentOf(id: string, { observed }: Scope): number {
  return observed.filter(({ matches }) => matches.get(id)?.sent === true).length;
}

function judgeCount(
  rule: SaidText,
  count: number,
  came: number,
  what: string,
  range: Range,
  scope: Scope,
): readonly Failure[] {
  const id = rule.value;
  const open = scope.observed.filter(({ undecided }) => undecided.has(id)).length;
  const update = [{ range, text: String(came) }];
  if (came === count && open === 0) return [];
  if (came <= count && came + open >= count)
    return [undecidedFailure(id, `expected to come to ${times(count, what)}`, range, scope)];
  const reason = came === 0 && count > 0 ? cannotMatch(id, scope) : undefined;
  const message = `\`${id}\`: ${times(count, what)} expected, ${came} came${reason === undefined ? '' : ` (${reason})`}`;
  return [failure(scope, range, message, { rule: id, update })];
}

const times = (count: number, what: string): string =>
  `${count} ${count === 1 ? what : what === 'match' ? 'matches' : 'events sent'}`;

export function undecidedFailure(id: string, expected: string, range: Range, scope: Scope): Failure {
  const needs = new Set(scope.observed.flatMap(({ undecided }) => undecided.get(id) ?? []));
  return failure(
    scope,
    range,
    `\`${id}\` is ${expected} and cannot be decided: that needs ${[...needs].sort().join(', ')}`,
    {
      kind: 'undecided',
      rule: id,
    },
  );
}

function judgeVariables({ variables }: Expectation, scope: Scope): readonly Failure[] {
  const last = scope.observed.at(-1);
  return variables.flatMap(({ name, value, node }) => {
    const came = last?.variables.get(name.value);
    if (!scope.judging.ruleSet.variables.has(name.value))
      return [failure(scope, name.range, `no rule sets a variable \`${name.value}\``)];
    if (came === undefined || isOpen(came)) {
      const needs = came === undefined ? 'an event' : came.needs.join(', ');
      return [
        failure(
          scope,
          name.range,
          `\${${name.value}} is expected to be ${inValue(value)} and is not known: that needs ${needs}`,
          { kind: 'undecided' },
        ),
      ];
    }
    if (sameValue(came, value)) return [];
    const message = `\${${name.value}} is expected to be ${inValue(value)} and is ${inValue(came)}`;
    return [
      failure(scope, node.range, message, {
        update: typeof came === 'object' ? [] : [{ range: node.range, text: inValue(came) }],
      }),
    ];
  });
}

const isOpen = (value: Value | Undecided): value is Undecided =>
  typeof value === 'object' && 'needs' in value;
