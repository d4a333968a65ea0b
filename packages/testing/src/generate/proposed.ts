import type { Story } from './story.ts';

/** One test that is proposed for a rule: to be looked at by a person. */
export interface ProposedCase {
  readonly name: string;
  readonly story: Story;
  /** What the rule makes of the last event. */
  readonly fires: boolean;
  /** The condition that keeps it silent, as written. */
  readonly because: string | undefined;
}

export interface Proposal {
  readonly rule: string;
  readonly cases: readonly ProposedCase[];
  /** Sides of conditions that no case shows and that are not proved to be impossible, in words. */
  readonly notFound: readonly string[];
}

/** Why nothing can be proposed. */
export interface NoProposal {
  readonly rule: string;
  readonly reason: string;
}
