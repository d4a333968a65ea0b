/** Mutation testing of rules: which small changes of them no test would notice. */
import { type LoadedRule, locateSpan, type PolicyFile } from '@secl/policy';
import type { Location } from '@secl/text';
import { caseRunner } from '../run/case-runner.ts';
import { macroMutants } from './macro-mutants.ts';
import type { CompiledMutant, Mutant } from './mutant.ts';
import type { MutatedRule, MutationReport, Survivor } from './report.ts';
import { ruleMutants } from './rule-mutants.ts';
import { settled } from './settle.ts';
import { type TestedCase, type TestedRuleSet, withoutReasons } from './tested.ts';
import { type Baseline, noticed } from './trial.ts';

export interface MutationOptions {
  /** Rules and macros to change; all if not given. */
  readonly isWanted?: (id: string) => boolean;
  /** Asked before each rule: whether the time is up. */
  readonly isOver?: () => boolean;
  /** Before each rule: how many are done, of how many. May wait, to let others run. */
  readonly onProgress?: (done: number, all: number) => Promise<void> | void;
}

/** What is changed as one: a rule on all event types, or a macro. */
interface Unit {
  readonly kind: 'rule' | 'macro';
  readonly id: string;
  readonly place: Location;
  readonly tested: TestedRuleSet;
  readonly baselines: readonly Baseline[];
  readonly mutants: () => readonly CompiledMutant[];
}

/** Several rule sets, or one on several targets: a change is noticed where it is on any of them. */
export async function runMutation(
  sets: readonly TestedRuleSet[],
  { isWanted = () => true, isOver = () => false, onProgress = () => undefined }: MutationOptions = {},
): Promise<MutationReport> {
  let notPassing = 0;
  const unmet = new Set<string>();
  const met = new Set<string>();
  const units = new Map<string, Unit[]>();
  for (const tested of sets) {
    const baselines = baselinesOf(tested);
    notPassing += tested.cases.length - baselines.length;
    const reached = new Set(baselines.flatMap(({ meets }) => [...meets]));
    for (const unit of unitsOf(tested, baselines)) {
      if (!isWanted(unit.id)) continue;
      if (unit.kind === 'rule') (reached.has(unit.id) ? met : unmet).add(unit.id);
      if (unit.kind === 'rule' && !reached.has(unit.id)) continue;
      const key = `${unit.kind} ${unit.id} ${unit.place.document} ${unit.place.range.start}`;
      units.set(key, [...(units.get(key) ?? []), unit]);
    }
  }
  const rules: MutatedRule[] = [];
  const notReached: string[] = [];
  for (const [index, same] of [...units.values()].entries()) {
    await onProgress(index, units.size);
    const [first] = same;
    if (first === undefined) continue;
    if (isOver()) notReached.push(first.id);
    else rules.push(mutated(first, same));
  }
  return { rules, unmet: [...unmet].filter((id) => !met.has(id)), notReached, notPassing };
}

/** Passing cases only: one that fails already notices nothing. */
function baselinesOf({ ruleSet, target, cases }: TestedRuleSet): readonly Baseline[] {
  const all = new Set(ruleSet.rules.map(({ id }) => id));
  const runners = new Map<TestedCase['isAbout'], ReturnType<typeof caseRunner>>();
  return cases.flatMap((each) => {
    const run =
      runners.get(each.isAbout) ?? caseRunner(ruleSet, { target, isAbout: each.isAbout, explain: false });
    runners.set(each.isAbout, run);
    const tested = withoutReasons(each);
    const meets = new Set<string>();
    const watcher = { rules: all, onVerdict: ({ id }: LoadedRule) => void meets.add(id) };
    const { outcome } = run(tested.prepared, watcher);
    return outcome === 'passed' ? [{ tested, meets }] : [];
  });
}

function unitsOf(tested: TestedRuleSet, baselines: readonly Baseline[]): readonly Unit[] {
  const { ruleSet, files } = tested;
  const byId = new Map<string, LoadedRule[]>();
  for (const rule of ruleSet.rules) byId.set(rule.id, [...(byId.get(rule.id) ?? []), rule]);
  const rules = [...byId].map(
    ([id, all]): Unit => ({
      kind: 'rule',
      id,
      place: placeOf(all),
      tested,
      baselines,
      mutants: () => ruleMutants(all, ruleSet),
    }),
  );
  const macros = [...ruleSet.macros.keys()].map(
    (id): Unit => ({
      kind: 'macro',
      id,
      place: macroPlace(id, files),
      tested,
      baselines,
      mutants: () => macroMutants(id, ruleSet, files),
    }),
  );
  return [...rules, ...macros];
}

const nowhere: Location = { document: '', range: { start: 0, end: 0 } };

function placeOf([first]: readonly LoadedRule[]): Location {
  if (first === undefined) return nowhere;
  return locateSpan(first.expression, { start: 0, end: first.expression.value.value.length });
}

function macroPlace(id: string, files: readonly PolicyFile[]): Location {
  for (const file of files) {
    const found = file.macros.find((macro) => macro.id?.value === id);
    if (found?.id === undefined) continue;
    const { start, end } = found.id.range;
    return { document: file.name, range: { start: start + found.offset, end: end + found.offset } };
  }
  return nowhere;
}

/** The mutants of one rule over all its rule sets and targets; the same change is one. */
function mutated({ kind, id, place }: Unit, units: readonly Unit[]): MutatedRule {
  const states = new Map<string, { noticed: boolean; survivor: Survivor | undefined; mutant: Mutant }>();
  for (const { tested, baselines, mutants } of units) {
    const open = mutants().filter(({ mutant }) => states.get(keyOf(mutant))?.noticed !== true);
    const found = noticed(open, baselines, tested.ruleSet, tested.target);
    for (const each of open) {
      const { mutant } = each;
      const isNoticed = found.has(each);
      const before = states.get(keyOf(mutant))?.survivor;
      const survivor = isNoticed ? undefined : (before ?? settled(each, tested.ruleSet));
      states.set(keyOf(mutant), { mutant, noticed: isNoticed, survivor });
    }
  }
  const all = [...states.values()];
  return {
    kind,
    id,
    place,
    noticed: all.filter((each) => each.noticed).length,
    equivalent: all.filter((each) => !each.noticed && each.survivor === undefined).length,
    survivors: all.flatMap(({ survivor }) => survivor ?? []),
  };
}

function keyOf({ place, says }: Mutant): string {
  return `${place.document} ${place.range.start} ${place.range.end} ${says}`;
}
