/** Holds mutants against the cases that meet their rules, all in one run of each case. */
import { type CompiledRule, type Context, compileRule, type Verdict } from '@secl/evaluation';
import { catalogue } from '@secl/model';
import type { LoadedAction, LoadedRule, RuleSet } from '@secl/policy';
import { type CaseRunner, caseRunner } from '../run/case-runner.ts';
import type { Watcher } from '../run/play.ts';
import { type CompiledMutant, withChange } from './mutant.ts';
import { mustNotice, type TestedCase } from './tested.ts';

/** A case that passes, and the rules that it looks at. */
export interface Baseline {
  readonly tested: TestedCase;
  readonly meets: ReadonlySet<string>;
}

interface Trying {
  readonly mutant: CompiledMutant;
  readonly compiled: Map<LoadedRule, CompiledRule | undefined>;
  noticed: boolean;
  /** Cases on which a rule says something else, without it being clear that the case minds. */
  readonly doubtful: Set<Baseline>;
}

/** A condition of an action as it is, and as it would be. */
interface ActionTrial {
  readonly trying: Trying;
  readonly now: CompiledRule;
  readonly then: CompiledRule;
}

/** Which of the mutants some case notices. */
export function noticed(
  mutants: readonly CompiledMutant[],
  baselines: readonly Baseline[],
  ruleSet: RuleSet,
  target: string,
): ReadonlySet<CompiledMutant> {
  const trying = mutants.map(
    (mutant): Trying => ({ mutant, compiled: new Map(), noticed: false, doubtful: new Set() }),
  );
  const byRule = new Map<LoadedRule, Trying[]>();
  const whole = catalogue(ruleSet.target.platform);
  const byAction = new Map<LoadedAction, ActionTrial[]>();
  for (const each of trying) {
    for (const rule of each.mutant.inActions === undefined ? each.mutant.rules : []) {
      const list = byRule.get(rule) ?? [];
      list.push(each);
      byRule.set(rule, list);
    }
    for (const { of, changed } of each.mutant.inActions ?? []) {
      const list = byAction.get(of.action) ?? [];
      const [now, then] = [compileRule(of.alone.checked, whole), compileRule(changed, whole)];
      if (now !== undefined && then !== undefined) list.push({ trying: each, now, then });
      byAction.set(of.action, list);
    }
  }
  const changing = [
    ...byRule.keys(),
    ...trying.flatMap(({ mutant: { inActions = [] } }) => inActions.map(({ of }) => of.rule)),
  ];
  const rules = new Set(changing.map(({ id }) => id));
  const isAlone = aloneIn(ruleSet);
  const setters = new Set(changing.filter(setsVariables).map(({ id }) => id));
  const run = caseRunner(ruleSet, { target, explain: false });
  for (const baseline of baselines) {
    if (![...rules].some((id) => baseline.meets.has(id))) continue;
    const watcher: Watcher = {
      rules,
      onVerdict(rule, _, verdict, context) {
        for (const each of byRule.get(rule) ?? []) {
          if (each.noticed || each.doubtful.has(baseline)) continue;
          const compiled = compiledFor(each, rule, (checked) => compileRule(checked, whole));
          if (compiled === undefined || isSame(verdict, judged(compiled, context))) continue;
          if (isAlone(rule) && mustNotice(baseline.tested, rule.id)) each.noticed = true;
          else each.doubtful.add(baseline);
        }
      },
      onAction(_, action, __, context) {
        for (const { trying: each, now, then } of byAction.get(action) ?? []) {
          if (!isSame(judged(now, context), judged(then, context))) each.doubtful.add(baseline);
        }
      },
    };
    run(baseline.tested.prepared, watcher);
    // Events before those that count are not watched; what a rule sets there may be another thing.
    if (baseline.tested.prepared.happenings.some(({ number }) => number === 0)) {
      for (const each of trying)
        if (each.mutant.rules.some(({ id }) => setters.has(id))) each.doubtful.add(baseline);
    }
  }
  for (const each of trying) each.noticed ||= fails(each, ruleSet, target);
  return new Set(trying.filter((each) => each.noticed).map(({ mutant }) => mutant));
}

/**
 * Whether a match of the rule is the only one of its id on an event: `fim.write.file` stands for both files of a renaming, and
 * either will do.
 */
function aloneIn({ rules }: RuleSet): (rule: LoadedRule) => boolean {
  const counts = new Map<string, number>();
  const keyOf = ({ id, eventType }: LoadedRule): string => `${eventType} ${id}`;
  for (const rule of rules) counts.set(keyOf(rule), (counts.get(keyOf(rule)) ?? 0) + 1);
  return (rule) => counts.get(keyOf(rule)) === 1;
}

function compiledFor(
  { mutant, compiled }: Trying,
  rule: LoadedRule,
  compile: (checked: LoadedRule['checked']) => CompiledRule | undefined,
): CompiledRule | undefined {
  if (!compiled.has(rule)) {
    const version = mutant.changed(rule);
    compiled.set(rule, version && compile(version.checked));
  }
  return compiled.get(rule);
}

/** Leaves the element where the rule's own actions look for it. */
function judged(compiled: CompiledRule, context: Context): Verdict {
  const { register } = context;
  context.register = 0;
  const verdict = compiled.evaluate(context);
  context.register = register;
  return verdict;
}

/** What is missing to decide it does not matter. */
function isSame(a: Verdict, b: Verdict): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object');
}

const setsVariables = ({ actions }: LoadedRule): boolean =>
  actions.some(({ definition }) => definition.value.set !== undefined);

/** Runs the cases in doubt with the change in place of the rule. */
function fails({ mutant, doubtful }: Trying, ruleSet: RuleSet, target: string): boolean {
  if (doubtful.size === 0) return false;
  const inActions = new Map(mutant.inActions?.map(({ of, loaded }) => [of.rule, loaded]));
  const rules = ruleSet.rules.map((rule) => {
    if (mutant.inActions !== undefined) return inActions.get(rule) ?? rule;
    const version = mutant.rules.includes(rule) ? mutant.changed(rule) : undefined;
    return version === undefined ? rule : withChange(rule, version);
  });
  const runners = new Map<TestedCase['isAbout'], CaseRunner>();
  for (const { tested } of doubtful) {
    const { isAbout, prepared } = tested;
    const run =
      runners.get(isAbout) ?? caseRunner({ ...ruleSet, rules }, { target, isAbout, explain: false });
    runners.set(isAbout, run);
    if (run(prepared).outcome !== 'passed') return true;
  }
  return false;
}
