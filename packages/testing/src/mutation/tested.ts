import type { PolicyFile, RuleSet } from '@secl/policy';
import type { PreparedCase } from '../result.ts';
import type { Expectation } from '../written.ts';

/** A rule set on one target with the cases that are run on it. */
export interface TestedRuleSet {
  readonly ruleSet: RuleSet;
  readonly files: readonly PolicyFile[];
  /** How the target is called in cases. */
  readonly target: string;
  readonly cases: readonly TestedCase[];
}

export interface TestedCase {
  readonly prepared: PreparedCase;
  /** Rules that exact expectations of its file speak of. */
  readonly isAbout: (id: string) => boolean;
  /** How it came out, where it was run before: it is not run again for that. */
  readonly came?: CaseCame;
}

export interface CaseCame {
  readonly passed: boolean;
  /** Ids of the rules that looked at its events. */
  readonly meets: ReadonlySet<string>;
}

/**
 * The case without the conditions that are to keep rules silent: they are named by their text, which a change of this text
 * would not be noticed by but in letters.
 */
export function withoutReasons({ prepared, isAbout }: TestedCase): TestedCase {
  const { testCase, happenings } = prepared;
  const bare = (expect: Expectation | undefined): Expectation | undefined =>
    expect && { ...expect, silent: expect.silent.map((each) => ({ ...each, because: undefined })) };
  const steps = new Map(testCase.steps.map((step) => [step, { ...step, expect: bare(step.expect) }]));
  return {
    isAbout,
    prepared: {
      ...prepared,
      testCase: { ...testCase, steps: [...steps.values()], expect: bare(testCase.expect) },
      happenings: happenings.map((each) => ({
        ...each,
        step: each.step === undefined ? undefined : (steps.get(each.step) ?? each.step),
      })),
    },
  };
}

/** Whether the case fails for sure where the rule says something else on its one event. */
export function mustNotice({ prepared, isAbout }: TestedCase, rule: string): boolean {
  const { testCase, happenings } = prepared;
  const [only] = happenings;
  if (happenings.length !== 1 || only === undefined || only.number === 0) return false;
  const expectations = [testCase.expect, only.step?.expect].filter((each) => each !== undefined);
  return expectations.some(
    ({ exactly, fires, silent }) =>
      (exactly !== undefined && isAbout(rule)) ||
      fires.some((each) => each.value === rule) ||
      silent.some((each) => each.rule.value === rule),
  );
}
