import { catalogue } from '@secl/model';
import type { PolicyFile } from '../read/definitions.ts';
import { type Checker, rememberingChecker } from './checker.ts';
import { type External, nothingExternal } from './external.ts';
import { loadAcross } from './load-across.ts';
import { loadVersion } from './load-version.ts';
import type { RuleSet } from './loaded.ts';
import { agentMemory, newRuleMemory, type RuleMemory } from './rule-memory.ts';
import { isOneAgent, type OneAgent, type Target } from './target.ts';

/**
 * Loads a rule set on a target, step by step as agents do (spec/policies.md, Loading). `files` are in load order. Where
 * an agent's result depends on chance ours follows the order of the files, and a problem says so. What rules take from
 * `external` leaves them undecided, and so does a version that the target leaves out, where agents differ. With a `memory`
 * of loading for the same target only expressions that changed are parsed and checked.
 */
export function load(
  files: readonly PolicyFile[],
  target: Target,
  external: External = nothingExternal,
  memory?: LoadMemory,
): RuleSet {
  return isOneAgent(target)
    ? loadVersion(files, target, external, memory, memory?.rules)
    : loadAcross(files, target, external, memory, memory?.agentsOf(target));
}

/** What loading has found out of expressions, for the next loading for the same target. It only grows. */
export interface LoadMemory extends Checker {
  readonly rules: RuleMemory;
  /** Where the target leaves the version out: for each agent that it admits. Only the last target is known. */
  readonly agentsOf: (target: Target) => (agent: OneAgent) => RuleMemory;
}

export function newLoadMemory(target: Target): LoadMemory {
  const rules = newRuleMemory();
  let last: Target | undefined;
  let agents = new Map<OneAgent, RuleMemory>();
  return {
    ...rememberingChecker(catalogue(target.platform)),
    rules,
    agentsOf(asked) {
      if (asked !== last) agents = new Map();
      last = asked;
      return (agent) => {
        const known = agents.get(agent) ?? agentMemory(rules);
        agents.set(agent, known);
        return known;
      };
    },
  };
}
