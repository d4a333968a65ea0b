export { type Accepted, type AcceptedValue, accepts } from './approvers/accepted.ts';
export { type Approver, approvers, type KernelFiltering, type NoApprover } from './approvers/approvers.ts';
export { describeAccepted, explainFiltering, type FilteringExplained } from './approvers/explain.ts';
export type { FilterKind } from './approvers/kernel-filters.ts';
export { type CostedLeaf, type CostOrder, costOrder } from './cost-order.ts';
export { type Decidability, eventTime, missingFields, type Recording } from './decidable.ts';
export { type Group, groups, printGroups, withImpliedParentheses } from './groups.ts';
export { type Leaf, leaves, type Read, readsOf } from './leaves.ts';
export { type Covered, coveredPairs, coveredPairsInSteps } from './reasoning/covered.ts';
export type { Example } from './reasoning/example.ts';
export type { Part } from './reasoning/parts.ts';
export { type Proposition, propositionOf, without } from './reasoning/proposition.ts';
export { type Redundancy, redundantParts } from './reasoning/redundant.ts';
export {
  alwaysTrue,
  equivalent,
  implies,
  type Moment,
  overlaps,
  satisfiable,
} from './reasoning/relations.ts';
export { solve } from './reasoning/solve.ts';
export { finished, isStep, type Steps } from './steps.ts';
