import { RunningRuleSet, type TraceNode, traceRule, type Verdict } from '@secl/engine';
import { isUndecided } from '@secl/evaluation';
import { catalogue } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { conditionsOf, seen, type Within, within } from '@secl/simulator';
import type { Location } from '@secl/text';
import type { ConditionTrace, Reading as FieldReading, RuleTrace, Truth } from '../protocol.ts';
import { eventWords } from './event-words.ts';
import { eachEvent, type Reading, type RecordingSource } from './source.ts';

/** Like those of the protocol, with places as the rule set has them. */
export interface PlacedCondition extends Omit<ConditionTrace, 'place' | 'parts'> {
  readonly at: Location | undefined;
  readonly parts: readonly PlacedCondition[];
}

export interface PlacedTrace extends Omit<RuleTrace, 'place' | 'conditions' | 'set'> {
  readonly conditions: readonly PlacedCondition[];
}

export interface TracedEvent {
  readonly fields: readonly FieldReading[];
  readonly rules: readonly PlacedTrace[];
}

/**
 * What every rule of its type says of one event, with the variables as they are at that moment: all events before it are
 * replayed. undefined where the recording has no such event.
 */
export async function traceEvent(
  ruleSet: RuleSet,
  source: RecordingSource,
  wanted: number,
  reading: Reading,
): Promise<TracedEvent | undefined> {
  const running = new RunningRuleSet(ruleSet);
  const words = eventWords(catalogue(ruleSet.target.platform));
  let traced: TracedEvent | undefined;
  await eachEvent(source, reading, (event, number) => {
    if (number < wanted) {
      running.evaluate(event);
      return true;
    }
    const rules: PlacedTrace[] = [];
    running.evaluate(event, {
      watched: new Set(ruleSet.rules.map(({ id }) => id)),
      onVerdict(rule, compiled, verdict, context) {
        const { root, element } = traceRule(compiled, context);
        const inside = within(ruleSet, rule);
        rules.push({
          id: rule.id,
          verdict: truthOf(verdict),
          element:
            element === undefined ? '' : `${element.iterator}, ${element.index + 1} of ${element.count}`,
          conditions: root === undefined ? [] : conditionsOf(root).map((node) => conditionOf(node, inside)),
        });
      },
    });
    traced = { fields: words.fields(event), rules };
    return false;
  });
  return traced;
}

function conditionOf(node: TraceNode, inside: Within): PlacedCondition {
  const { text, found, wanted, place, macro } = seen(node, inside);
  return {
    text,
    found,
    wanted,
    verdict: truthOf(node.verdict),
    reached: node.reached,
    missing: isUndecided(node.verdict) ? node.verdict.needs : [],
    at: macro === undefined ? place : undefined,
    parts: node.parts.flatMap(conditionsOf).map((part) => conditionOf(part, inside)),
  };
}

function truthOf(verdict: Verdict): Truth {
  return isUndecided(verdict) ? 'unknown' : verdict ? 'true' : 'false';
}
