/** All that was asked of a fleet, for every format. */
import type {
  AssessOptions,
  DemandResult,
  FleetComparison,
  FleetPolicy,
  FleetReport,
  Inventory,
  Upgrade,
} from '@secl/fleet';

export interface Coverage {
  readonly report: FleetReport;
  /** By what hosts and tasks are grouped, where that was asked for. */
  readonly by: string | undefined;
  readonly comparison: FleetComparison | undefined;
  /** What it is compared with: changes of the fleet, or other policies. */
  readonly compared: string;
  readonly upgrade: Upgrade | undefined;
  readonly demands: readonly DemandResult[];
}

/** What reports are made of, to make another one. */
export interface Judging {
  readonly inventory: Inventory;
  readonly policies: readonly FleetPolicy[];
  readonly options: AssessOptions;
}
