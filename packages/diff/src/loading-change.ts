import type { RuleState } from '@secl/policy';
import type { Change } from './change.ts';
import { whyOf } from './why.ts';

/** What becomes of a rule on a target, where that changes. Why a rule is rejected may change without a word. */
export function loadingChange(before: RuleState, after: RuleState): readonly Change[] {
  const [was, is] = [isDisabled(before), isDisabled(after)];
  if (was && is) return [];
  const turned: readonly Change[] = was === is ? [] : [{ kind: is ? 'disabled' : 'enabled' }];
  const [old, now] = [outcomeOf(before), outcomeOf(after)];
  // That a rule loads because it was turned on goes without saying.
  if (old === now || (was && now === 'loaded') || (is && old === 'loaded')) return turned;
  return [
    ...turned,
    {
      kind: 'loading',
      before: before.status,
      after: after.status,
      whyBefore: whyOf(before),
      whyAfter: whyOf(after),
    },
  ];
}

function isDisabled(state: RuleState): boolean {
  return state.status === 'filtered' && state.by === 'disabled';
}

/** Of what is undecided it matters, too, on which agents. */
function outcomeOf(state: RuleState): string {
  return state.status === 'undecided' ? `undecided ${whyOf(state)}` : state.status;
}
