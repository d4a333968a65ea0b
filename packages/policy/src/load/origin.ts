/** What a rule that loads does not do on its origin: its events that never come, its actions that are not performed. */
import type { Problem } from '@secl/text';
import { placeIn, placeOfId, problem } from '../problem.ts';
import { sectionOf } from '../read/definitions.ts';
import type { LoadedRule } from './loaded.ts';
import type { MergedRule } from './merged.ts';
import { originFacts, type Target } from './target.ts';

export interface OnOrigin {
  /** The origin sends events of none of the rule's types. */
  readonly neverFires: boolean;
  readonly problems: readonly Problem[];
}

/** `loaded`: the rule for each event type for which it loaded. */
export function onOrigin(rule: MergedRule, loaded: readonly LoadedRule[], { origin }: Target): OnOrigin {
  const [first] = loaded;
  if (origin === undefined || first === undefined) return { neverFires: false, problems: [] };
  const { title, neverEvents } = originFacts(origin);
  const problems = first.actions
    .filter(({ acts }) => !acts)
    .map(({ definition: { file, offset, value } }) => {
      const values = { action: sectionOf(value), origin: title };
      return problem('policy/action-not-performed', placeIn(file.name, offset, value.range), values);
    });
  const neverFires = loaded.every(({ eventType }) => neverEvents.includes(eventType));
  if (neverFires) {
    const place = placeOfId(rule.base.file, rule.base.value);
    const values = { id: rule.id, origin: title, type: first.eventType };
    problems.push(problem('policy/never-fires', place, values));
  }
  return { neverFires, problems };
}
