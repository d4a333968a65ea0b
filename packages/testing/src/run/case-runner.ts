/** Runs prepared cases over one loaded rule set. */
import { type Engine, RunningRuleSet } from '@secl/engine';
import { catalogue } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { decoderOf } from '../events/decoder-of.ts';
import type { CaseResult, Failure, PreparedCase } from '../result.ts';
import { explainer } from './explain.ts';
import { judge } from './judge.ts';
import type { Observed } from './observed.ts';
import { play, type Watcher } from './play.ts';
import type { Judging } from './scope.ts';

export type CaseRunner = (prepared: PreparedCase, watcher?: Watcher) => CaseResult;

export interface RunnerOptions {
  /** How the target is called in `targets` and `verdicts` of cases. */
  readonly target?: string;
  /** Rules that exact expectations speak of; all if not given. */
  readonly isAbout?: (id: string) => boolean;
  /** `plain` if not given: making code for a thousand rules takes longer than it wins on the few events of tests. */
  readonly engine?: Engine;
  /** False: failures come without `explained`, for callers that only ask whether there are any. */
  readonly explain?: boolean;
}

/** Compiled rules are kept from case to case; what cases set is not. */
export function caseRunner(ruleSet: RuleSet, options: RunnerOptions = {}): CaseRunner {
  const { target = '', isAbout = () => true, engine = 'plain', explain = true } = options;
  const running = new RunningRuleSet(ruleSet, { engine });
  const decoder = decoderOf(catalogue(ruleSet.target.platform));
  const idsOf = idsByType(ruleSet);
  const judging: Judging = { ruleSet, target, isAbout };
  return (prepared, watcher) => {
    const { testCase, problems } = prepared;
    const none = { testCase, events: 0, fired: new Set<string>(), silent: new Set<string>() };
    const broken: CaseResult = { ...none, outcome: 'broken', failures: [], problems };
    if (testCase.broken || problems.some(({ severity }) => severity === 'error')) return broken;
    const played = play(prepared, running, decoder, watcher?.forCase?.(prepared, isAbout) ?? watcher);
    if (!played.ok) return { ...broken, problems: [...problems, ...played.problems] };
    const { observed } = played;
    const found = judge(prepared, observed, judging);
    const rules = new Set(explain ? found.flatMap(({ rule }) => rule ?? []) : []);
    const failures = rules.size === 0 ? found : explained(rules, found);
    const fired = new Set(observed.flatMap(({ matches }) => [...matches.keys()]));
    return {
      testCase,
      outcome: outcomeOf(failures),
      failures,
      problems,
      events: observed.length,
      fired,
      // Worked out when somebody asks: few do, and there may be many rules.
      get silent() {
        return silentIn(observed, fired, idsOf);
      },
    };

    /** The events are played once more for those rules only: most cases pass, and traces cost. */
    function explained(ids: ReadonlySet<string>, all: readonly Failure[]): readonly Failure[] {
      const looking = explainer(ids, ruleSet);
      play(prepared, running, decoder, looking.watcher);
      return all.map(looking.explain);
    }
  };
}

function outcomeOf(failures: readonly Failure[]): CaseResult['outcome'] {
  if (failures.length === 0) return 'passed';
  return failures.some(({ kind }) => kind === 'failed') ? 'failed' : 'undecided';
}

function silentIn(
  observed: readonly Observed[],
  fired: ReadonlySet<string>,
  idsOf: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const open = new Set(observed.flatMap(({ undecided }) => [...undecided.keys()]));
  const types = new Set(observed.map(({ happening }) => happening.record.Type));
  const ids = [...types].flatMap((type) => idsOf.get(type) ?? []);
  const throughout = ids.filter((id) => !fired.has(id) && !open.has(id));
  // An event that says by itself what matches keeps the others out, whatever they do on other events of the case.
  const once = observed.flatMap(({ happening: { step, record }, matches, undecided }) =>
    step?.expect?.exactly === undefined
      ? []
      : (idsOf.get(record.Type) ?? []).filter((id) => !matches.has(id) && !undecided.has(id)),
  );
  return new Set([...throughout, ...once]);
}

function idsByType({ rules }: RuleSet): ReadonlyMap<string, readonly string[]> {
  const byType = new Map<string, string[]>();
  for (const { id, eventType } of rules) {
    const ids = byType.get(eventType);
    if (ids === undefined) byType.set(eventType, [id]);
    else ids.push(id);
  }
  return byType;
}
