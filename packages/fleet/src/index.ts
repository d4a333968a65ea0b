export type { InventoryInput } from './inventory/input.ts';
export type * from './inventory/inventory.ts';
export { type Progress, readInventory } from './inventory/read-inventory.ts';
export type * from './inventory/real.ts';
export type { FleetProblem } from './problem.ts';
export { type FleetProblemCode, fleetProblems } from './problems.ts';
export type * from './report/attack.ts';
export type * from './report/differences.ts';
export * from './report/report.ts';
