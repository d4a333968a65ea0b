/** Which rule to begin with where nobody has tests. */
import { load } from '@secl/policy';
import { propose, proposing } from '@secl/testing';
import type { ChosenRuleSet } from '../policies-run.ts';

/** The id of the first rule that tests can be proposed for; else why there is none, or nothing where there are no rules. */
export function firstToPropose(
  sets: readonly ChosenRuleSet[],
): { readonly rule: string; readonly why?: never } | { readonly rule?: never; readonly why?: string } {
  let loads = false;
  for (const { files, external, targets } of sets) {
    for (const { target } of targets) {
      const ruleSet = load(files, target, external);
      const about = proposing(ruleSet, files);
      for (const { id } of ruleSet.rules) {
        loads = true;
        if (isWord(id) && !('reason' in propose(id, about))) return { rule: id };
      }
    }
  }
  if (sets.every(({ files }) => files.every(({ rules }) => rules.length === 0))) return {};
  if (loads)
    return {
      why: 'no event was found that one of the rules matches, so no test is proposed: `secl lint` says which rules never fire',
    };
  const names = new Set(sets.flatMap(({ targets }) => targets.map(({ name }) => name)));
  return {
    why: `none of the rules loads for ${[...names].join(', ')}, so there is nothing to test yet: \`secl load\` says why`,
  };
}

/** It becomes a part of the name of a file. */
const isWord = (id: string): boolean => /^\w+$/.test(id);
