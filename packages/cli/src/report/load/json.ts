import { formatAgentVersion } from '@secl/model';
import type { AgentsOutcome, RuleState, Target } from '@secl/policy';
import { jsonPlace, jsonText } from '../json.ts';
import { jsonProblem } from '../json-problem.ts';
import { countProblems, countRules } from './conclusion.ts';
import type { LoadedVerdict, LoadReport, RuleReport, RuleSetReport } from './model.ts';
import { reasonOf } from './why.ts';

/** Raised when a program that reads the report would have to change. */
export const loadSchemaVersion = 1;

/** The report for programs: packages/cli/schema/load.schema.json. */
export function jsonLoad(report: LoadReport): string {
  const counts = countRules(report);
  return jsonText({
    schemaVersion: loadSchemaVersion,
    summary: { rules: counts, problems: countProblems(report) },
    rules: report.ruleSets.flatMap((set) => set.rules.map((rule) => jsonRule(rule, set))),
    ruleSets: report.ruleSets.map(jsonSet),
    problems: report.ruleSets.flatMap((set) =>
      set.problems.map(({ problem, targets }) => ({
        ruleSet: set.name,
        targets,
        ...jsonProblem(problem, set.documents),
      })),
    ),
  });
}

function jsonSet(set: RuleSetReport) {
  return {
    name: set.name,
    targets: set.targets.map(({ name, target, note }) => ({
      name,
      platform: target.platform,
      agent: agentOf(target),
      origin: target.origin ?? null,
      facts: Object.fromEntries([...target.host].sort(([a], [b]) => (a < b ? -1 : 1))),
      ...(note === undefined ? {} : { note }),
    })),
    policies: set.policies.map(({ name, kind, states }) => ({
      name,
      kind,
      states: set.targets.map((target, index) => ({ target: target.name, state: states[index] })),
    })),
    failedMacros: set.failedMacros.map(({ id, policy, agent, targets }) => ({ id, policy, agent, targets })),
  };
}

function jsonRule(rule: RuleReport, set: RuleSetReport) {
  const decisive = rule.verdicts.find((verdict) => verdict?.state.status === rule.status);
  return {
    id: rule.id,
    status: rule.status,
    policy: decisive?.policy ?? '',
    ruleSet: set.name,
    place: jsonPlace(rule.place, set.documents),
    reason: reasonOf(rule, set),
    targets: set.targets.flatMap(({ name }, index) => {
      const each = rule.verdicts[index];
      return each === undefined ? [] : [{ target: name, ...jsonVerdict(each, set) }];
    }),
  };
}

function jsonVerdict({ state, policy, eventTypes, neverFires }: LoadedVerdict, set: RuleSetReport) {
  return { status: state.status, policy, eventTypes, neverFires, ...jsonState(state, set) };
}

function jsonState(state: RuleState, { documents }: RuleSetReport) {
  switch (state.status) {
    case 'loaded':
      return {};
    case 'filtered':
      return { by: state.by, text: state.text };
    case 'undecided':
      return {
        needs: state.needs,
        ...(state.byAgents === undefined ? {} : { agents: state.byAgents.map(jsonOutcome) }),
      };
    case 'rejected':
      return {
        type: state.type,
        agent: state.agent,
        loadedFor: state.loadedFor,
        problems: state.problems.map((problem) => jsonProblem(problem, documents)),
      };
  }
}

/** The version, the range that it lies in, or `unknown`. */
function agentOf({ agentVersion, agentRange }: Target): string {
  return agentVersion === undefined ? (agentRange?.text ?? 'unknown') : formatAgentVersion(agentVersion);
}

function jsonOutcome({ agents, state }: AgentsOutcome) {
  return {
    status: state?.status ?? 'merged',
    versions: agents.map(({ first, last }) => ({ first, last })),
  };
}
