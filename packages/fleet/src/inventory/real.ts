/** What an agent said that it loaded: its `ruleset_loaded` and `heartbeat` events. */

export interface RealLoad {
  /** The host's name, or the task's ARN. */
  readonly name: string;
  readonly agent: string | undefined;
  /** A heartbeat names policies only; then there are no rules. */
  readonly policies: readonly RealPolicy[];
}

export interface RealPolicy {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  /** As the agent has it: `loaded`, `partially_loaded` …; empty where an old agent says none. */
  readonly status: string;
  /** Nothing where the event lists no rules. */
  readonly rules: readonly RealRule[] | undefined;
}

export interface RealRule {
  readonly id: string;
  /** `loaded`, `filtered`, `error`, `syntax_error`, … */
  readonly status: string;
  readonly message: string;
  readonly expression: string;
}
