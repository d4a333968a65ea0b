/** Runs prepared cases over one loaded rule set. */
import { type Engine, type Match, RunningRuleSet, SendLimits } from '@secl/engine';
import type { CompiledRule, Context, Undecided, Verdict } from '@secl/evaluation';
import { createDecoder } from '@secl/events';
import { catalogue, type Value } from '@secl/model';
import type { LoadedRule, RuleSet } from '@secl/policy';
import type { Problem } from '@secl/text';
import type { CaseResult, Failure, Happening, PreparedCase } from '../result.ts';
import { explainer } from './explain.ts';
import { type Judging, judge } from './judge.ts';
import type { Observed, ObservedMatch } from './observed.ts';

/** Looks on while the events that count are evaluated. */
export interface Watcher {
  /** Ids of rules whose "no" is wanted too. */
  readonly rules: ReadonlySet<string>;
  /** Before the rule's actions change what its conditions have seen: `traceRule` may be asked here. */
  onVerdict(
    rule: LoadedRule,
    compiled: CompiledRule,
    verdict: Verdict,
    context: Context,
    happening: Happening,
  ): void;
}

export type CaseRunner = (prepared: PreparedCase, watcher?: Watcher) => CaseResult;

export interface RunnerOptions {
  /** How the target is called in `targets` and `verdicts` of cases. */
  readonly target?: string;
  /** Rules that exact expectations speak of; all if not given. */
  readonly isAbout?: (id: string) => boolean;
  /** `plain` where few events come, as in tests: making code for a thousand rules takes longer than it wins. */
  readonly engine?: Engine;
  /** False: failures come without `explained`, for callers that only ask whether there are any. */
  readonly explain?: boolean;
}

/** Compiled rules are kept from case to case; what cases set is not. */
export function caseRunner(ruleSet: RuleSet, options: RunnerOptions = {}): CaseRunner {
  const { target = '', isAbout = () => true, engine = 'plain', explain = true } = options;
  const running = new RunningRuleSet(ruleSet, { engine });
  const decoder = createDecoder(catalogue(ruleSet.target.platform));
  const judging: Judging = { ruleSet, target, isAbout };

  const play = (
    prepared: PreparedCase,
    watcher: Watcher | undefined,
  ): readonly Observed[] | readonly Problem[] => {
    const observed: Observed[] = [];
    const limits = new SendLimits(ruleSet.facts);
    running.restart();
    for (const [index, happening] of prepared.happenings.entries()) {
      const decoded = decoder.decodeRecord(happening.record, lineOf(happening));
      if (!decoded.ok) return decoded.problems;
      const { event } = decoded;
      const counts = happening.number > 0;
      const observer =
        watcher === undefined || !counts
          ? undefined
          : {
              watched: watcher.rules,
              onVerdict: (rule: LoadedRule, compiled: CompiledRule, verdict: Verdict, context: Context) =>
                watcher.onVerdict(rule, compiled, verdict, context, happening),
            };
      const matches = running.evaluate(event, observer);
      const sent = matches.map(({ rule, verdict }) => verdict === true && limits.sends(rule, event));
      if (!counts) continue;
      const isLast = index === prepared.happenings.length - 1;
      const variables = new Map<string, Value | Undecided>();
      for (const name of variablesAskedFor(prepared, happening, isLast))
        variables.set(name, running.variables.read(name, event));
      observed.push({ happening, ...verdictsOf(matches, sent), variables });
    }
    return observed;
  };

  return (prepared, watcher) => {
    const { testCase } = prepared;
    const none: CaseResult = {
      testCase,
      outcome: 'broken',
      failures: [],
      problems: prepared.problems,
      events: 0,
      fired: new Set(),
      silent: new Set(),
    };
    if (testCase.broken || prepared.problems.some(({ severity }) => severity === 'error')) return none;
    const observed = play(prepared, watcher);
    if (!isObserved(observed)) return { ...none, problems: [...prepared.problems, ...observed] };
    const found = judge(prepared, observed, judging);
    const failures = explain ? explained(found, prepared, ruleSet, play) : found;
    return {
      ...none,
      outcome: outcomeOf(failures),
      failures,
      events: observed.length,
      ...firedAndSilent(observed, ruleSet),
    };
  };
}

const isObserved = (played: readonly Observed[] | readonly Problem[]): played is readonly Observed[] =>
  played.every((each) => 'happening' in each);

function lineOf({ source }: Happening): Parameters<ReturnType<typeof createDecoder>['decodeRecord']>[1] {
  return { document: source.document, text: '', line: source.line, column: 1, offset: 0 };
}

function variablesAskedFor(
  { testCase, happenings }: PreparedCase,
  happening: Happening,
  isLast: boolean,
): readonly string[] {
  // Of an event that stands for several, each is asked: which of them counts is for the judge to say.
  const own = happening.step?.expect?.variables ?? [];
  const whole = isLast || happening.number === happenings.length ? (testCase.expect?.variables ?? []) : [];
  return [...own, ...whole].map(({ name }) => name.value);
}

/** Of a rule that stands for several event types a match is a match. */
function verdictsOf(
  matches: readonly Match[],
  sent: readonly boolean[],
): Pick<Observed, 'matches' | 'undecided'> {
  const matched = new Map<string, ObservedMatch>();
  const undecided = new Map<string, readonly string[]>();
  for (const [index, { rule, verdict, actions }] of matches.entries()) {
    if (verdict !== true) {
      undecided.set(rule.id, [...new Set([...(undecided.get(rule.id) ?? []), ...verdict.needs])]);
      continue;
    }
    const known = matched.get(rule.id);
    const isSent = sent[index] === true;
    if (known === undefined) matched.set(rule.id, { actions, sent: isSent });
    else matched.set(rule.id, { actions: [...known.actions, ...actions], sent: known.sent || isSent });
  }
  for (const id of matched.keys()) undecided.delete(id);
  return { matches: matched, undecided };
}

function outcomeOf(failures: readonly Failure[]): CaseResult['outcome'] {
  if (failures.length === 0) return 'passed';
  return failures.some(({ kind }) => kind === 'failed') ? 'failed' : 'undecided';
}

function firedAndSilent(
  observed: readonly Observed[],
  { rules }: RuleSet,
): Pick<CaseResult, 'fired' | 'silent'> {
  const fired = new Set<string>();
  const types = new Set<string>();
  const open = new Set<string>();
  for (const { happening, matches, undecided } of observed) {
    types.add(happening.record.Type);
    for (const id of matches.keys()) fired.add(id);
    for (const id of undecided.keys()) open.add(id);
  }
  const silent = new Set<string>();
  for (const { id, eventType } of rules)
    if (types.has(eventType) && !fired.has(id) && !open.has(id)) silent.add(id);
  return { fired, silent };
}

/** The events are played once more for those rules only: most cases pass, and traces cost. */
function explained(
  failures: readonly Failure[],
  prepared: PreparedCase,
  ruleSet: RuleSet,
  play: (prepared: PreparedCase, watcher: Watcher) => unknown,
): readonly Failure[] {
  const ids = failures.flatMap(({ rule }) => rule ?? []);
  if (ids.length === 0) return failures;
  const { watcher, explain } = explainer(new Set(ids), ruleSet);
  play(prepared, watcher);
  return failures.map(explain);
}
