import type { MergedRule } from '@secl/policy';
import type { LintedRule, LintedSet } from '../../view/linted.ts';

/** A definition that changes a rule which another definition began, on the targets that know of both. */
export interface Change {
  readonly change: LintedRule;
  /** The rule with all its definitions, one a target. */
  readonly rules: readonly MergedRule[];
}

/** Later definitions of ids that stand twice (spec/policies.md, Loading 3). Several lint rules ask for them. */
export function changes(set: LintedSet): readonly Change[] {
  const made = known.get(set) ?? changesIn(set);
  known.set(set, made);
  return made;
}

const known = new WeakMap<LintedSet, readonly Change[]>();

function changesIn({ rules, views }: LintedSet): readonly Change[] {
  const merged = views.map(
    ({ set }) => new Map(set.verdicts.flatMap(({ id, rule }) => (rule === undefined ? [] : [[id, rule]]))),
  );
  const place = new Map(rules.map(({ definition }, index) => [definition, index]));
  return rules.flatMap((change, index) => {
    const { id, file, definition } = change;
    const changed = merged
      .flatMap((byId) => byId.get(id) ?? [])
      .filter(({ base }) => (place.get(base.value) ?? index) < index);
    const counts = file.file.unreadable === undefined && definition.id !== undefined;
    return changed.length > 0 && counts ? [{ change, rules: changed }] : [];
  });
}
