/** Which tactics and techniques of MITRE ATT&CK the rules cover, and on how much of the fleet. */

export interface AttackCoverage {
  /** All of the table, in its order. */
  readonly tactics: readonly CoveredTactic[];
  /** Those that a rule names, by id. */
  readonly techniques: readonly CoveredTechnique[];
  /** Ids of the table's techniques that no rule names. */
  readonly holes: readonly string[];
}

export interface CoveredTactic {
  readonly id: string;
  readonly name: string;
  /** Rules that name it, or one of whose techniques belongs to it where they name no tactic. Into the report's `rules`. */
  readonly rules: readonly number[];
  /** Hosts and tasks on which at least one of these is live. */
  readonly members: number;
  /** Of all hosts and tasks, from 0 to 1. */
  readonly share: number;
}

export interface CoveredTechnique {
  readonly id: string;
  readonly name: string;
  readonly tactics: readonly string[];
  readonly rules: readonly number[];
  readonly members: number;
  readonly share: number;
}
