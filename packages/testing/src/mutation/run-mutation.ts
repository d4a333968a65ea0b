/** Mutation testing of rules: which small changes of them no test would notice. */
import { type LoadedRule, locateSpan, type PolicyFile } from '@secl/policy';
import type { Location } from '@secl/text';
import { caseRunner } from '../run/case-runner.ts';
import { ofSpokenRules } from '../run/spoken-of.ts';
import { actionMutants } from './action-mutants.ts';
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
  /** Rules that are looked at where a macro changes; all that use it if not given. */
  readonly isUser?: (id: string) => boolean;
  /** Goes through the batches of a few rules each; one after the other if not given. */
  readonly goThrough?: GoThrough;
}

/**
 * Asks for the work of each batch, here or in another thread over the same rules and cases, and gives what came, in the order
 * of the batches. Undefined: there was no time for it.
 */
export type GoThrough = (batches: number, work: BatchWork) => Promise<readonly (BatchResult | undefined)[]>;
export type BatchWork = (batch: number) => BatchResult;
export type BatchResult = readonly MutatedRule[];

const oneAfterTheOther: GoThrough = async (batches, work) =>
  Array.from({ length: batches }, (_, batch) => work(batch));

/** What is changed as one: a rule on all event types, or a macro. */
interface Unit {
  readonly kind: 'rule' | 'macro';
  readonly id: string;
  readonly place: Location;
  readonly tested: TestedRuleSet;
  readonly baselines: readonly Baseline[];
  readonly mutants: () => Iterable<CompiledMutant>;
}

/** Several rule sets, or one on several targets: a change is noticed where it is on any of them. */
export async function runMutation(
  sets: readonly TestedRuleSet[],
  { isWanted = () => true, isUser = () => true, goThrough = oneAfterTheOther }: MutationOptions = {},
): Promise<MutationReport> {
  let notPassing = 0;
  const unmet = new Set<string>();
  const met = new Set<string>();
  const units = new Map<string, Unit[]>();
  for (const tested of sets) {
    const baselines = baselinesOf(tested);
    notPassing += tested.cases.length - baselines.length;
    const reached = new Set(baselines.flatMap(({ meets }) => [...meets]));
    for (const unit of unitsOf(tested, baselines, (id) => isUser(id) && reached.has(id))) {
      if (!isWanted(unit.id)) continue;
      if (unit.kind === 'rule') (reached.has(unit.id) ? met : unmet).add(unit.id);
      if (unit.kind === 'rule' && !reached.has(unit.id)) continue;
      const key = `${unit.kind} ${unit.id} ${unit.place.document} ${unit.place.range.start}`;
      units.set(key, [...(units.get(key) ?? []), unit]);
    }
  }
  const all = [...units.values()];
  const batches = Array.from({ length: Math.ceil(all.length / atOnce) }, (_, index) =>
    all.slice(index * atOnce, (index + 1) * atOnce),
  );
  const results = await goThrough(batches.length, (index) => mutated(batches[index] ?? []));
  return {
    rules: results.flatMap((result) => result ?? []),
    unmet: [...unmet].filter((id) => !met.has(id)),
    notReached: batches.flatMap((batch, index) =>
      results[index] === undefined ? batch.flatMap(([first]) => first?.id ?? []) : [],
    ),
    notPassing,
  };
}

/** A case is run once for the changes of so many rules. Of more, all the closures would have to be kept. */
const atOnce = 24;

