import type { External } from '@secl/policy';
import type { DescribeHost } from '../judge/target-of.ts';

export interface AssessOptions {
  /** The target that a host's description means: `describeTarget` of `workspace`. */
  readonly describe: DescribeHost;
  /** Agents before it count as outdated; left out, a year of releases before the newest that is known. */
  readonly oldestCurrentAgent?: string;
  /** Keys of tags by which hosts are grouped; left out, those that make a handful of groups. */
  readonly groupBy?: readonly string[];
  /** What a base would bring that is not among the policies. */
  readonly external?: External;
}
