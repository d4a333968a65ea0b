import { isUndecided } from '@secl/evaluation';
import type { RuleSet } from '@secl/policy';
import type { Explained, Failure, Happening } from '../result.ts';
import { explainedRule, type Watcher } from './play.ts';

interface Seen {
  readonly happening: Happening;
  readonly explained: Explained;
}

/**
 * Looks on for the rules of some failures, and says then what each failure rests on: where it is about one event, the
 * rule on that; else the event that came nearest to what is expected.
 */
export function explainer(
  rules: ReadonlySet<string>,
  ruleSet: RuleSet,
): { readonly watcher: Watcher; readonly explain: (failure: Failure) => Failure } {
  const known = new Set(ruleSet.rules.map(({ id }) => id));
  const seen = new Map<string, Seen[]>();
  const watcher: Watcher = {
    rules: new Set([...rules].filter((id) => known.has(id))),
    onVerdict(rule, compiled, verdict, context, happening) {
      if (!rules.has(rule.id)) return;
      const explained = explainedRule(ruleSet, rule, compiled, verdict, context);
      const list = seen.get(rule.id) ?? [];
      list.push({ happening, explained });
      seen.set(rule.id, list);
    },
  };
  const explain = (failure: Failure): Failure => {
    const { rule, happening } = failure;
    if (rule === undefined) return failure;
    const all = seen.get(rule) ?? [];
    const own = happening === undefined ? all : all.filter((each) => each.happening === happening);
    const [best] = [...own].sort((a, b) => distance(a.explained) - distance(b.explained));
    if (best === undefined) return failure;
    return { ...failure, happening: happening ?? best.happening, explained: best.explained };
  };
  return { watcher, explain };
}

/** A match tells most, then what is undecided, then what fails by the fewest conditions. */
function distance({ verdict, needed }: Explained): number {
  if (verdict === true) return -2;
  return isUndecided(verdict) ? -1 : needed;
}
