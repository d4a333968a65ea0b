import { type ConditionLine, conditionLines } from '@secl/simulator';
import { explainedInWords, type Failure, happeningInWords } from '@secl/testing';

const signs = { true: '✓', false: '✗', unknown: '?' } as const;

const titles = { all: 'all of', any: 'any of', not: 'not' } as const;

/** What a failure rests on, as lines of plain text: the event, and below it the rule condition by condition. */
export function explainedLines({ happening, explained }: Failure): readonly string[] {
  const on = happening === undefined ? [] : [`on ${happeningInWords(happening)}`];
  if (explained === undefined) return on;
  const { element, conditions, note } = explainedInWords(explained);
  if (conditions === undefined)
    return [...on, explained.rule.id, '  the event has no element that it could look at'];
  return [
    ...on,
    explained.rule.id,
    ...(element === '' ? [] : [`  ${element}`]),
    ...conditionLines(conditions).map((line) => lineOf(line, note(line.condition))),
  ];
}

function lineOf({ condition, depth, found }: ConditionLine, note: string): string {
  const { kind, text, verdict, reached } = condition;
  const title = kind === 'condition' || kind === 'macro' ? text : titles[kind];
  const words = [
    title,
    ...(kind === 'macro' ? ['(macro)'] : []),
    ...(reached ? [] : [' (not reached)']),
    ...(note === '' ? [] : [` ← ${note}`]),
    ...(found === '' ? [] : [`   ${found}`]),
  ];
  return `${'  '.repeat(depth + 1)}${signs[verdict]} ${words.join(' ')}`;
}
