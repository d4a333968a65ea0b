/** Condition coverage as data: what the tests have shown of every comparison of every rule. */
import type { Location, Span } from '@secl/text';
import type { ConditionPlace } from './condition-place.ts';

/**
 * What has to be seen of a comparison, both times with everything else being so that the comparison decides: `true`, so that
 * the rule would come out otherwise were it false, and `false`, so that it would were it true.
 */
export type Side = 'true' | 'false';
export const sides: readonly Side[] = ['true', 'false'];

export interface SideCoverage {
  /** On so many events it was so. */
  readonly seen: number;
  /** On so many of them it decided. */
  readonly decided: number;
  /** Proved: on no event can it be so and decide. It is not counted. */
  readonly impossible: boolean;
}

export interface ConditionCoverage extends ConditionPlace {
  readonly sides: Readonly<Record<Side, SideCoverage>>;
}

/** One expression with its conditions. */
export interface ExpressionCoverage extends Counted {
  readonly place: Location;
  readonly expression: string;
  /** Where a stretch of the expression stands in the file. */
  readonly locate: (span: Span) => Location;
  /** Events on which it was asked, and those of them on which it was true. */
  readonly events: number;
  readonly matches: number;
  /** In source order. */
  readonly conditions: readonly ConditionCoverage[];
}

/** Of a rule's own expression, whose events are those of its type in the tests; counted with those of its actions. */
export interface RuleCoverage extends ExpressionCoverage {
  readonly id: string;
  readonly policy: string;
  readonly eventTypes: readonly string[];
  readonly actions: readonly ActionCoverage[];
}

/** Of the filter of an action, or of the condition whose truth it stores. Its events are matches of its rule. */
export interface ActionCoverage extends ExpressionCoverage {
  /** As tests name the action: `kill`, `set process.seen`. */
  readonly action: string;
  readonly role: 'filter' | 'value';
}

/** Sides that can be seen deciding, and those that were. */
export interface Counted {
  readonly sidesToSee: number;
  readonly sidesSeen: number;
}

export interface CoverageReport extends Counted {
  /** In the order of their files. */
  readonly rules: readonly RuleCoverage[];
}

export function isComplete({ sidesSeen, sidesToSee }: Counted): boolean {
  return sidesSeen === sidesToSee;
}

/** In percent, never rounded up to 100; what has nothing to see is complete. */
export function percentOf({ sidesSeen, sidesToSee }: Counted): number {
  return sidesToSee === 0 ? 100 : Math.floor((sidesSeen / sidesToSee) * 1000) / 10;
}
