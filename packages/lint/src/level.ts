import type { Severity } from '@secl/text';

export const levels = ['off', 'info', 'warning', 'error'] as const;
export type Level = (typeof levels)[number];

/** How loud a finding is. */
export type Loudness = Exclude<Level, 'off'>;

export const categories = [
  'load',
  'pitfall',
  'variable',
  'portability',
  'policy',
  'performance',
  'metadata',
  'carrier',
  'ignore',
] as const;

/** What a finding is about. `load` are the problems of the rooms below: they have codes of their own. */
export type Category = (typeof categories)[number];

/** Problems know hints, too; in a list of findings those are information. */
export function loudnessOf(severity: Severity): Loudness {
  return severity === 'hint' ? 'info' : severity;
}
