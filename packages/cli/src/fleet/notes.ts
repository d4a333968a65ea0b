import type { FleetProblem } from '@secl/fleet';

const ranks: readonly FleetProblem['severity'][] = ['error', 'warning', 'info', 'hint'];

/** What could not be read before what is only supposed; else in their order. */
export function bySeverity(problems: readonly FleetProblem[]): readonly FleetProblem[] {
  return [...problems].sort((a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity));
}
