import type { PolicyFile } from '../read/definitions.ts';
import { type Checker, plainChecker } from './checker.ts';
import { advance, type Compile, type Loading, problemsOf } from './edited-rule.ts';
import type { External } from './external.ts';
import { finish, loadWhole } from './load-whole.ts';
import type { RuleSet } from './loaded.ts';
import type { RuleMemory } from './rule-memory.ts';
import type { OneAgent } from './target.ts';

/** Loads a rule set as an agent of one version does, step by step (spec/policies.md, Loading). */
export function loadVersion(
  files: readonly PolicyFile[],
  target: OneAgent,
  external: External,
  checker: Checker = plainChecker,
  memory?: RuleMemory,
): RuleSet {
  const whole = () => loadWhole(files, target, external, checker, memory);
  if (memory === undefined) return whole().set;
  const { loading } = memory;
  const isSame = loading?.within.target === target && loading.external === external;
  if (isSame && advance(loading, files, compile)) return loadedLater(loading, () => whole().set);
  const { set, loading: next } = whole();
  memory.loading = next;
  return set;
}

const compile: Compile = (rule, within) => finish(rule, within, new Map());

/** A rule set of which the problems are known. What a keystroke has no need of is there when it is asked for. */
function loadedLater(loading: Loading, load: () => RuleSet): RuleSet {
  const {
    within: { scope, target },
    variables,
  } = loading;
  let whole: RuleSet | undefined;
  const loaded = (): RuleSet => {
    whole ??= load();
    return whole;
  };
  return {
    target,
    facts: scope.facts,
    macros: scope.macros,
    variables,
    problems: problemsOf(loading),
    get verdicts() {
      return loaded().verdicts;
    },
    get policies() {
      return loaded().policies;
    },
    get rules() {
      return loaded().rules;
    },
    get failedMacros() {
      return loaded().failedMacros;
    },
    get dropped() {
      return loaded().dropped;
    },
  };
}
