import type { TraceNode } from '@secl/engine';
import { catalogue } from '@secl/model';
import { type ConditionReport, reportOf } from '@secl/simulator';
import type { Explained } from '../result.ts';

/** Why a rule came as it did on one event, for a tree of its conditions. */
export interface ExplainedInWords {
  /** What the conditions were asked of, where that is an element of a list; else empty. */
  readonly element: string;
  /** Nothing where there was no element to look at. */
  readonly conditions: ConditionReport | undefined;
  /** What is to be said of a condition that would have to come out otherwise; empty of the others. */
  readonly note: (condition: ConditionReport) => string;
}

export function explainedInWords(explained: Explained): ExplainedInWords {
  const { element, decisive, rule } = explained;
  const conditions = conditionReport(explained);
  const decisiveKeys = new Set(decisive.map((node) => keyOfNode(node, rule)));
  // Where nothing else is there, it is plain what has to change.
  const pointsOut = conditions !== undefined && conditions.parts.length > 1;
  const words = noteOf(explained);
  return {
    element:
      element === undefined
        ? ''
        : `with element ${element.index + 1} of ${element.count} of ${element.iterator}`,
    conditions,
    note: (condition) => (pointsOut && decisiveKeys.has(keyOf(condition)) ? words : ''),
  };
}

/** The trace as `secl eval` reports it. */
export function conditionReport({ ruleSet, rule, root, now }: Explained): ConditionReport | undefined {
  if (root === undefined) return undefined;
  return reportOf(root, {
    compiled: rule.parsed.tree.text,
    macros: ruleSet.macros,
    toOriginal: rule.toOriginal,
    catalogue: catalogue(ruleSet.target.platform),
    now,
  });
}

function noteOf({ verdict, needed, element }: Explained): string {
  if (verdict === true) {
    const these = needed === 1 ? 'this' : `${needed} of these`;
    // Of another element the rule may say the same.
    return `if ${these} were false, ${element === undefined ? 'it' : 'this element'} would be silent`;
  }
  return verdict === false ? 'keeps it silent' : 'leaves it open';
}

const keyOf = ({ macro, span }: ConditionReport): string => `${macro ?? ''} ${span.start} ${span.end}`;

function keyOfNode({ macros, condition }: TraceNode, { toOriginal }: Explained['rule']): string {
  const macro = macros[macros.length - 1];
  const { span } = condition.node;
  const { start, end } = macro === undefined ? toOriginal(span) : span;
  return `${macro ?? ''} ${start} ${end}`;
}
