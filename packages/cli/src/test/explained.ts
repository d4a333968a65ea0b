/** A rule on one event, condition by condition, with what each has read. */
import type { TraceNode } from '@secl/engine';
import { catalogue } from '@secl/model';
import type { Explained } from '@secl/testing';
import { printCondition } from '../commands/eval-print.ts';
import { type ConditionReport, reportOf } from '../commands/eval-trace.ts';
import type { Page } from '../commands/fields-layout.ts';

/** The trace as `secl eval` reports it; nothing where there was no element to look at. */
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

/** All conditions below each other; those that would have to come out otherwise are pointed at. */
export function explainedLines(explained: Explained, page: Page, indent: number): readonly string[] {
  const { element, decisive, rule } = explained;
  const report = conditionReport(explained);
  if (report === undefined)
    return [`${' '.repeat(indent)}${page.paint.faint('the event has no element that it could look at')}`];
  const decisiveKeys = new Set(decisive.map((node) => keyOfNode(node, rule)));
  // Where nothing else is there, it is plain what has to change.
  const pointsOut = report.parts.length > 1;
  const arrow = page.paint.strong(arrowOf(explained));
  const note = (condition: ConditionReport): string =>
    pointsOut && decisiveKeys.has(keyOf(condition)) ? arrow : '';
  const of =
    element === undefined
      ? []
      : [
          `${' '.repeat(indent)}${page.paint.faint(`with element ${element.index + 1} of ${element.count} of ${element.iterator}`)}`,
        ];
  return [...of, ...printCondition(report, page, indent, note)];
}

function arrowOf({ verdict, needed, element }: Explained): string {
  if (verdict === true) {
    const these = needed === 1 ? 'this' : `${needed} of these`;
    // Of another element the rule may say the same.
    return `  ← if ${these} were false, ${element === undefined ? 'it' : 'this element'} would be silent`;
  }
  return verdict === false ? '  ← keeps it silent' : '  ← leaves it open';
}

const keyOf = ({ macro, span }: ConditionReport): string => `${macro ?? ''} ${span.start} ${span.end}`;

function keyOfNode({ macros, condition }: TraceNode, { toOriginal }: Explained['rule']): string {
  const macro = macros[macros.length - 1];
  const { span } = condition.node;
  const { start, end } = macro === undefined ? toOriginal(span) : span;
  return `${macro ?? ''} ${start} ${end}`;
}
