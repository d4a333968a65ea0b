import type { RuleState } from '@secl/policy';
import type { Change } from './change.ts';
import { whyOf } from './why.ts';

/** What becomes of a rule on a target, where that changes. Why a rule is rejected may change without a word. */
export function loadingChange(before: RuleState, after: RuleState): readonly Change[] {
  const [was, is] = [isDisabled(before), isDisabled(after)];
  if (was && is) return [];
  if (is) return [{ kind: 'disabled' }];
  const enabled: readonly Change[] = was ? [{ kind: 'enabled' }] : [];
  if (was ? after.status === 'loaded' : outcomeOf(before) === outcomeOf(after)) return enabled;
  return [
    ...enabled,
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
