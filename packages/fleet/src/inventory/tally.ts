import { type FleetProblem, fleetProblem } from '../problem.ts';
import type { FleetProblemCode } from '../problems.ts';

/** Counts mistakes: of each kind in each file only the first is kept. Fifty thousand broken lines are one problem. */
export class Tally {
  readonly #found = new Map<string, FleetProblem & { count: number }>();

  add(
    code: FleetProblemCode,
    values: Readonly<Record<string, string | number>>,
    file = '',
    line: number | null = null,
    column: number | null = null,
  ): void {
    const key = `${code} ${file}`;
    const known = this.#found.get(key);
    if (known !== undefined) known.count++;
    else this.#found.set(key, fleetProblem(code, values, file, line, column));
  }

  problems(): readonly FleetProblem[] {
    return [...this.#found.values()];
  }
}
