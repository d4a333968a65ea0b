export type { InventoryInput } from './inventory/input.ts';
export type * from './inventory/inventory.ts';
export { type Progress, readInventory } from './inventory/read-inventory.ts';
export type * from './inventory/real.ts';
export type { DescribeHost, HostDescription } from './judge/target-of.ts';
export {
  type Change,
  type Changed,
  changeInventory,
  type ReadChange,
  readDrop,
  readSet,
} from './over/change.ts';
export { compareFleets, type FleetComparison, type Moved, type RuleChange } from './over/compare.ts';
export {
  countsIn,
  type Demand,
  type DemandResult,
  type FailingRule,
  judgeDemand,
  type ReadDemand,
  readDemand,
} from './over/demands.ts';
export { type LayerContent, layerOf, type NavigatorLayer } from './over/layer.ts';
export { navigatorLayer } from './over/navigator.ts';
export { type Selection, selectionOf } from './over/selection.ts';
export { smallestUpgrade, type Upgrade } from './over/upgrade.ts';
export { fleetPage, type PageApp } from './page/fleet-page.ts';
export type { PageExtras } from './page/page-data.ts';
export { withApiStates } from './policies/api-states.ts';
export {
  type Applied,
  type Deployed,
  deploy,
  type ReadDeployment,
  readDeployment,
} from './policies/deployment.ts';
export { type FleetPolicy, fleetPolicyOf, type RuleMode } from './policies/fleet-policy.ts';
export type { FleetProblem } from './problem.ts';
export { type FleetProblemCode, fleetProblems } from './problems.ts';
export { assess } from './report/assess.ts';
export type * from './report/attack.ts';
export { needsLook } from './report/counting.ts';
export type * from './report/differences.ts';
export type { AssessOptions } from './report/options.ts';
export { stateName } from './report/policies.ts';
export * from './report/report.ts';
export { unknownAgent } from './report/versions.ts';
