import type { Judge, JudgedRule } from '../judge.ts';

/**
 * Runs the closures of every rule: the reference for every faster way. Of the rules in `isWatched` the false ones are
 * told too.
 */
export function plainJudge<Rule extends JudgedRule>(
  rules: readonly Rule[],
  isWatched: (rule: Rule) => boolean = () => false,
): Judge {
  return (context, onVerdict) => {
    let index = 0;
    for (const rule of rules) {
      // What an earlier rule's iterator variable stood for is nothing to this rule's actions.
      context.register = 0;
      const verdict = rule.compiled.evaluate(context);
      if (verdict !== false || isWatched(rule)) onVerdict(index, verdict);
      index++;
    }
  };
}
