/** A rule on one event, condition by condition, with what each has read. */
import { type Explained, explainedInWords } from '@secl/testing';
import { printCondition } from '../commands/eval-print.ts';
import type { Page } from '../commands/fields-layout.ts';

/** All conditions below each other; those that would have to come out otherwise are pointed at. */
export function explainedLines(explained: Explained, page: Page, indent: number): readonly string[] {
  const { element, conditions, note } = explainedInWords(explained);
  const { faint, strong } = page.paint;
  const margin = ' '.repeat(indent);
  if (conditions === undefined)
    return [`${margin}${faint('the event has no element that it could look at')}`];
  const of = element === '' ? [] : [`${margin}${faint(element)}`];
  const arrow = (words: string): string => (words === '' ? '' : strong(`  ← ${words}`));
  return [...of, ...printCondition(conditions, page, indent, (each) => arrow(note(each)))];
}
