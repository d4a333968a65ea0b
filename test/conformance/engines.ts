import { fastJudge, type RunningRuleSet as Running, RunningRuleSet } from '@secl/engine';
import { compileRule, type VariableSource, type Verdict } from '@secl/evaluation';
import type { CheckedRule } from '@secl/language';
import { catalogue, type Event, isUnknown, type Platform } from '@secl/model';
import type { RuleSet } from '@secl/policy';

/** One way of evaluating; all of them must give the same answers. */
export interface Engine {
  readonly name: string;
  /** Of a single expression, which belongs to no rule set. */
  readonly evaluator: (rule: CheckedRule, platform: Platform) => (event: Event) => Verdict;
  readonly start: (ruleSet: RuleSet) => Running;
}

/** An expression that stands alone has only the variables that every agent has. */
const builtins: VariableSource = {
  read(name, event) {
    if (name !== 'process.pid') return 'a-uuid';
    const pid = event.slots[catalogue(event.platform).field(name)?.slot ?? -1] ?? 0;
    return isUnknown(pid) ? 0 : pid;
  },
};

const plain: Engine = {
  name: 'plain',
  evaluator(rule, platform) {
    const compiled = compileRule(rule, catalogue(platform));
    return (event) =>
      compiled?.evaluate({ event, now: event.time, variables: builtins, register: 0 }) ?? false;
  },
  start: (ruleSet) => new RunningRuleSet(ruleSet, { engine: 'plain' }),
};

const fast: Engine = {
  name: 'fast',
  evaluator(rule, platform) {
    const whole = catalogue(platform);
    const compiled = compileRule(rule, whole);
    if (compiled === undefined) return () => false;
    const judge = fastJudge([{ checked: rule, compiled }], rule.eventType, whole);
    if (judge === undefined) throw new Error('code may not be generated here');
    return (event) => {
      let found: Verdict = false;
      judge({ event, now: event.time, variables: builtins, register: 0 }, (_, verdict) => {
        found = verdict;
      });
      return found;
    };
  },
  start: (ruleSet) => new RunningRuleSet(ruleSet, { engine: 'fast' }),
};

export const engines: readonly Engine[] = [plain, fast];
