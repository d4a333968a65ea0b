import type { RuleSet } from './loaded.ts';

/** What is known of a rule set after an edit at once. */
export type KnownAtOnce = Pick<RuleSet, 'target' | 'facts' | 'macros' | 'variables' | 'problems'>;

/** A rule set of which the rest, which a keystroke has no need of, is loaded when it is asked for. */
export function loadedLater(known: KnownAtOnce, load: () => RuleSet): RuleSet {
  let whole: RuleSet | undefined;
  const loaded = (): RuleSet => {
    whole ??= load();
    return whole;
  };
  return {
    ...known,
    get verdicts() {
      return loaded().verdicts;
    },
    get policies() {
      return loaded().policies;
    },
    get rules() {
      return loaded().rules;
    },
    get failedMacros() {
      return loaded().failedMacros;
    },
    get dropped() {
      return loaded().dropped;
    },
  };
}
