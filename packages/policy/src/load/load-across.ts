/**
 * Loading for a target whose agent version is left out: what all agents would do that it admits, put together. Each of
 * them loads the files for itself; expressions are checked again only where an agent could judge them otherwise.
 */
import { type AgentVersion, catalogue, formatAgentVersion } from '@secl/model';
import type { PolicyFile } from '../read/definitions.ts';
import { type AgentSpan, type Alike, admittedAgents, inWordsOf, spansOf } from './admitted.ts';
import { type Checker, rememberingChecker } from './checker.ts';
import type { External } from './external.ts';
import { type JoinedProblems, joinProblems } from './join-problems.ts';
import { joinVerdicts } from './join-verdicts.ts';
import { loadAgain, loadVersion } from './load-version.ts';
import type { LoadedRule, RuleSet, RuleVerdict } from './loaded.ts';
import { loadedLater } from './loaded-later.ts';
import { placeOrder, problemOrder } from './order.ts';
import { policyVerdicts } from './policy-state.ts';
import type { RuleMemory } from './rule-memory.ts';
import type { OneAgent, Target } from './target.ts';

/** `memories`: what the last loading has left, by agent. */
export function loadAcross(
  files: readonly PolicyFile[],
  target: Target,
  external: External,
  checker: Checker = rememberingChecker(catalogue(target.platform)),
  memories?: (agent: OneAgent) => RuleMemory,
): RuleSet {
  const agents = admittedAgents(target, files);
  const across = { files, target, agents };
  const versions = agents.map(({ version }) => ofVersion(target, version));
  const whole = (): RuleSet =>
    join(
      versions.map((agent) => loadVersion(files, agent, external, checker)),
      across,
    );
  if (memories === undefined) return whole();
  const again = versions.map((agent) => loadAgain(files, agent, external, checker, memories(agent)));
  const sets = again.map(({ set }) => set);
  if (again.every(({ isWhole }) => isWhole)) return join(sets, across);
  const { facts, macros, variables } = newestOf(sets);
  const problems = [...joinedProblems(sets, across).problems].sort(problemOrder(files));
  return loadedLater({ target, facts, macros, variables, problems }, whole);
}

/** What is loaded, for which agents. */
interface Across {
  readonly files: readonly PolicyFile[];
  readonly target: Target;
  readonly agents: readonly Alike[];
}

/** What all agents hold, put together. */
function join(sets: readonly RuleSet[], across: Across): RuleSet {
  const { files, target } = across;
  const newest = newestOf(sets);
  const { problems, joined } = joinedProblems(sets, across);
  const verdicts = [...joinVerdicts(sets, spansIn(across), joined)].sort(placeOrder(files));
  const failedMacros = sets
    .flatMap((set) => set.failedMacros)
    .map((failed) => ({ ...failed, problems: failed.problems.map(joined) }));
  const dropped = sets
    .flatMap((set) => set.dropped)
    .map((each) => ({ ...each, problem: joined(each.problem) }));
  return {
    ...newest,
    target,
    verdicts,
    policies: policyVerdicts(files, verdicts),
    rules: loadedByAll(sets, newest.rules, verdicts),
    failedMacros: firstOfEach(failedMacros, ({ id, problems: [first] }) => first ?? id),
    dropped: firstOfEach(dropped, ({ problem }) => problem),
    problems: [...problems].sort(problemOrder(files)),
  };
}

function newestOf([newest]: readonly RuleSet[]): RuleSet {
  if (newest === undefined) throw new Error('a target that admits no agent');
  return newest;
}

function spansIn({ agents, target }: Across) {
  return (holds: (index: number) => boolean): readonly AgentSpan[] => spansOf(agents, holds, target.platform);
}

function joinedProblems(sets: readonly RuleSet[], across: Across): JoinedProblems {
  return joinProblems(
    sets.map((set) => set.problems),
    (holds) => inWordsOf(spansIn(across)(holds)),
  );
}

/** The same object for the same agent, as a checker that remembers knows it by that. */
function ofVersion(target: Target, version: AgentVersion): OneAgent {
  const known = agentsOf.get(target) ?? new Map<string, OneAgent>();
  agentsOf.set(target, known);
  const name = formatAgentVersion(version);
  const agent = known.get(name) ?? { ...target, agentVersion: version };
  known.set(name, agent);
  return agent;
}

const agentsOf = new WeakMap<Target, Map<string, OneAgent>>();

/** The rules to run: decided, and loaded by every agent for that event type. */
function loadedByAll(
  sets: readonly RuleSet[],
  rules: readonly LoadedRule[],
  verdicts: readonly RuleVerdict[],
): readonly LoadedRule[] {
  const loaded = sets.map((set) => new Set(set.rules.map(keyOf)));
  const undecided = new Set(
    verdicts.flatMap(({ state, rule }) => (state.status === 'undecided' ? rule : [])),
  );
  return rules.filter((each) => !undecided.has(each.rule) && loaded.every((keys) => keys.has(keyOf(each))));
}

function keyOf({ rule: { base }, eventType }: LoadedRule): string {
  return [base.file.name, base.offset + base.value.range.start, eventType].join('\u0000');
}

function firstOfEach<T>(all: readonly T[], keyFor: (each: T) => unknown): readonly T[] {
  const first = new Map<unknown, T>();
  for (const each of all) if (!first.has(keyFor(each))) first.set(keyFor(each), each);
  return [...first.values()];
}