/** Passing cases only: one that fails already notices nothing. */
function baselinesOf({ ruleSet, target, cases }: TestedRuleSet): readonly Baseline[] {
  const all = new Set(ruleSet.rules.map(({ id }) => id));
  const runners = new Map<TestedCase['isAbout'], ReturnType<typeof caseRunner>>();
  return cases.flatMap((each) => {
    const { came } = each;
    // What it says beside reasons passes without them, too.
    if (came?.passed === true) return [{ tested: withoutReasons(each), meets: came.meets }];
    const run =
      runners.get(each.isAbout) ?? caseRunner(ruleSet, { target, isAbout: each.isAbout, explain: false });
    runners.set(each.isAbout, run);
    const tested = withoutReasons(each);
    const meets = new Set<string>();
    const watcher = { rules: all, onVerdict: ({ id }: LoadedRule) => void meets.add(id) };
    const { outcome } = run(tested.prepared, ofSpokenRules(watcher, ruleSet));
    return outcome === 'passed' ? [{ tested, meets }] : [];
  });
}

function unitsOf(
  tested: TestedRuleSet,
  baselines: readonly Baseline[],
  isUser: (id: string) => boolean,
): readonly Unit[] {
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
      *mutants() {
        yield* ruleMutants(all, ruleSet);
        yield* actionMutants(all, ruleSet);
      },
    }),
  );
  const macros = [...ruleSet.macros.keys()].map(
    (id): Unit => ({
      kind: 'macro',
      id,
      place: macroPlace(id, files),
      tested,
      baselines,
      mutants: () => macroMutants(id, ruleSet, files, isUser),
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

interface State {
  readonly mutant: Mutant;
  readonly isNoticed: boolean;
  readonly survivor: Survivor | undefined;
}

/** Rules over all their rule sets and targets, each list of units being one rule; the same change is one. */
function mutated(batch: readonly (readonly Unit[])[]): readonly MutatedRule[] {
  const states = batch.map(() => new Map<string, State>());
  for (const tested of new Set(batch.flat().map((unit) => unit.tested))) {
    let open: Open[] = [];
    let baselines: readonly Baseline[] = [];
    let held = 0;
    const judge = (): void => {
      judgeAll(open, baselines, tested);
      open = [];
      held = 0;
    };
    for (const [index, of] of states.entries()) {
      for (const unit of batch[index] ?? []) {
        if (unit.tested !== tested) continue;
        ({ baselines } = unit);
        for (const compiled of unit.mutants()) {
          if (of.get(keyOf(compiled.mutant))?.isNoticed === true) continue;
          open.push({ compiled, of });
          held += lengthOf(compiled);
          if (held > mostHeld) judge();
        }
      }
    }
    judge();
  }
  return batch.flatMap(([first], index) =>
    first === undefined ? [] : [summed(first, [...(states[index]?.values() ?? [])])],
  );
}

interface Open {
  readonly compiled: CompiledMutant;
  readonly of: Map<string, State>;
}

/** So many characters of changed rules are held at once: a compiled one takes some hundred bytes for each. */
const mostHeld = 500_000;

function lengthOf({ rules }: CompiledMutant): number {
  return rules.reduce((sum, { expression }) => sum + expression.value.value.length, 0);
}

function judgeAll(
  open: readonly Open[],
  baselines: readonly Baseline[],
  { ruleSet, target }: TestedRuleSet,
): void {
  const found = noticed(
    open.map(({ compiled }) => compiled),
    baselines,
    ruleSet,
    target,
  );
  for (const { compiled, of } of open) {
    const { mutant } = compiled;
    const isNoticed = found.has(compiled);
    const before = of.get(keyOf(mutant))?.survivor;
    const survivor = isNoticed ? undefined : (before ?? settled(compiled, ruleSet));
    of.set(keyOf(mutant), { mutant, isNoticed, survivor });
  }
}

function summed({ kind, id, place }: Unit, states: readonly State[]): MutatedRule {
  return {
    kind,
    id,
    place,
    noticed: states.filter(({ isNoticed }) => isNoticed).length,
    equivalent: states.filter(({ isNoticed, survivor }) => !isNoticed && survivor === undefined).length,
    survivors: states.flatMap(({ survivor }) => survivor ?? []),
  };
}

function keyOf({ place, says }: Mutant): string {
  return `${place.document} ${place.range.start} ${place.range.end} ${says}`;
}
