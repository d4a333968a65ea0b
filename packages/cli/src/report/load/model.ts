import type { FailedMacro, PolicyVerdict, RuleSet, RuleState, RuleVerdict } from '@secl/policy';
import { load } from '@secl/policy';
import { type Location, messageOnAnyAgent, onAgentsOfBoth, type Problem } from '@secl/text';
import { inByteOrder, type NamedTarget } from '@secl/workspace';
import type { ChosenRuleSet } from '../../policies-run.ts';
import { type Documents, documentsOf } from '../documents.ts';

export type Status = RuleState['status'];

/** What loading gave, for all formats of the report. */
export interface LoadReport {
  readonly ruleSets: readonly RuleSetReport[];
}

export interface RuleSetReport {
  readonly name: string;
  readonly documents: Documents;
  readonly targets: readonly NamedTarget[];
  readonly policies: readonly PolicyReport[];
  /** One for each definition that agents judge by itself, in file order. */
  readonly rules: readonly RuleReport[];
  /** One for each macro that some target lacks because it does not compile. */
  readonly failedMacros: readonly (FailedMacro & { readonly targets: readonly string[] })[];
  /** Each once, in file order, with the targets that have it. */
  readonly problems: readonly FoundProblem[];
  /** The one of `problems` that stands for what a single target has. */
  readonly told: (problem: Problem) => Problem;
}

export interface PolicyReport {
  readonly name: string;
  readonly kind: PolicyVerdict['kind'];
  /** By target, in the order of the rule set's targets. */
  readonly states: readonly PolicyVerdict['state'][];
}

export interface RuleReport {
  readonly id: string;
  readonly place: Location;
  /** The worst of its verdicts: rejected, undecided, loaded, filtered. */
  readonly status: Status;
  /** By target, in the order of the rule set's targets; nothing where the definition went into another one. */
  readonly verdicts: readonly (LoadedVerdict | undefined)[];
}

export interface LoadedVerdict extends RuleVerdict {
  /** Event types that the rule is compiled for. */
  readonly eventTypes: readonly string[];
}

export interface FoundProblem {
  readonly problem: Problem;
  readonly targets: readonly string[];
}

const worstFirst: readonly Status[] = ['rejected', 'undecided', 'loaded', 'filtered'];

/** Loads every rule set for each of its targets. */
export function loadAll(sets: readonly ChosenRuleSet[]): LoadReport {
  return { ruleSets: sets.map(loadOne) };
}

function loadOne({ name, files, texts, homes, targets, external }: ChosenRuleSet): RuleSetReport {
  const loaded = targets.map(({ target }) => load(files, target, external));
  const order = new Map(files.map((file, index) => [file.name, index]));
  const problems = problemsOf(loaded, targets, order);
  const byKey = new Map(problems.map(({ problem }) => [sameProblem(problem), problem]));
  return {
    name,
    documents: documentsOf(texts, homes),
    targets,
    policies: files.map((file, index) => ({
      name: file.name,
      kind: file.kind,
      states: loaded.map(({ policies }) => policies[index]?.state ?? 'error'),
    })),
    rules: rulesOf(loaded, order),
    failedMacros: failedMacrosOf(loaded, targets),
    problems,
    told: (problem) => byKey.get(sameProblem(problem)) ?? problem,
  };
}

/** Verdicts of the same definition side by side. */
function rulesOf(loaded: readonly RuleSet[], order: ReadonlyMap<string, number>): readonly RuleReport[] {
  const verdicts = new Map<string, (LoadedVerdict | undefined)[]>();
  for (const [index, { verdicts: all, rules }] of loaded.entries()) {
    const eventTypes = new Map<RuleVerdict['rule'], string[]>();
    for (const { rule, eventType } of rules)
      eventTypes.set(rule, [...(eventTypes.get(rule) ?? []), eventType]);
    for (const verdict of all) {
      const { document, range } = verdict.place;
      const key = `${order.get(document)}:${range.start}`;
      const row = verdicts.get(key) ?? loaded.map(() => undefined);
      const types = verdict.rule === undefined ? [] : (eventTypes.get(verdict.rule) ?? []);
      row[index] = { ...verdict, eventTypes: [...new Set(types)] };
      verdicts.set(key, row);
    }
  }
  const reports = [...verdicts.values()].flatMap((row): RuleReport[] => {
    const known = row.filter((verdict) => verdict !== undefined);
    const [first] = known;
    const status = worstFirst.find((each) => known.some(({ state }) => state.status === each));
    if (first === undefined || status === undefined) return [];
    return [{ id: first.id, place: first.place, status, verdicts: row }];
  });
  return reports.sort((a, b) => byPlace(a.place, b.place, order));
}

function failedMacrosOf(
  loaded: readonly RuleSet[],
  targets: readonly NamedTarget[],
): RuleSetReport['failedMacros'] {
  const found = new Map<string, FailedMacro & { readonly targets: string[] }>();
  for (const [index, { failedMacros }] of loaded.entries()) {
    for (const macro of failedMacros) {
      const key = `${macro.policy}:${macro.id}:${macro.agent}`;
      const known = found.get(key) ?? { ...macro, targets: [] };
      known.targets.push(targets[index]?.name ?? '');
      found.set(key, known);
    }
  }
  return [...found.values()];
}

function problemsOf(
  loaded: readonly RuleSet[],
  targets: readonly NamedTarget[],
  order: ReadonlyMap<string, number>,
): readonly FoundProblem[] {
  const found = new Map<string, { problem: Problem; readonly targets: Set<string> }>();
  for (const [index, { problems }] of loaded.entries()) {
    for (const problem of problems) {
      const key = sameProblem(problem);
      const known = found.get(key) ?? { problem, targets: new Set() };
      known.problem = onAgentsOfBoth(known.problem, problem);
      known.targets.add(targets[index]?.name ?? '');
      found.set(key, known);
    }
  }
  return [...found.values()]
    .map((each) => ({ problem: each.problem, targets: [...each.targets] }))
    .sort(
      (a, b) =>
        byPlace(a.problem.place, b.problem.place, order) || inByteOrder(a.problem.code, b.problem.code),
    );
}

/** Equal for what is one mistake on all targets that have it. */
function sameProblem(problem: Problem): string {
  const { document, range } = problem.place;
  return `${document}:${range.start}:${range.end}:${problem.code}:${messageOnAnyAgent(problem)}`;
}

function byPlace(a: Location, b: Location, order: ReadonlyMap<string, number>): number {
  return (
    (order.get(a.document) ?? 0) - (order.get(b.document) ?? 0) ||
    a.range.start - b.range.start ||
    a.range.end - b.range.end
  );
}
