import { type Condition, isCondition, type LogicalOperator, type TestSide } from '@secl/language';
import type { Field } from '@secl/model';
import { type Leaf, leaves, operandReads, readsOf } from './leaves.ts';

/** What a recording can know. */
export interface Recording {
  /** Whether its events can ever hold a value of the field. */
  readonly knows: (field: Field) => boolean;
  /** Whether its events have times: comparisons with the age of something need them. */
  readonly hasTimes: boolean;
}

/** What a recording can say about a rule at best, whatever its events hold. */
export interface Decidability {
  readonly best: /** An event may match. */
    | 'can-match'
    /** No event can be shown to match; some may be shown not to. */
    | 'can-be-ruled-out'
    /** Every event leaves the rule undecided. */
    | 'never-decided';
  /** Names of the fields that are missing and can matter, sorted; `event time` where times are. */
  readonly missing: readonly string[];
  /** Those of `missing` without which no event can match, whatever else were known. */
  readonly needed: readonly string[];
}

/** As verdicts name it: the time of the event, where it decides. */
export const eventTime = 'event time';

/**
 * Which of the fields that a rule reads are missing from a recording, and whether it can be decided without them
 * (spec: events.md, Verdicts are three-valued). Optimistic: what the recording can know, an event may hold with any value,
 * and no two conditions are looked at together, so `can-match` may also be said of a rule that nothing satisfies.
 */
export function missingFields(condition: Condition, recording: Recording): Decidability {
  const missing = new Set(needsOf(condition, recording));
  const withoutAny = outcomes(condition, missing);
  const lacked = [...missing].sort().map((name) => ({ name, without: outcomes(condition, new Set([name])) }));
  return {
    best: withoutAny.true ? 'can-match' : withoutAny.false ? 'can-be-ruled-out' : 'never-decided',
    missing: lacked.filter(({ without }) => without.undecided).map(({ name }) => name),
    needed: lacked.filter(({ without }) => !without.true).map(({ name }) => name),
  };
}

/** What a condition reads and the recording does not know. */
function* needsOf(condition: Condition, recording: Recording): Generator<string> {
  for (const leaf of leaves(condition)) {
    if (!recording.hasTimes && isAge(leaf)) yield eventTime;
    for (const read of readsOf(leaf)) {
      if (read.kind === 'field' && !recording.knows(read.field)) yield read.field.name;
    }
  }
}

function isAge(leaf: Leaf): boolean {
  return leaf.kind === 'test' && leaf.test === 'age';
}

/** Which verdicts are possible. */
interface Outcomes {
  readonly true: boolean;
  readonly false: boolean;
  readonly undecided: boolean;
}

const trueOrFalse: Outcomes = { true: true, false: true, undecided: false };
const undecided: Outcomes = { true: false, false: false, undecided: true };

function outcomes(condition: Condition, missing: ReadonlySet<string>): Outcomes {
  switch (condition.kind) {
    case 'constant':
      return { true: condition.value, false: !condition.value, undecided: false };
    case 'truth':
      return sideOutcomes(condition.operand, missing);
    case 'macro':
      return outcomes(condition.inner, missing);
    case 'not':
      return negated(outcomes(condition.operand, missing));
    case 'logical': {
      const parts = condition.operands.map((operand) => outcomes(operand, missing));
      return parts.reduceRight((right, left, index) => join(left, condition.operators[index], right));
    }
    case 'test': {
      if (condition.test === 'age' && missing.has(eventTime)) return undecided;
      return compared(sideOutcomes(condition.left, missing), sideOutcomes(condition.right, missing));
    }
  }
}

/** What a side of a comparison can be; of values other than bools all that counts is whether they are known. */
function sideOutcomes(side: TestSide, missing: ReadonlySet<string>): Outcomes {
  if (isCondition(side)) return outcomes(side, missing);
  for (const read of operandReads(side)) {
    if (read.kind === 'field' && missing.has(read.field.name)) return undecided;
  }
  return trueOrFalse;
}

/** A comparison can come out either way where both sides can be known. */
function compared(left: Outcomes, right: Outcomes): Outcomes {
  const known = (left.true || left.false) && (right.true || right.false);
  return { true: known, false: known, undecided: left.undecided || right.undecided };
}

/** Kleene's tables over all pairs: false decides `&&`, true decides `||`. */
function join(left: Outcomes, operator: LogicalOperator | undefined, right: Outcomes): Outcomes {
  if (operator === '||') return negated(join(negated(left), '&&', negated(right)));
  return {
    true: left.true && right.true,
    false: left.false || right.false,
    undecided: (left.undecided && (right.undecided || right.true)) || (left.true && right.undecided),
  };
}

function negated(outcomes: Outcomes): Outcomes {
  return { true: outcomes.false, false: outcomes.true, undecided: outcomes.undecided };
}
