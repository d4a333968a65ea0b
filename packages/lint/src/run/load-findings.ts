import { onAgentsOfBoth, type Problem } from '@secl/text';
import type { LintConfig } from '../config.ts';
import type { Finding } from '../finding.ts';
import { sameFinding } from '../finding-order.ts';
import { loudnessOf } from '../level.ts';
import { categoryOf, levelFor } from '../settings-for.ts';
import type { SetWithOthers } from '../view/linted-set.ts';
import { subjectAt } from './subject-at.ts';

/**
 * What loading says, as findings: a problem that some targets have and others do not names those that have it. Rules
 * that no target admits are judged by the newest agent that does.
 */
export function loadFindings({ set, others }: SetWithOthers, config: LintConfig): readonly Finding[] {
  const merged = new Map<string, { problem: Problem; targets: string[] }>();
  const add = (problem: Problem, target: string): void => {
    const key = sameFinding(problem);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { problem, targets: [target] });
    else if (!known.targets.includes(target)) {
      known.problem = onAgentsOfBoth(known.problem, problem);
      known.targets.push(target);
    }
  };
  for (const { target, set: loaded } of set.views)
    for (const problem of loaded.problems) add(problem, target.name);
  const everywhere = set.views.length;
  for (const { target, set: loaded, original } of others) {
    const definitions = [...original.values()];
    for (const problem of loaded.problems) {
      const { document, range } = problem.place;
      const within = set.files
        .filter(({ name }) => name === document)
        .some(({ rules }) =>
          rules.some(
            ({ definition }) =>
              definitions.includes(definition) &&
              definition.offset + definition.range.start <= range.start &&
              range.end <= definition.offset + definition.range.end,
          ),
        );
      if (within) add(problem, target.name);
    }
  }
  const subjects = subjectAt(set);
  return [...merged.values()].flatMap(({ problem, targets }): Finding[] => {
    const level = loudnessOf(problem.severity);
    const category = categoryOf('');
    const severity = levelFor({ id: problem.code, category, level }, problem.place.document, config);
    if (severity === 'off') return [];
    const some = targets.length === everywhere ? [] : targets;
    const subject = subjects(problem.place);
    return [{ ...problem, category, severity, subject, ruleSets: [set.name], targets: some }];
  });
}
