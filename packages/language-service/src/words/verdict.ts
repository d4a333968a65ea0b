import { type RuleState, stateOf } from '@secl/policy';
import { forMarkdown, forMarkdownMessage } from '@secl/text';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';

export interface TargetVerdict {
  readonly target: string;
  readonly state: RuleState | undefined;
}

/** What becomes of a rule on each target. */
export function verdictsOf({ views }: SetSnapshot, id: string): readonly TargetVerdict[] {
  return views.map(({ target, set }) => ({
    target: target.name,
    state: stateOf(set, id),
  }));
}

export function stateWords(state: RuleState | undefined): string {
  switch (state?.status) {
    case undefined:
      return 'not a rule there';
    case 'loaded':
      return 'loads';
    case 'filtered':
      return state.by === 'disabled' ? 'disabled' : `filtered by ${state.by} \`${state.text}\``;
    case 'rejected':
      return `rejected: ${state.problems[0]?.message ?? state.agent}`;
    case 'undecided':
      return `undecided, needs ${state.needs.join(', ')}`;
  }
}

/** A row a target. */
export function verdictTable(verdicts: readonly TargetVerdict[]): string {
  return [
    '| target | verdict |',
    '| --- | --- |',
    ...verdicts.map(
      ({ target, state }) => `| ${forMarkdown(target)} | ${forMarkdownMessage(stateWords(state))} |`,
    ),
  ].join('\n');
}
