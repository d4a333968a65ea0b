/** Where agents reported something else than is predicted. */

export interface Difference {
  readonly rule: string;
  readonly policy: string;
  /** `live`, `silent` and what else the prediction says; `absent` where it knows no such rule there. */
  readonly predicted: string;
  /** As the agent has it; `absent` where it does not name the rule. */
  readonly real: string;
  /** What it probably comes from, one sentence. */
  readonly cause: string;
  /** How many hosts and tasks, and the first names. */
  readonly count: number;
  readonly names: readonly string[];
}
