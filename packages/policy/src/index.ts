export { isArchive, readArchive } from './carriers/archive.ts';
export type {
  CarriedPolicy,
  CarriedResource,
  CarrierKind,
  Home,
  IgnoredKey,
  LeftOut,
  NotStatic,
  PolicyAbout,
} from './carriers/carried.ts';
export { carrierOf, holdsPolicies, mayHoldPolicies } from './carriers/carrier-of.ts';
export type { HostTags } from './carriers/host-tags.ts';
export { type HomeOf, outward, outwardEdits, outwardPlace } from './carriers/outward.ts';
export { type ReadingTools, readCarrier } from './carriers/read-carrier.ts';
export { unescapedFields, type WrittenField } from './carriers/terraform-directive.ts';
export { type MovedResource, movedResources } from './carriers/terraform-moves.ts';
export {
  type Change,
  type Conversion,
  type ConversionTarget,
  targets as conversionTargets,
  type WrittenFile,
} from './carriers/write/conversion.ts';
export { type ConversionOptions, convert } from './carriers/write/convert.ts';
export type { ConversionSource } from './carriers/write/sources.ts';
export { type Acceptance, createJudge, type Judge } from './load/acceptance.ts';
export type { DroppedAction } from './load/actions.ts';
export { type AgentSpan, admitsAgents, inWordsOf, newestAdmitted } from './load/admitted.ts';
export { type External, nothingExternal } from './load/external.ts';
export { agentVersionNeed } from './load/join-verdicts.ts';
export { literalOf } from './load/literal.ts';
export { type LoadMemory, load, newLoadMemory } from './load/load.ts';
export * from './load/loaded.ts';
export { locate, locateSpan, writtenEdits } from './load/locate.ts';
export type { MergedRule, Placed } from './load/merged.ts';
export { inLoadOrder } from './load/order.ts';
export { type Expansion, expansionsOf } from './load/rewrite.ts';
export { stateOf } from './load/state-of.ts';
export {
  isOneAgent,
  isOrigin,
  minorOf,
  type OneAgent,
  type Origin,
  type OriginFacts,
  originFacts,
  type Target,
} from './load/target.ts';
export { type VariableDefinition, type VariableScope, variableName } from './load/variables.ts';
export { type PolicyProblemCode, policyProblems } from './problems.ts';
export * from './read/definitions.ts';
export { parseDuration } from './read/duration.ts';
export {
  laterPolicy,
  type RuleAtAGlance,
  readWithout,
  rulesAtAGlance,
} from './read/later-policy.ts';
export { newReadMemory, type ReadMemory } from './read/read-memory.ts';
export { kindOf, readPolicy } from './read/read-policy.ts';
