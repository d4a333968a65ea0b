import type { Scalar } from '@secl/model';
import type { ConditionReport, ReadValue } from './condition-report.ts';

/** A condition or a group of them, as one line of a tree. */
export interface ConditionLine {
  readonly condition: ConditionReport;
  /** In how many groups it stands. */
  readonly depth: number;
  /** What it has read, in words: `exec.file.name is "ls"`; empty where that is nothing. */
  readonly found: string;
}

/** All conditions below each other, each behind the group that it is in. */
export function conditionLines(condition: ConditionReport, depth = 0): readonly ConditionLine[] {
  const { read, parts } = condition;
  const inside = parts.flatMap((part) => conditionLines(part, depth + 1));
  return [{ condition, depth, found: read.map(readInWords).join(', ') }, ...inside];
}

/** Of long lists the beginning. */
const shownValues = 12;

function readInWords({ name, list, values, named, unknown }: ReadValue): string {
  const shown = values.slice(0, shownValues).map((value, index) => valueInWords(value, named[index] ?? null));
  const rest = values.length > shownValues ? [`… ${values.length - shownValues} more`] : [];
  const words = [...shown, ...rest];
  if (unknown)
    return words.length === 0 ? `${name} is unknown` : `${name}: ${words.join(', ')}, the rest unknown`;
  if (values.length === 0) return `${name} is empty`;
  return list ? `${name}: ${words.join(', ')}` : `${name} is ${words.join(', ')}`;
}

function valueInWords(value: Scalar, name: string | null): string {
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return name === null ? text : `${text} (${name})`;
}
