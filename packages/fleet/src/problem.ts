import { fillMessage, type Severity } from '@secl/text';
import { type FleetProblemCode, fleetProblems } from './problems.ts';

/** Something wrong with an inventory or with what was asked. Inventories are not kept, so it has a line and no range. */
export interface FleetProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The file; empty where it is of no single one. */
  readonly file: string;
  /** From 1: the line of the first; nothing where it is of the file as a whole. */
  readonly line: number | null;
  /** From 1, in that line; nothing where the line says enough. */
  readonly column: number | null;
  /** How often it occurs in this file. */
  readonly count: number;
}

export function fleetProblem(
  code: FleetProblemCode,
  values: Readonly<Record<string, string | number>>,
  file = '',
  line: number | null = null,
  column: number | null = null,
): FleetProblem {
  const { severity, message } = fleetProblems[code];
  return { code, severity, message: fillMessage(message, values), file, line, column, count: 1 };
}
