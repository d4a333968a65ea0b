import type { RuleState } from '@secl/policy';
import { nearestName } from '@secl/text';
import type { Failure } from '../result.ts';
import type { Scope } from './scope.ts';

/** Why a rule cannot match any of these events, whatever they hold; nothing where it can. */
export function cannotMatch(id: string, scope: Scope): string | undefined {
  const absent = notRunning(id, scope);
  if (absent !== undefined) return absent;
  const { judging, observed } = scope;
  const types = new Set(judging.ruleSet.rules.flatMap((rule) => (rule.id === id ? [rule.eventType] : [])));
  const came = [...new Set(observed.map(({ happening }) => happening.record.Type))];
  if (came.some((type) => types.has(type))) return undefined;
  const about = `it is about ${[...types].join(', ')} events`;
  if (came.length === 0) return `${about}, and there is no event`;
  return `${about}, and ${came.length === 1 ? 'this is' : 'these are'} ${came.join(', ')}`;
}

/** Why a rule runs on no event at all; nothing where it does. */
export function notRunning(id: string, { judging: { ruleSet } }: Pick<Scope, 'judging'>): string | undefined {
  if (ruleSet.rules.some((rule) => rule.id === id)) return undefined;
  const state = ruleSet.verdicts.find((each) => each.id === id)?.state;
  if (state === undefined)
    return `no rule has this id${meant(
      id,
      ruleSet.verdicts.map((each) => each.id),
    )}`;
  if (state.status === 'undecided')
    return `it is not known whether it loads here: that needs ${state.needs.join(', ')}`;
  return `it is not loaded here (${inWords(state)})`;
}

/** Whether a rule is there, and does not load on this target. */
export function isNotLoaded(id: string, { judging: { ruleSet } }: Pick<Scope, 'judging'>): boolean {
  return !ruleSet.rules.some((rule) => rule.id === id) && ruleSet.verdicts.some((each) => each.id === id);
}

/** Of a rule that cannot match: whether it may all the same, where it is not known if it loads. */
export function kindOf(id: string, { judging }: Scope): Failure['kind'] {
  const state = judging.ruleSet.verdicts.find((each) => each.id === id)?.state;
  return state?.status === 'undecided' ? 'undecided' : 'failed';
}

export function inWords(state: RuleState): string {
  switch (state.status) {
    case 'loaded':
      return 'loaded';
    case 'filtered':
      return `filtered by ${state.by === 'disabled' ? 'disabled' : `${state.by}${state.text === '' ? '' : ` ${state.text}`}`}`;
    case 'rejected':
      return `rejected: ${state.problems[0]?.message ?? state.agent}`;
    case 'undecided':
      return `undecided: that needs ${state.needs.join(', ')}`;
  }
}

function meant(id: string, ids: readonly string[]): string {
  const nearest = nearestName(id, ids);
  return nearest === undefined ? '' : `: did you mean \`${nearest}\`?`;
}
