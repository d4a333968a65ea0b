import type { Story } from './story.ts';

/** What is expected of the last event of a case. */
export interface Expected {
  readonly fires: readonly string[];
  readonly silent: readonly ExpectedSilence[];
  readonly undecided: readonly string[];
}

export interface ExpectedSilence {
  readonly rule: string;
  /** The condition that keeps it silent, as written; nothing where that is not one. */
  readonly because: string | undefined;
}

/** One test that is proposed: to be looked at by a person. */
export interface ProposedCase {
  readonly name: string;
  readonly story: Story;
  readonly expected: Expected;
}

export interface Proposal {
  /** Rules that the cases speak of. */
  readonly rules: readonly string[];
  readonly cases: readonly ProposedCase[];
  /** Sides of conditions that no case shows and that are not proved to be impossible, in words. */
  readonly notFound: readonly string[];
}

export function firing(...fires: readonly string[]): Expected {
  return { fires, silent: [], undecided: [] };
}

export function silent(rule: string, because: string | undefined): Expected {
  return { fires: [], silent: [{ rule, because }], undecided: [] };
}

/** Why nothing can be proposed. */
export interface NoProposal {
  readonly rule: string;
  readonly reason: string;
}
