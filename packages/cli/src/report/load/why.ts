import { originFacts } from '@secl/policy';
import type { NamedTarget } from '@secl/workspace';
import type { Documents } from '../documents.ts';
import { needsOf } from '../needs.ts';
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
      return `needs ${needsOf(state).join('; ')}${wayToDecide(state.needs)}`;
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

/** The flag that gives a fact of the host, with an example that is long enough. */
const flags: readonly (readonly [fact: RegExp, flag: string])[] = [
  [/^kernel\.version\.(abi|flavor)$/, '--kernel 5.15.0-1051-aws'],
  [/^kernel\.version\.patch$/, '--kernel 5.15.30'],
  [/^kernel\.version\./, '--kernel 5.15'],
  [/^os\.(id|version_id|is_)/, '--distro ubuntu-22.04'],
];

/** What to say on the command line so that a rule is decided: ` (--kernel 5.15)`. */
function wayToDecide(needs: readonly string[]): string {
  const found = new Map<string, string>();
  const elsewhere = needs.filter((need) => !flags.some(([fact]) => fact.test(need)));
  for (const [fact, flag] of flags) {
    const [name = ''] = flag.split(' ');
    if (!found.has(name) && needs.some((need) => fact.test(need))) found.set(name, flag);
  }
  const facts = elsewhere.some((need) => isFact(need)) ? ['`facts` of a target in secl.yaml'] : [];
  const ways = [...found.values(), ...facts];
  return ways.length === 0 ? '' : ` (${ways.join(', ')})`;
}

/** A verdict may need something of the base too, which it says in words. */
function isFact(need: string): boolean {
  return !need.includes(' ');
}

/** With the words that are right for all targets that have the problem. */
function onAllTargets(verdict: LoadedVerdict, told: RuleSetReport['told']): LoadedVerdict {
  const { state } = verdict;
  if (state.status !== 'rejected') return verdict;
  return { ...verdict, state: { ...state, problems: state.problems.map(told) } };
}

const mostTelling: readonly Status[] = ['rejected', 'undecided', 'filtered', 'loaded'];

/** Why a rule is not simply loaded everywhere: the reason of the target where its fate is worst. */
export function reasonOf({ verdicts }: RuleReport, { targets, documents, told }: RuleSetReport): string {
  for (const status of mostTelling) {
    const index = verdicts.findIndex((verdict) => verdict?.state.status === status);
    const verdict = verdicts[index];
    const target = targets[index];
    if (verdict !== undefined && target !== undefined)
      return whyOf(onAllTargets(verdict, told), target, documents);
  }
  return '';
}
