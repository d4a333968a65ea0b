import type { Problem } from '@secl/text';
import type { AgentSpan } from './admitted.ts';
import type { AgentsOutcome, RuleSet, RuleState, RuleVerdict } from './loaded.ts';

/** What a verdict needs where agents of the target differ. */
export const agentVersionNeed = 'the agent version';

type Spans = (holds: (index: number) => boolean) => readonly AgentSpan[];
type Row = readonly (RuleVerdict | undefined)[];
type Rejected = Extract<RuleState, { status: 'rejected' }>;

/**
 * One verdict for each definition that some agent judges by itself: theirs where all judge alike, else undecided.
 * `joined` gives the problem that stands for one of an agent's.
 */
export function joinVerdicts(
  sets: readonly RuleSet[],
  spans: Spans,
  joined: (problem: Problem) => Problem,
): readonly RuleVerdict[] {
  const rows = new Map<string, (RuleVerdict | undefined)[]>();
  for (const [index, { verdicts }] of sets.entries()) {
    for (const verdict of verdicts) {
      const { id, place } = verdict;
      const key = [place.document, place.range.start, id].join('\u0000');
      const row = rows.get(key) ?? sets.map(() => undefined);
      row[index] = verdict;
      rows.set(key, row);
    }
  }
  return [...rows.values()].flatMap((row) => joinRow(row, spans, joined) ?? []);
}

function joinRow(row: Row, spans: Spans, joined: (problem: Problem) => Problem): RuleVerdict | undefined {
  const judged = row.filter((each) => each !== undefined);
  const newest = judged.find(({ rule }) => rule !== undefined) ?? judged[0];
  if (newest === undefined) return undefined;
  const alike =
    judged.length === row.length && new Set(judged.map(({ state }) => judgementOf(state))).size === 1;
  return {
    ...newest,
    neverFires: alike && judged.every(({ neverFires }) => neverFires),
    state: alike ? joinAlike(newest.state, judged, joined) : undecided(row, spans),
  };
}

/** What has to be the same: why a rule does not load may differ from agent to agent. */
function judgementOf(state: RuleState): string {
  return state.status === 'undecided' ? `needs ${[...state.needs].sort().join()}` : state.status;
}

function joinAlike(
  state: RuleState,
  judged: readonly RuleVerdict[],
  joined: (problem: Problem) => Problem,
): RuleState {
  if (state.status !== 'rejected') return state;
  const states = judged.flatMap((each): Rejected[] => (each.state.status === 'rejected' ? [each.state] : []));
  return {
    ...state,
    problems: [...new Set(states.flatMap(({ problems }) => problems.map(joined)))],
    loadedFor: state.loadedFor.filter((type) => states.every(({ loadedFor }) => loadedFor.includes(type))),
  };
}

function undecided(row: Row, spans: Spans): RuleState {
  const outcomes = new Map<string, { readonly state: RuleState | undefined; readonly agents: Set<number> }>();
  for (const [index, verdict] of row.entries()) {
    const state = verdict?.state;
    const key = state === undefined ? '' : judgementOf(state);
    const known = outcomes.get(key) ?? { state, agents: new Set() };
    known.agents.add(index);
    outcomes.set(key, known);
  }
  const needs = row.flatMap((each) => (each?.state.status === 'undecided' ? each.state.needs : []));
  return {
    status: 'undecided',
    needs: [...new Set([agentVersionNeed, ...needs])],
    byAgents: [...outcomes.values()].map(
      ({ state, agents }): AgentsOutcome => ({ agents: spans((index) => agents.has(index)), state }),
    ),
  };
}
