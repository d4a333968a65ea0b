import { originFacts } from '@secl/policy';
import type { NamedTarget } from '@secl/workspace';
import type { Documents } from '../documents.ts';
import type { LoadedVerdict, RuleReport, RuleSetReport, Status } from './model.ts';

/** Why a verdict is what it is, in a few words of plain text. */
export function whyOf(verdict: LoadedVerdict, { target }: NamedTarget, documents: Documents): string {
  const { state } = verdict;
  switch (state.status) {
    case 'loaded': {
      const types = verdict.eventTypes.join(', ');
      if (!verdict.neverFires || target.origin === undefined) return types;
      return `${types}: never fires on ${originFacts(target.origin).title}`;
    }
    case 'filtered':
      return state.by === 'disabled'
        ? 'disabled'
        : `${state.by === 'agent_version' ? 'agent_version' : 'filters'}: ${state.text}`;
    case 'undecided':
      return `needs ${state.needs.join(', ')}`;
    case 'rejected': {
      const [problem] = state.problems;
      const also =
        state.loadedFor.length === 0 ? '' : ` (loaded for ${state.loadedFor.join(', ')} all the same)`;
      // What is wrong with the file is said once, below.
      if (problem?.code === 'policy/unreadable')
        return `lost with its file, see ${documents.link(problem.place)}`;
      return problem === undefined
        ? `${state.agent}${also}`
        : `${documents.link(problem.place)} ${problem.message}${also}`;
    }
  }
}

const mostTelling: readonly Status[] = ['rejected', 'undecided', 'filtered', 'loaded'];

/** Why a rule is not simply loaded everywhere: the reason of the target where its fate is worst. */
export function reasonOf({ verdicts }: RuleReport, { targets, documents }: RuleSetReport): string {
  for (const status of mostTelling) {
    const index = verdicts.findIndex((verdict) => verdict?.state.status === status);
    const verdict = verdicts[index];
    const target = targets[index];
    if (verdict !== undefined && target !== undefined) return whyOf(verdict, target, documents);
  }
  return '';
}
