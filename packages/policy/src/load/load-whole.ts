import { builtinVariables, type CheckedMacro, type CheckScope, type VariableType } from '@secl/language';
import { catalogue } from '@secl/model';
import type { Problem } from '@secl/text';
import { placeOfId } from '../problem.ts';
import type { PolicyFile } from '../read/definitions.ts';
import { checkActions } from './actions.ts';
import type { Checker } from './checker.ts';
import { collect } from './collect.ts';
import { type Loading, problemsOf } from './edited-rule.ts';
import { baseOf, type External } from './external.ts';
import type { LoadedRule, RuleSet, RuleState, RuleVerdict } from './loaded.ts';
import { compileMacros, usedMacros } from './macros.ts';
import type { MergedMacro, MergedRule } from './merged.ts';
import { orderedByPolicy, orderNotes } from './order-notes.ts';
import { onOrigin } from './origin.ts';
import { policyVerdicts } from './policy-state.ts';
import type { Among, RuleMemory } from './rule-memory.ts';
import { type CompiledRules, compileRules, type RuleScope } from './rules.ts';
import { statesOf } from './state-of.ts';
import { minorOf, type OneAgent } from './target.ts';

/** A rule set with what the next loading of it can start from. */
export interface Whole {
  readonly set: RuleSet;
  /** Not there where macros may be missing, as then what uses them may be, too. */
  readonly loading: Loading | undefined;
}

/** Loads every definition, step by step. */
export function loadWhole(
  files: readonly PolicyFile[],
  target: OneAgent,
  external: External,
  checker: Checker,
  memory: RuleMemory | undefined,
): Whole {
  const collected = collect(files, checker.judge(target), memory?.made);
  const whole = catalogue(target.platform);
  const facts = whole.at(minorOf(target));
  // Variables and macros come before rules: rules may use all of them, wherever they stand.
  const actions = checkActions(collected.rules.values(), facts);
  const variables = new Map<string, VariableType>([...builtinVariables, ...actions.variables]);
  const macros = new Map<string, CheckedMacro>();
  const scope: CheckScope & { macros: typeof macros } = { catalogue: whole, facts, macros, variables };
  for (const [name, type] of external.variables) variables.set(name, type);
  const defined = new Map(
    [...collected.macros].map(
      ([
        id,
        {
          base: { file, value },
        },
      ]) => [id, placeOfId(file, value)],
    ),
  );
  const base = baseOf(external, files, defined);
  const { failed, problems: ofMacros } = compileMacros([...collected.macros.values()], scope, base, checker);

  const rewrites = whole.rewrites.filter(
    ({ since, until }) => facts.minor >= since && (until === null || facts.minor <= until),
  );
  const within: RuleScope = { scope, target, base, rewrites, kept: actions.kept, checker };
  const rules: LoadedRule[] = [];
  // Of a macro that may be missing, so may be what uses it.
  const isCertain = [...collected.macros.values()].every(({ needs }) => needs.length === 0);
  const surroundings = memory === undefined ? 0 : checker.surroundings(scope);
  const own = new Map<string, readonly Problem[]>();
  const verdicts = collected.drafts.map((draft): RuleVerdict => {
    if ('state' in draft) return draft;
    const among: Among = { target, surroundings, kept: actions.kept.get(draft.rule) ?? [] };
    const settled = isCertain ? memory?.settled(draft.rule, among) : undefined;
    if (settled !== undefined) {
      rules.push(...settled.loaded);
      return settled.verdict;
    }
    const { loaded, verdict, problems } = finish(draft.rule, within, collected.macros);
    rules.push(...loaded);
    if (problems.length > 0) own.set(draft.rule.id, problems);
    else if (isCertain && verdict.state.status === 'loaded')
      memory?.settle(draft.rule, among, { verdict, loaded });
    return verdict;
  });
  const ordered = orderedByPolicy(rules);
  const loading: Loading = {
    files,
    external,
    // What rules keep of their actions is another rule's business.
    within: { ...within, kept: new Map() },
    variables: actions.variables,
    rules: collected.rules,
    merged: collected.merged,
    common: [...collected.problems, ...ofMacros, ...actions.problems],
    own,
    ordered,
    states: statesOf(verdicts),
    edition: 0,
    notes: new Map([...ordered].map(([policy, own]) => [policy, orderNotes(own)])),
  };
  const set: RuleSet = {
    target,
    facts,
    verdicts,
    policies: policyVerdicts(files, verdicts),
    rules,
    macros,
    failedMacros: [...collected.failedMacros, ...failed],
    variables: actions.variables,
    dropped: actions.dropped,
    problems: problemsOf(loading),
  };
  return { set, loading: isCertain ? loading : undefined };
}

interface Finished {
  readonly verdict: RuleVerdict;
  /** What the engine runs. */
  readonly loaded: readonly LoadedRule[];
  readonly problems: readonly Problem[];
}

/** Compiles a rule, and says what becomes of it. */
export function finish(
  rule: MergedRule,
  within: RuleScope,
  macros: ReadonlyMap<string, MergedMacro>,
): Finished {
  const compiled = rule.disabled ? disabled : compileRules(rule, within);
  const { neverFires, problems } = onOrigin(rule, compiled.loaded, within.target);
  const needs = [...new Set([...rule.needs, ...needsOfMacros(compiled.loaded, macros, within.checker)])];
  const undecided = needs.length > 0;
  const state: RuleState =
    undecided && compiled.state.status === 'loaded' ? { status: 'undecided', needs } : compiled.state;
  return {
    verdict: { ...identity(rule), state, neverFires, rule },
    loaded: undecided ? [] : compiled.loaded,
    problems: [...compiled.problems, ...problems],
  };
}

/** A rule loads only where the macros that it uses do. */
function needsOfMacros(
  loaded: readonly LoadedRule[],
  macros: ReadonlyMap<string, MergedMacro>,
  checker: Checker,
): readonly string[] {
  let undecided = false;
  macros.forEach(({ needs }) => {
    undecided ||= needs.length > 0;
  });
  if (!undecided) return [];
  const [rule] = loaded;
  const used = rule === undefined ? [] : usedMacros(rule.parsed.tree.root, macros, checker);
  return used.flatMap(({ needs }) => needs);
}

const disabled: CompiledRules = {
  loaded: [],
  state: { status: 'filtered', by: 'disabled', text: 'disabled' },
  problems: [],
};

function identity({ id, policy, base }: MergedRule): Pick<RuleVerdict, 'id' | 'policy' | 'place'> {
  return { id, policy: policy.name, place: placeOfId(base.file, base.value) };
}
