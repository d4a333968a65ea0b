import {
  type Engine as EngineName,
  fastJudge,
  type Judge,
  type JudgedRule,
  plainJudge,
  RunningRuleSet,
} from '@secl/engine';
import { compileRule, type VariableSource, type Verdict } from '@secl/evaluation';
import type { CheckedRule } from '@secl/language';
import { type Catalogue, catalogue, type Event, isUnknown, type Platform } from '@secl/model';
import type { RuleSet } from '@secl/policy';

/** One way of evaluating; all of them must give the same answers. */
export interface Engine {
  readonly name: EngineName;
  /** Of a single expression, which belongs to no rule set. */
  readonly evaluator: (rule: CheckedRule, platform: Platform) => (event: Event) => Verdict;
  readonly start: (ruleSet: RuleSet) => RunningRuleSet;
}

/** An expression that stands alone has only the variables that every agent has. */
const builtins: VariableSource = {
  read(name, event) {
    if (name !== 'process.pid') return 'a-uuid';
    const pid = event.slots[catalogue(event.platform).field(name)?.slot ?? -1] ?? 0;
    return isUnknown(pid) ? 0 : pid;
  },
};

type MakeJudge = (rules: readonly JudgedRule[], eventType: string, catalogue: Catalogue) => Judge | undefined;

function engine(name: EngineName, judgeOf: MakeJudge): Engine {
  return {
    name,
    start: (ruleSet) => new RunningRuleSet(ruleSet, { engine: name }),
    evaluator(checked, platform) {
      const compiled = compileRule(checked, catalogue(platform));
      if (compiled === undefined) return () => false;
      const judge = judgeOf([{ checked, compiled }], checked.eventType, catalogue(platform));
      if (judge === undefined) throw new Error(`the ${name} engine does not run here`);
      return (event) => {
        let said: Verdict = false;
        judge({ event, now: event.time, variables: builtins, register: 0 }, (_, verdict) => {
          said = verdict;
        });
        return said;
      };
    },
  };
}

export const engines: readonly Engine[] = [
  engine('plain', (rules) => plainJudge(rules)),
  engine('fast', fastJudge),
];
