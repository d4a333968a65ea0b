import type { PolicyFile } from '../read/definitions.ts';
import { type Checker, plainChecker } from './checker.ts';
import { advance, type Compile, problemsOf } from './edited-rule.ts';
import type { External } from './external.ts';
import { finish, loadWhole } from './load-whole.ts';
import type { RuleSet } from './loaded.ts';
import { loadedLater } from './loaded-later.ts';
import type { RuleMemory } from './rule-memory.ts';
import { type KnownState, tellStates } from './state-of.ts';
import type { OneAgent } from './target.ts';

/** Loads a rule set as an agent of one version does, step by step (spec/policies.md, Loading). */
export function loadVersion(
  files: readonly PolicyFile[],
  target: OneAgent,
  external: External,
  checker: Checker = plainChecker,
  memory?: RuleMemory,
): RuleSet {
  return memory === undefined
    ? loadWhole(files, target, external, checker, memory).set
    : loadAgain(files, target, external, checker, memory).set;
}

/** The same from what the last loading has left. `isWhole`: whether everything was loaded. */
export function loadAgain(
  files: readonly PolicyFile[],
  target: OneAgent,
  external: External,
  checker: Checker,
  memory: RuleMemory,
): { readonly set: RuleSet; readonly isWhole: boolean } {
  const whole = () => loadWhole(files, target, external, checker, memory);
  const { loading } = memory;
  const isSame = loading?.within.target === target && loading.external === external;
  if (!isSame || !advance(loading, files, compile)) {
    const { set, loading: next } = whole();
    memory.loading = next;
    return { set, isWhole: true };
  }
  const {
    within: { scope },
    variables,
  } = loading;
  const { facts, macros } = scope;
  const known = { target, facts, macros, variables, problems: problemsOf(loading) };
  const set = loadedLater(known, () => whole().set);
  const { edition } = loading;
  tellStates(set, (id) => (loading.edition === edition ? (loading.states.get(id) ?? noRule) : undefined));
  return { set, isWhole: false };
}

const noRule: KnownState = { state: undefined, isCompiled: false };

const compile: Compile = (rule, within) => finish(rule, within, new Map());
