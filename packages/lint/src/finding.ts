import type { Problem } from '@secl/text';
import type { Category, Loudness } from './level.ts';

/** What the linter says at one place. `code` is the id of the lint rule, or the code of a problem in loading. */
export interface Finding extends Problem {
  readonly category: Category;
  readonly severity: Loudness;
  /** The id of the rule or macro that it is about; empty for what is about a file. */
  readonly subject: string;
  /** The rule sets in which it was found, in their order. */
  readonly ruleSets: readonly string[];
  /** The targets that it holds for, by name; empty where it holds for all. */
  readonly targets: readonly string[];
}
