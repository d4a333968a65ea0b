import { accepts, parseAgentVersion, parseConstraint } from '@secl/model';
import type { AgentVersionCase } from './cases.ts';
import { compare, type Outcome } from './outcome.ts';

/** A constraint that agents do not read accepts nothing. */
export function runAgentVersion({ constraint, version, accepted, error }: AgentVersionCase): Outcome {
  const agent = parseAgentVersion(version);
  if (agent === undefined) return { passed: false, difference: `\`${version}\` is not a version` };
  const parsed = parseConstraint(constraint);
  const found = parsed.ok
    ? { accepted: accepts(parsed.constraint, agent) }
    : { accepted: false, error: parsed.error };
  return compare({ accepted, error }, found);
}
