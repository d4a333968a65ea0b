import {
  kindsIn,
  kindsOf,
  type MacroDiff,
  type MacroSide,
  macroWords,
  policyWords,
  type RuleDiff,
  type RuleSide,
  wordsOf,
} from '@secl/diff';
import type { Documents } from '../report/documents.ts';
import { jsonPlace, jsonText } from '../report/json.ts';
import { jsonProblem } from '../report/json-problem.ts';
import type { DiffReport, SetReport } from './report.ts';
import { summaryOf } from './summary.ts';

/** Raised when a program that reads the report would have to change. */
export const diffSchemaVersion = 1;

/** The report for programs: packages/cli/schema/diff.schema.json. */
export function jsonDiff({ base, head, sets }: DiffReport): string {
  return jsonText({
    schemaVersion: diffSchemaVersion,
    base,
    head,
    kinds: [...new Set(sets.flatMap(({ diff }) => kindsIn(diff)))],
    ruleSets: sets.map(jsonSet),
  });
}

function jsonSet(set: SetReport) {
  const { name, diff, notes, replayed } = set;
  return {
    name,
    targets: diff.targets,
    summary: summaryOf(diff),
    kinds: kindsIn(diff),
    unchanged: diff.unchanged,
    solved: diff.solved,
    notes,
    recordings: replayed === undefined ? [] : replayed.recordings,
    rules: diff.rules.map((rule) => jsonRule(rule, set)),
    policies: diff.policies.map(({ name: policy, place, changes }) => ({
      name: policy,
      place: jsonPlace(place, set.after),
      changes: changes.map((change) => ({ ...change, words: policyWords(change) })),
    })),
    macros: diff.macros.map((macro) => jsonMacro(macro, set)),
    files: diff.files.map(({ name: file, change, problem }) => ({
      name: file,
      change,
      problem: jsonProblem(problem, change === 'readable' ? set.before : set.after),
    })),
    problems: diff.problems.map(({ problem, targets }) => ({ targets, ...jsonProblem(problem, set.after) })),
  };
}

function jsonRule(rule: RuleDiff, { before, after, replayed }: SetReport) {
  const seen = replayed?.seen.get(rule.id) ?? [];
  return {
    id: rule.id,
    kind: rule.kind,
    before: rule.kind === 'added' ? null : jsonSide(rule.before, before),
    after: rule.kind === 'removed' ? null : jsonSide(rule.after, after),
    changes:
      rule.kind === 'changed'
        ? rule.changes.map((change) => ({ ...change, kinds: kindsOf(change), words: wordsOf(change) }))
        : [],
    recordings: seen.map(({ firstGained, firstLost, ...each }) => ({
      ...each,
      ...(firstGained === undefined ? {} : { firstGained: firstGained.line }),
      ...(firstLost === undefined ? {} : { firstLost: firstLost.line }),
    })),
  };
}

function jsonSide({ place, ...side }: RuleSide, documents: Documents) {
  return { ...side, place: jsonPlace(place, documents) };
}

function jsonMacro(macro: MacroDiff, { before, after }: SetReport) {
  const side = ({ place, text }: MacroSide, documents: Documents) => ({
    text,
    place: jsonPlace(place, documents),
  });
  return {
    id: macro.id,
    kind: macro.kind,
    before: macro.kind === 'added' ? null : side(macro.before, before),
    after: macro.kind === 'removed' ? null : side(macro.after, after),
    changes:
      macro.kind === 'changed'
        ? macro.changes.map((change) => ({ ...change, words: macroWords(change) }))
        : [],
    users: macro.users,
  };
}
